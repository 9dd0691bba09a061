import type { IncomingHttpHeaders } from 'node:http'
import { bearerIn, type OwnerToken } from '../http/owner-token.ts'

/** What is known of a request before its body is read. */
interface RequestHead {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** The only host names that are accepted: another name that resolves here may be an attack (DNS rebinding). */
const OUR_NAME = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i

const isPage = (url = '/'): boolean => !/^\/(api|sign-in|\.well-known)(\/|$)/.test(url.split('?')[0] ?? '')

/** Any site may link to the console: following a link only loads a page. */
const followsLink = ({ method, url, headers }: RequestHead): boolean =>
  method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  isPage(url)

/** Headers that proxies add. Behind a proxy a remote caller would look local. */
const FORWARDED =
  /^(forwarded|via|x-forwarded(-.*)?|x-(real|client|cluster-client|original)-.*|true-client-ip|cf-.*)$/

const isFromElsewhere = (head: RequestHead): boolean => {
  const { host = '', origin, 'sec-fetch-site': site } = head.headers
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) return true
  return (site === 'cross-site' || site === 'same-site') && !followsLink(head)
}

/**
 * Why a request is refused. Only our own pages may call: not under another host name (DNS rebinding), not from
 * another site, not from another port of this machine. A proxy may forward only requests with the owner's token.
 * undefined: it is accepted.
 */
export const refusalReason = (head: RequestHead, { is }: Pick<OwnerToken, 'is'>): string | undefined => {
  if (!OUR_NAME.test(head.headers.host ?? ''))
    return 'this server answers to 127.0.0.1 and localhost only: call it by one of them'
  const forwarded = Object.keys(head.headers).find((name) => FORWARDED.test(name))
  if (forwarded !== undefined && !is(bearerIn(head.headers.authorization) ?? ''))
    return `a proxy has passed this on (${forwarded}): this server is for one machine`
  if (isFromElsewhere(head)) return 'pages of other sites may not call this server'
  return undefined
}
