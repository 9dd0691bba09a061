import type { IncomingHttpHeaders } from 'node:http'

/** What is known of a request before anything of it is read. */
interface Knock {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** The names of this machine, letter by letter: what else would lead here is somebody else's name for it. */
const OUR_NAME = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i

const isPage = (url = '/'): boolean => !/^\/(api|sign-in|\.well-known)(\/|$)/.test(url.split('?')[0] ?? '')

/** A link to the console may stand anywhere. Whoever follows it gets a page, which reads and does nothing by itself. */
const followsLink = ({ method, url, headers }: Knock): boolean =>
  method === 'GET' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document' &&
  isPage(url)

const isFromElsewhere = (knock: Knock): boolean => {
  const { host = '', origin, 'sec-fetch-site': site } = knock.headers
  if (origin !== undefined && origin !== `http://${host.toLowerCase()}`) return true
  return (site === 'cross-site' || site === 'same-site') && !followsLink(knock)
}

/**
 * Why a request is turned away. A shell needs no token here, so that no page but our own may ask: neither by a name of
 * its own for this machine (DNS rebinding), nor from another site, nor from another port of this machine, where any
 * program's page may stand. undefined: it may come in.
 */
export const turnedAway = (knock: Knock): string | undefined => {
  if (!OUR_NAME.test(knock.headers.host ?? ''))
    return 'this server answers to 127.0.0.1 and localhost only: call it by one of them'
  if (isFromElsewhere(knock)) return 'pages of other sites may not call this server'
  return undefined
}
