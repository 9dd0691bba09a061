import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import type { Community, Role } from '../../core/domain/community.ts'
import { postsOf } from '../../core/domain/community.ts'
import { Actor } from '../../core/domain/ledger.ts'
import { Unauthenticated } from './errors.ts'

/** Who asks, as the ledger will name them. @throws Unauthenticated */
export const actorOf = ({ requestContext }: APIGatewayProxyEventV2WithJWTAuthorizer): Actor => {
  const sub = requestContext.authorizer?.jwt?.claims['sub']
  const actor = Actor.safeParse(`staff:${typeof sub === 'string' ? sub : ''}`)
  if (!actor.success)
    throw new Unauthenticated('sign in first: the request names nobody the ledger could name')
  return actor.data
}

/** The post of somebody whose id is that of a post. What a role may not say is refused; others are administrators. */
export const roleOf = (community: Community, actor: Actor): Role | undefined =>
  postsOf(community).find(({ staff }) => `staff:${staff.id}` === actor)?.role
