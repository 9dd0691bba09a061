import type { Community } from '../../core/community/community.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { Handles } from './expiring-handles.ts'
import type { Somebody } from './sign-in-people.ts'
import { type SigningKey, Tokens } from './json-web-tokens.ts'

/** What a code stands for until it is exchanged. */
export interface Code {
  readonly redirectUri: string
  readonly challenge: string
  readonly nonce: string | undefined
  readonly person: Somebody
  readonly session: string
}

/** By which a page stays signed in, as long as its browser is. */
export interface Refresh {
  readonly person: Somebody
  readonly session: string
}

export interface DeskOptions {
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
export interface Desk {
  readonly communities: () => Promise<readonly Community[]>
  readonly wallClock: () => number
  readonly isOwner: (token: string) => boolean
  readonly tokens: Tokens
  /** By the ticket in an address: the console that asks has shown the owner's token. */
  readonly tickets: Handles<'admitted'>
  readonly codes: Handles<Code>
  /** By the cookie: the `sub` of whom this browser has chosen to be. */
  readonly sessions: Handles<string>
  readonly refreshes: Handles<Refresh>
}

const CODE_LIVES = MINUTE
const SESSION_LIVES = 12 * 60 * MINUTE

export const openDesk = ({ communities, key, secret, isOwner, wallClock }: DeskOptions): Desk => {
  const handles = <Value>(lifetime: number) => new Handles<Value>({ secret, wallClock, lifetime })
  return {
    communities,
    wallClock,
    isOwner,
    tokens: new Tokens(key),
    tickets: handles(SESSION_LIVES),
    codes: handles(CODE_LIVES),
    sessions: handles(SESSION_LIVES),
    refreshes: handles(SESSION_LIVES),
  }
}
