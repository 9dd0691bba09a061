import * as z from 'zod/mini'
import type { Community } from '../../core/domain/community.ts'
import { type GridId, IsolationId, LocalDate } from '../../core/domain/ids.ts'
import { Message } from '../../core/domain/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { localDate } from '../../core/zone.ts'
import { loadCommunity } from '../../record/community-record.ts'
import { loadIsolation } from '../../record/isolation-record.ts'
import { messagesList } from '../../record/keys.ts'
import { placeOf } from '../../record/message-record.ts'
import { findPerson } from '../../record/person-record.ts'
import { readBody } from '../../record/read-body.ts'
import { mergedPage } from './merged-page.ts'
import { MessageView, messageView } from './message-view.ts'
import { inGrid, nextCursor, ofCommunity, paging } from './parameters.ts'
import { none, route } from './route.ts'

export const ListedMessage = z.strictObject({
  ...MessageView.shape,
  isolation: IsolationId,
  grid: z.string(),
})
export type ListedMessage = z.infer<typeof ListedMessage>

export const Messages = z.strictObject({ messages: z.array(ListedMessage), cursor: nextCursor })
export type Messages = z.infer<typeof Messages>

interface Found {
  readonly message: Message
  readonly isolation: IsolationId
  readonly grid: GridId
}

const viewOf = async (
  ports: Ports,
  { message, isolation: id, grid }: Found,
  community: Community,
): Promise<ListedMessage> => {
  const { isolation } = await loadIsolation(ports, id)
  const person = await findPerson(ports.store, isolation.person)
  return { ...messageView(message, isolation, person?.person, community), isolation: id, grid }
}

export const getMessages = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/messages',
  operation: 'listMessages',
  tag: 'Communities',
  summary: 'The texts of a day, newest first',
  description: 'A text stands here once its result is known.',
  params: ofCommunity,
  query: z.strictObject({
    date: z
      .optional(LocalDate)
      .check(z.describe("A date of the community's own calendar. Today, unless said.")),
    grid: inGrid,
    state: z
      .optional(z.enum(['sent', 'refused', 'unknown', 'not needed']))
      .check(z.describe('Only those with this result.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Messages } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query }) => {
    const { grid, state, limit, cursor } = query
    const community = await loadCommunity(ports.store, params.community)
    const date = query.date ?? localDate(ports.clock.now(), community.zone)
    const page = await mergedPage(
      ports.store,
      {
        ranges: [{ pk: messagesList(community.id, date) }],
        list: ['messages', community.id, date, grid, state].join('/'),
        limit,
        cursor,
        descending: true,
      },
      (item): Found | undefined => {
        const place = placeOf(item)
        if (grid !== undefined && place.grid !== grid) return undefined
        const message = readBody(Message, item)
        return state === undefined || message.state === state ? { message, ...place } : undefined
      },
    )
    const messages = await Promise.all(page.entries.map((found) => viewOf(ports, found, community)))
    return {
      status: 200,
      json: { messages, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
    }
  },
})
