/** What CloudFront hands to a function at its edge, as far as ours look at it. */
export interface ViewerRequest {
  readonly request: { uri: string }
}

// Both run at the edge as they stand here, in CloudFront's own JavaScript: nothing may be imported or captured.

/** Every page of the console is one file, which reads the path itself. Files have an extension, pages have none. */
export const openPage = ({ request }: ViewerRequest): ViewerRequest['request'] => {
  const last = request.uri.slice(request.uri.lastIndexOf('/') + 1)
  if (!last.includes('.')) request.uri = '/index.html'
  return request
}

/** The API knows nothing of the `/api` under which the console finds it. */
export const stripApi = ({ request }: ViewerRequest): ViewerRequest['request'] => {
  request.uri = request.uri.slice('/api'.length)
  return request
}
