import type { Community } from '../../core/community/community.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { ExpiringHandles } from './expiring-handles.ts'
import type { Identity } from './sign-in-people.ts'
import { type SigningKey, JsonWebTokens } from './json-web-tokens.ts'

/** What a code stands for until it is exchanged. */
export interface Code {
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string | undefined
  readonly person: Identity
  readonly session: string
}

/** By which a page stays signed in, as long as its browser is. */
export interface Refresh {
  readonly person: Identity
  readonly session: string
}

export interface IssuerOptions {
  readonly communities: () => Promise<readonly Community[]>
  readonly key: SigningKey
  /** A text that nobody can guess, another one each time. */
  readonly secret: () => string
  /** Whether a token is that of the owner of this machine's record. */
  readonly isOwner: (token: string) => boolean
  /** Milliseconds of the real clock: tokens are used by browsers, whose time is real. */
  readonly wallClock: () => number
}

/** What the issuer knows and hands out. All of it ends with this start. */
export interface IssuerState {
  readonly communities: () => Promise<readonly Community[]>
  readonly wallClock: () => number
  readonly isOwner: (token: string) => boolean
  readonly tokens: JsonWebTokens
  /** By the ticket in an address: the console that asks has shown the owner's token. */
  readonly tickets: ExpiringHandles<'signed in'>
  readonly codes: ExpiringHandles<Code>
  /** By the cookie: the `sub` of whom this browser has chosen to be. */
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
  wallClock,
}: IssuerOptions): IssuerState => {
  const handles = <Value>(lifetime: number) => new ExpiringHandles<Value>({ secret, wallClock, lifetime })
  return {
    communities,
    wallClock,
    isOwner,
    tokens: new JsonWebTokens(key),
    tickets: handles(SESSION_LIVES),
    codes: handles(CODE_LIVES),
    sessions: handles(SESSION_LIVES),
    refreshes: handles(SESSION_LIVES),
  }
}
