import { Actor } from '../../core/ids.ts'
import { Forbidden, Unauthenticated } from '../http/errors.ts'
import type { ApiEvent } from '../http/route.ts'

/**
 * Claims that only an ID token has. It is meant for the page and is part of sign-out addresses, so it does not
 * authenticate.
 */
const isIdToken = (claims: Readonly<Record<string, unknown>>): boolean =>
  claims['token_use'] === 'id' || claims['at_hash'] !== undefined

/** The caller, as named in the ledger. @throws Unauthenticated, Forbidden */
export const actorOf = ({ requestContext }: ApiEvent): { readonly actor: Actor; readonly sub: string } => {
  const claims = requestContext.authorizer?.jwt?.claims ?? {}
  if (isIdToken(claims)) throw new Unauthenticated('this is an ID token: send the access token')
  const { sub } = claims
  if (typeof sub !== 'string' || sub === '')
    throw new Unauthenticated('sign in first: the request names nobody')
  const actor = Actor.safeParse(`staff:${sub}`)
  // Not Unauthenticated: signing in again would give the same name, in a loop.
  if (!actor.success)
    throw new Forbidden(
      'the ledger cannot keep the sub of your token: it takes up to 64 letters, digits and . _ @ -',
    )
  return { actor: actor.data, sub }
}
