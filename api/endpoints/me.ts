import * as z from 'zod/mini'
import { Grant, type Principal } from '../../core/access/grant.ts'
import { operationsOf } from '../../core/access/permissions.ts'
import { Operation, personalReachOf } from '../../core/access/policy.ts'
import { postsOf } from '../../core/community/community.ts'
import { Actor } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { recentCommunity } from '../../record/community-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { none } from '../http/route.ts'

export const Me = z.strictObject({
  now: InstantSchema,
  actor: Actor.check(z.describe('As named in the ledger.')),
  name: z.nullable(z.string().check(z.describe('The name in their post. null: they hold none.'))),
  grants: z.array(Grant).check(z.describe('Their roles, and how far each goes.')),
  permissions: z.array(Operation).check(z.describe('What they may do anywhere in their areas.')),
  personal: z
    .boolean()
    .check(z.describe('Whether they may see names, phones, addresses and words of messages of anybody.')),
})
export type Me = z.infer<typeof Me>

/** In the first community that the caller has a post in. */
const nameOf = async (ports: Pick<Ports, 'store' | 'clock'>, { sub, grants }: Principal) => {
  const post = grants.find((grant) => grant.post !== undefined && grant.area.within !== 'district')
  if (post === undefined || post.area.within === 'district') return null
  const community = await recentCommunity(ports, post.area.community)
  return postsOf(community).find(({ staff }) => staff.id === sub)?.staff.name ?? null
}

export const getMe = protectedRoute({
  method: 'GET',
  path: '/me',
  operation: 'getMe',
  tag: 'Access',
  summary: 'The caller, and what they may do',
  params: none,
  query: none,
  body: none,
  answers: { 200: { description: 'Roles, areas and operations.', schema: Me } },
  run: async (ports, { actor, access: { principal } }) => ({
    status: 200,
    json: {
      now: ports.clock.now(),
      actor,
      name: await nameOf(ports, principal),
      grants: principal.grants,
      permissions: operationsOf(principal),
      personal: principal.grants.some(({ role }) => personalReachOf(role) !== 'no'),
    },
  }),
})
