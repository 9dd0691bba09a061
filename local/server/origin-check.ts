import type { IncomingHttpHeaders } from 'node:http'
import { bearerIn, type OwnerToken } from '../http/owner-token.ts'

/** What is known of a request before anything of it is read. */
interface RequestHead {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** The names of this machine, letter by letter: what else would lead here is somebody else's name for it. */
const OUR_NAME = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i

const isPage = (url = '/'): boolean => !/^\/(api|sign-in|\.well-known)(\/|$)/.test(url.split('?')[0] ?? '')

/** A link to the console may stand anywhere. Whoever follows it gets a page, which reads and does nothing by itself. */
const followsLink = ({ method, url, headers }: RequestHead): boolean =>
  method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  isPage(url)

/** What proxies write on what they pass on: behind one, somebody far away would be somebody at this machine. */
const FORWARDED =
  /^(forwarded|via|x-forwarded(-.*)?|x-(real|client|cluster-client|original)-.*|true-client-ip|cf-.*)$/

const isFromElsewhere = (head: RequestHead): boolean => {
  const { host = '', origin, 'sec-fetch-site': site } = head.headers
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) return true
  return (site === 'cross-site' || site === 'same-site') && !followsLink(head)
}

/**
 * Why a request is turned away. No page but our own may ask: neither by a name of its own for this machine (DNS
 * rebinding), nor from another site, nor from another port of this machine, where any program's page may stand. No proxy
 * may pass on what does not bear the machine's own token. undefined: it may come in.
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
