import type { HttpRequest } from '../http/http-exchange.ts'

const NAME = 'sixclear-signed-in'
/** Only the issuer ever gets it, and no script: to every other page it is nothing. */
const REACH = 'Path=/sign-in; HttpOnly; SameSite=Lax'

/** The handle of the session that this browser remembers. */
export const sessionHandle = ({ headers }: Pick<HttpRequest, 'headers'>): string =>
  (headers['cookie'] ?? '')
    .split(/; */)
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1) ?? ''

export const sessionCookie = (handle: string): string => `${NAME}=${handle}; ${REACH}`

export const expiredSessionCookie = `${NAME}=; Max-Age=0; ${REACH}`
