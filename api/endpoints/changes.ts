import * as z from 'zod/mini'
import { channelOf } from '../../record/change-channel.ts'
import { recentCommunity } from '../../record/community-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { Mark, markOf } from '../views/change-mark.ts'

export const Changes = z.strictObject({
  ...Mark.shape,
  channel: z
    .string()
    .check(z.describe('For GET /marks/{community}/{channel}, which is for asking often. Good for a day.')),
})
export type Changes = z.infer<typeof Changes>

export const getChanges = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/changes',
  operation: 'getChanges',
  tag: 'Communities',
  summary: 'Whether anything has changed, and where to follow it',
  description: 'Ask here once a day, and then at the channel. Read the changes from the other endpoints.',
  params: ofCommunity,
  query: none,
  body: none,
  answers: { 200: { description: 'The mark of this moment, and the channel.', schema: Changes } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params }) => {
    const community = await recentCommunity(ports, params.community)
    const mark = await markOf(ports.store, community, ports.clock.now())
    return { status: 200, json: { ...mark, channel: await channelOf(ports, community.id) } }
  },
})
