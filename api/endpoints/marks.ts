import * as z from 'zod/mini'
import { isChannelOf } from '../../record/change-channel.ts'
import { NotFound, recentCommunity } from '../../record/community-repository.ts'
import type { ApiPorts } from '../auth/protected-route.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none, route } from '../http/route.ts'
import { Mark, markOf } from '../views/change-mark.ts'

/**
 * For every open console, every few seconds, so it is kept at the edge for all of them: it cannot ask who they are. Who
 * knows the channel was allowed to read the community today or yesterday.
 */
export const getMark = route<ApiPorts, object>()({
  method: 'GET',
  path: '/marks/{community}/{channel}',
  operation: 'getMark',
  tag: 'Communities',
  summary: 'Whether anything has changed, for asking often',
  description: 'Without a token. The answer may be two seconds old.',
  params: z.strictObject({
    ...ofCommunity.shape,
    channel: z.string().check(z.describe('From GET /communities/{community}/changes.')),
  }),
  query: none,
  body: none,
  answers: { 200: { description: 'The mark of this moment.', schema: Mark } },
  errors: { 404: 'The channel is not one of today or yesterday: ask for another one.' },
  run: async (ports, { params: { community: id, channel } }) => {
    // Before anything is read: whoever tries names costs no more than this.
    if (!(await isChannelOf(ports, id, channel)))
      throw new NotFound('this channel is not open: ask for the changes of the community again')
    const community = await recentCommunity(ports, id)
    return { status: 200, json: await markOf(ports.store, community, ports.clock.now()) }
  },
})
