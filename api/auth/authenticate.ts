import { grantsOfGroups, grantsOfPosts, type HeldPost, type Principal } from '../../core/access/grant.ts'
import { grantsOfScopes } from '../../core/access/scope.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { isUnreadable } from '../../record/shape.ts'
import { postsHeld } from '../../record/sign-in-repository.ts'
import { Forbidden } from '../http/errors.ts'
import type { ApiEvent } from '../http/route.ts'
import { callerOf } from './actor.ts'
import type { Authorized } from './protected-route.ts'

export type SignedIn = Pick<Authorized, 'actor'> & { readonly principal: Principal }

/** `[a b]`: a list in API Gateway's form; some versions give `[a, b]`. */
const listed = (text: string): string[] => /^\[(.*)\]$/s.exec(text)?.[1]?.split(/,? +/) ?? [text]

/** The groups of a token by their exact names, even if a name contains a separator. */
const groupsOf = ({ requestContext }: ApiEvent): string[] => {
  const claims = requestContext.authorizer?.jwt?.claims ?? {}
  const groups = claims['cognito:groups'] ?? claims['groups']
  if (Array.isArray(groups)) return groups
  return typeof groups === 'string' ? listed(groups) : []
}

/** A person with groups goes on without posts that only another release can read. */
const heldOrNone = async (store: Store, sub: string, hasGroups: boolean): Promise<readonly HeldPost[]> => {
  try {
    return await postsHeld(store, sub)
  } catch (error) {
    if (hasGroups && isUnreadable(error)) return []
    throw error
  }
}

/**
 * The caller, with grants from their posts and from the groups of their token, or from a machine's scopes. One item is read, at each request: a post
 * that was taken away is gone at once. @throws Unauthenticated, Forbidden
 */
export const principalOf = async ({ store }: Pick<Ports, 'store'>, event: ApiEvent): Promise<SignedIn> => {
  const caller = callerOf(event)
  const { actor, sub } = caller
  if (caller.is === 'machine') {
    const grants = grantsOfScopes(caller.scopes)
    if (grants.length > 0) return { actor, principal: { sub, grants } }
    throw new Forbidden('your token has none of the scopes of this API, such as events.read@qinghe')
  }
  const ofGroups = grantsOfGroups(groupsOf(event))
  const grants = [...grantsOfPosts(await heldOrNone(store, sub, ofGroups.length > 0)), ...ofGroups]
  if (grants.length === 0)
    throw new Forbidden(
      'you are signed in, and have neither a post in a community nor a group here: ask the administrator of your community or district for one',
    )
  return { actor, principal: { sub, grants } }
}
