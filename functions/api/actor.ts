import { Actor } from '../../core/domain/ledger.ts'
import { Unauthenticated } from './errors.ts'
import type { ApiEvent } from './route.ts'

/** What only an ID token says. It is for the page, stands in the address of a sign-out, and opens nothing. */
const isIdToken = (claims: Readonly<Record<string, unknown>>): boolean =>
  claims['token_use'] === 'id' || claims['at_hash'] !== undefined

/** Who asks, as the ledger will name them. @throws Unauthenticated */
export const actorOf = ({ requestContext }: ApiEvent): { readonly actor: Actor; readonly sub: string } => {
  const claims = requestContext.authorizer?.jwt?.claims ?? {}
  if (isIdToken(claims)) throw new Unauthenticated('this is an ID token: send the access token')
  const { sub } = claims
  const actor = Actor.safeParse(`staff:${typeof sub === 'string' ? sub : ''}`)
  if (typeof sub !== 'string' || !actor.success)
    throw new Unauthenticated('sign in first: the request names nobody the ledger could name')
  return { actor: actor.data, sub }
}
