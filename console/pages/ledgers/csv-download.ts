import type { ApiClient } from '../../api/api-client.ts'
import { apiPath, joinCsv, nextLink } from './csv-parts.ts'

/**
 * Fetches all parts of a CSV and joins them.
 * @throws ApiError, Unreachable
 */
export const fetchWholeCsv = async (
  client: ApiClient,
  path: string,
  base: string,
  onPart: (parts: number) => void,
): Promise<string> => {
  const parts: string[] = []
  let next: string | undefined = path
  while (next !== undefined) {
    const response: Response = await client.send(next)
    // `text()` would remove the byte order mark.
    parts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()))
    onPart(parts.length)
    const link = nextLink(response.headers.get('link'))
    next = link === undefined ? undefined : apiPath(link, next, base)
  }
  return joinCsv(parts)
}
