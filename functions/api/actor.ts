import { Actor } from '../../core/domain/ledger.ts'
import { Unauthenticated } from './errors.ts'
import type { ApiEvent } from './route.ts'

/** Who asks, as the ledger will name them. @throws Unauthenticated */
export const actorOf = ({ requestContext }: ApiEvent): { readonly actor: Actor; readonly sub: string } => {
  const sub = requestContext.authorizer?.jwt?.claims['sub']
  const actor = Actor.safeParse(`staff:${typeof sub === 'string' ? sub : ''}`)
  if (typeof sub !== 'string' || !actor.success)
    throw new Unauthenticated('sign in first: the request names nobody the ledger could name')
  return { actor: actor.data, sub }
}
