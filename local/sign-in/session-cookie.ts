import type { HttpRequest } from '../http/http-exchange.ts'

const NAME = 'sixclear-signed-in'
/** Sent only to the issuer's paths, and hidden from scripts. */
const REACH = 'Path=/sign-in; HttpOnly; SameSite=Lax'

/** The session handle in the browser's cookie. */
export const sessionHandle = ({ headers }: Pick<HttpRequest, 'headers'>): string =>
  (headers['cookie'] ?? '')
    .split(/; */)
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1) ?? ''

export const sessionCookie = (handle: string): string => `${NAME}=${handle}; ${REACH}`

export const expiredSessionCookie = `${NAME}=; Max-Age=0; ${REACH}`
