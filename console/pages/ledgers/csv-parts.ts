const MARK = '\ufeff'

/** The URL of the next part, from a `link` header such as `</communities/…>; rel="next"`. undefined: this was the last. */
export const nextLink = (link: string | null): string | undefined => {
  for (const part of (link ?? '').split(/,(?=\s*<)/)) {
    const [, target, rel] = /^\s*<([^>]*)>\s*;.*\brel="?([^";]*)"?/.exec(part) ?? []
    if (target !== undefined && rel?.split(' ').includes('next') === true) return target
  }
  return undefined
}

/** The API's path of a link. The link may be absolute, begin with the API's base, or be relative to the requested path. */
export const apiPath = (link: string, asked: string, base: string): string => {
  const { pathname, search } = new URL(link, new URL(asked, 'http://any'))
  const path = base !== '' && pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname
  return `${path}${search}`
}

/** The first line of a CSV with its line break. Its cells contain none. */
const headOf = (text: string): string => text.slice(0, text.indexOf('\n') + 1)

/** Joins the parts of one table. Each has the same first line and its own byte order mark. */
export const joinCsv = (parts: readonly string[]): string => {
  const plain = parts.map((part) => (part.startsWith(MARK) ? part.slice(MARK.length) : part))
  const [first] = plain
  if (first === undefined) return ''
  const head = headOf(first)
  const ended = (part: string): string => (part === '' || part.endsWith('\n') ? part : `${part}\r\n`)
  const rest = plain.slice(1).map((part) => ended(part.startsWith(head) ? part.slice(head.length) : part))
  return `${MARK}${ended(first)}${rest.join('')}`
}
