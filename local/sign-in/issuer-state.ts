import type { Community } from '../../core/community/community.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { ExpiringHandles } from './expiring-handles.ts'
import { JsonWebTokens, type SigningKey } from './json-web-tokens.ts'
import type { Machine } from './machine-secret.ts'
import type { Identity } from './sign-in-people.ts'

/** What a code stands for until it is exchanged. */
export interface Code {
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string | undefined
  readonly person: Identity
  readonly session: string
}

/** What a refresh token stands for; it ends with the browser's session. */
export interface Refresh {
  readonly person: Identity
  readonly session: string
}

export interface IssuerOptions {
  readonly communities: () => Promise<readonly Community[]>
  readonly key: SigningKey
  /** A new random secret. */
  readonly secret: () => string
  /** Whether a token is the owner's. */
  readonly isOwner: (token: string) => boolean
  /** Whether this is the secret of another system with these scopes. */
  readonly isMachine: (machine: Machine, secret: string) => boolean
  /** Milliseconds of the real clock: tokens are used by browsers, whose time is real. */
  readonly wallClock: () => number
}

/** The issuer's state, in memory only. */
export interface IssuerState {
  readonly communities: () => Promise<readonly Community[]>
  readonly wallClock: () => number
  readonly isOwner: (token: string) => boolean
  readonly isMachine: (machine: Machine, secret: string) => boolean
  readonly tokens: JsonWebTokens
  /** By ticket: the console has shown the owner's token. */
  readonly tickets: ExpiringHandles<'signed_in'>
  readonly codes: ExpiringHandles<Code>
  /** By cookie: the `sub` that this browser has chosen. */
  readonly sessions: ExpiringHandles<string>
  readonly refreshes: ExpiringHandles<Refresh>
}

const CODE_LIVES = MINUTE
const SESSION_LIVES = 12 * 60 * MINUTE

export const openIssuerState = ({
  communities,
  key,
  secret,
  isOwner,
  isMachine,
  wallClock,
}: IssuerOptions): IssuerState => {
  const handles = <Value>(lifetime: number) => new ExpiringHandles<Value>({ secret, wallClock, lifetime })
  return {
    communities,
    wallClock,
    isOwner,
    isMachine,
    tokens: new JsonWebTokens(key),
    tickets: handles(SESSION_LIVES),
    codes: handles(CODE_LIVES),
    sessions: handles(SESSION_LIVES),
    refreshes: handles(SESSION_LIVES),
  }
}
