import { grantsOfGroups, grantsOfPosts, type Principal } from '../../core/access/grant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { readableCommunities } from '../../record/community-repository.ts'
import { Forbidden } from '../http/errors.ts'
import type { ApiEvent } from '../http/route.ts'
import { actorOf } from './actor.ts'
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

/** The caller, with grants from their posts and from the groups of their token. @throws Unauthenticated, Forbidden */
export const principalOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  event: ApiEvent,
): Promise<SignedIn> => {
  const { actor, sub } = actorOf(event)
  const { communities, errors } = await readableCommunities(ports)
  const grants = [...grantsOfPosts(communities, sub), ...grantsOfGroups(groupsOf(event))]
  // Their post may be in one that cannot be read.
  if (grants.length === 0 && errors.length > 0) throw errors[0]
  if (grants.length === 0)
    throw new Forbidden(
      'you are signed in, and have neither a post in a community nor a group here: ask the administrator of your community or district for one',
    )
  return { actor, principal: { sub, grants } }
}
