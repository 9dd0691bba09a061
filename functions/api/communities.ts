import * as z from 'zod/mini'
import { touches } from '../../core/access/area.ts'
import { Community } from '../../core/domain/community.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { listCommunities } from '../../record/community-record.ts'
import { none, route } from './route.ts'

export const getCommunities = route<Ports>()({
  method: 'GET',
  path: '/communities',
  operation: 'listCommunities',
  tag: 'Communities',
  summary: 'The communities with their grids and departments',
  params: none,
  query: none,
  body: none,
  answers: {
    200: {
      description: 'Those in which the one who asks has anything to do.',
      schema: z.strictObject({ communities: z.array(Community) }),
    },
  },
  run: async ({ store }, { access }) => {
    const communities = await listCommunities(store)
    return {
      status: 200,
      json: {
        communities: communities.filter(({ id }) => access.grants.some(({ area }) => touches(area, id))),
      },
    }
  },
})
