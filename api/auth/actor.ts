import { Forbidden, Unauthenticated } from '../http/errors.ts'
import type { ApiEvent } from '../http/route.ts'
import { Actor } from '../../core/ids.ts'

/** What only an ID token says. It is for the page, stands in the address of a sign-out, and opens nothing. */
const isIdToken = (claims: Readonly<Record<string, unknown>>): boolean =>
  claims['token_use'] === 'id' || claims['at_hash'] !== undefined

/** Who asks, as the ledger will name them. @throws Unauthenticated, Forbidden */
export const actorOf = ({ requestContext }: ApiEvent): { readonly actor: Actor; readonly sub: string } => {
  const claims = requestContext.authorizer?.jwt?.claims ?? {}
  if (isIdToken(claims)) throw new Unauthenticated('this is an ID token: send the access token')
  const { sub } = claims
  if (typeof sub !== 'string' || sub === '')
    throw new Unauthenticated('sign in first: the request names nobody')
  const actor = Actor.safeParse(`staff:${sub}`)
  // Whoever is told to sign in again would come back with the same name, for ever.
  if (!actor.success)
    throw new Forbidden(
      'the ledger cannot keep the sub of your token: it takes up to 64 letters, digits and . _ @ -',
    )
  return { actor: actor.data, sub }
}
