/** The part of CloudFront's event that our functions read. */
export interface ViewerRequest {
  readonly request: { uri: string }
}

// Both run at the edge from this source, in CloudFront's JavaScript: nothing may be imported or captured.

/** Every page of the console is one file, which reads the path. Files have an extension, pages do not. */
export const openPage = ({ request }: ViewerRequest): ViewerRequest['request'] => {
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1)
  if (!last.includes('.')) request.uri = '/index.html'
  return request
}

/** Removes the console's prefix `/api`, which the API does not know. */
export const stripApi = ({ request }: ViewerRequest): ViewerRequest['request'] => {
  request.uri = request.uri.slice('/api'.length)
  return request
}
