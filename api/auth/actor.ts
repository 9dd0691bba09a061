import { Actor, Machine } from '../../core/ids.ts'
import { Forbidden, Unauthenticated } from '../http/errors.ts'
import type { ApiEvent } from '../http/route.ts'

/** The caller: somebody who is signed in, or another system with the scopes that it was granted. */
export type Caller =
  | { readonly is: 'staff'; readonly actor: Actor; readonly sub: string }
  | {
      readonly is: 'machine'
      readonly actor: Actor
      readonly sub: string
      readonly scopes: readonly string[]
    }

/**
 * Claims that only an ID token has. It is meant for the page and is part of sign-out addresses, so it does not
 * authenticate.
 */
const isIdToken = (claims: Readonly<Record<string, unknown>>): boolean =>
  claims['token_use'] === 'id' || claims['at_hash'] !== undefined

/** Not Unauthenticated: signing in again would give the same name, in a loop. */
const unnameable = (): Forbidden =>
  new Forbidden('the ledger cannot keep the sub of your token: it takes up to 64 letters, digits and . _ @ -')

/** The caller, as named in the ledger and in the log of views. @throws Unauthenticated, Forbidden */
export const callerOf = ({ requestContext }: ApiEvent): Caller => {
  const claims = requestContext.authorizer?.jwt?.claims ?? {}
  if (isIdToken(claims)) throw new Unauthenticated('this is an ID token: send the access token')
  const { sub, client_id: client, scope } = claims
  if (typeof sub !== 'string' || sub === '')
    throw new Unauthenticated('sign in first: the request names nobody')
  // By client credentials nobody signs in: the client is its own subject (RFC 9068). Its scopes are all that it has.
  if (client === sub) {
    const machine = Machine.safeParse(`machine:${sub}`)
    if (!machine.success) throw unnameable()
    return {
      is: 'machine',
      actor: machine.data,
      sub,
      scopes: typeof scope === 'string' ? scope.split(' ') : [],
    }
  }
  const actor = Actor.safeParse(`staff:${sub}`)
  if (!actor.success) throw unnameable()
  return { is: 'staff', actor: actor.data, sub }
}
