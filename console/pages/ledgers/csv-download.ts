import type { ApiClient } from '../../api/api-client.ts'
import { apiPath, joinCsv, nextLink } from './csv-parts.ts'

/**
 * Every part of a CSV, one after the other, as one text.
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
    // Not `text()`, which would take the byte order mark away.
    parts.push(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()))
    onPart(parts.length)
    const link = nextLink(response.headers.get('link'))
    next = link === undefined ? undefined : apiPath(link, next, base)
  }
  return joinCsv(parts)
}

/** Gives a text to the browser to be kept as a file. */
export const downloadFile = (name: string, text: string): void => {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
