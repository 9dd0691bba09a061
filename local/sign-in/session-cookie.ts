import type { Incoming } from '../http/http-exchange.ts'

const NAME = 'sixclear-signed-in'
/** Only the issuer ever gets it, and no script: to every other page it is nothing. */
const REACH = 'Path=/sign-in; HttpOnly; SameSite=Lax'

/** The handle of the session that this browser remembers. */
export const handleIn = ({ headers }: Pick<Incoming, 'headers'>): string =>
  (headers['cookie'] ?? '')
    .split(/; */)
    .find((pair) => pair.startsWith(`${NAME}=`))
    ?.slice(NAME.length + 1) ?? ''

export const remembering = (handle: string): string => `${NAME}=${handle}; ${REACH}`

export const forgetting = `${NAME}=; Max-Age=0; ${REACH}`
