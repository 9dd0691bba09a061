import * as z from 'zod/mini'
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
    200: { description: 'All of them.', schema: z.strictObject({ communities: z.array(Community) }) },
  },
  run: async ({ store }) => ({ status: 200, json: { communities: await listCommunities(store) } }),
})
