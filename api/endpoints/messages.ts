import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import { type GridId, HouseholdId, IsolationId, isIsolation, type SubjectId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findHousehold } from '../../record/household-repository.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { messagesList } from '../../record/keys.ts'
import { partitionOf, readMessage, resultOf } from '../../record/message-repository.ts'
import { ifLoadable, ifReadable } from '../../record/readable.ts'
import { quotedIn } from '../../usecases/compose-message/compose-message.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { paginate } from '../http/paginate.ts'
import { inGrid, nextCursor, ofCommunity, paging } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { homeMessageView, MessageView, messageView } from '../views/message-view.ts'
import { type People, peopleOf } from '../views/people-view.ts'
import { shownGrids } from '../views/shown-grids.ts'

const READ_AT_ONCE = 25

export const ListedMessage = z.strictObject({
  ...MessageView.shape,
  isolation: z.optional(IsolationId).check(z.describe('Whom it is about. Absent: it is about a home.')),
  household: z.optional(HouseholdId).check(z.describe('The home that it is about.')),
  about: z.optional(
    z.string().check(z.describe('The name of the returnee, if the message goes to somebody else.')),
  ),
  grid: z.string(),
})
export type ListedMessage = z.infer<typeof ListedMessage>

export const Messages = z.strictObject({ messages: z.array(ListedMessage), cursor: nextCursor })
export type Messages = z.infer<typeof Messages>

interface Found {
  readonly message: Message
  readonly subject: SubjectId
  readonly grid: GridId
}

const viewOf = async (
  { store }: Pick<Ports, 'store'>,
  { message, subject: id, grid }: Found,
  isolation: Isolation | undefined,
  people: People,
  community: Community,
  showsCode: boolean,
): Promise<ListedMessage[]> => {
  if (!isIsolation(id)) {
    const household = await ifLoadable(() => findHousehold(store, id))
    if (household === undefined) return []
    // The list shows no words about a home: its matter does.
    const { text: _, ...shown } = homeMessageView(message, { household, community }, null, false)
    return [{ ...shown, household: id, grid }]
  }
  if (isolation === undefined) return []
  const person = people.get(id)
  const quoted = await fewAtOnce(quotedIn(message), READ_AT_ONCE, (inbound) =>
    ifLoadable(() => findInbound(store, inbound)),
  )
  const received = quoted.flatMap((one) => (one === undefined ? [] : [{ inbound: one.id, text: one.text }]))
  const { name, text, ...plain } = messageView(
    message,
    isolation,
    person ?? undefined,
    community,
    showsCode,
    received,
  )
  return [
    {
      ...plain,
      isolation: id,
      grid,
      ...(person === undefined || name === undefined ? {} : { name }),
      ...(person && message.to.who === 'staff' ? { about: person.name } : {}),
      ...(text === undefined ? {} : { text }),
    },
  ]
}

/** A reader of this list may answer everything of an area, or nothing: the matters make no difference. */
const mayAnswer = (access: Access, { id: community }: Community, { message, grid }: Found): boolean => {
  const place = { community, grid, matters: [] }
  return message.matter === undefined ? access.mayRecord(place) : access.mayAnswer(place)
}

/** The messages of one page, as far as the caller may read them. */
const viewsOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  community: Community,
  found: readonly Found[],
): Promise<ListedMessage[]> => {
  const ids = [...new Set(found.flatMap(({ subject }) => (isIsolation(subject) ? subject : [])))]
  const loaded = await fewAtOnce(ids, READ_AT_ONCE, (id) => ifLoadable(() => findIsolation(ports.store, id)))
  const isolations = loaded.filter((one) => one !== undefined)
  const people = await peopleOf(ports, access, isolations)
  const known = new Map(isolations.map((isolation) => [isolation.id, isolation]))
  const views = await fewAtOnce(found, READ_AT_ONCE, (one) =>
    viewOf(
      ports,
      one,
      isIsolation(one.subject) ? known.get(one.subject) : undefined,
      people,
      community,
      mayAnswer(access, community, one),
    ),
  )
  return views.flat()
}

export const getMessages = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/messages',
  operation: 'listMessages',
  tag: 'Communities',
  summary: 'The messages of a day, newest first',
  description: 'A message is listed once its result is known.',
  params: ofCommunity,
  query: z.strictObject({
    date: z.optional(LocalDate).check(z.describe("A date in the community's time zone. Default: today.")),
    grid: inGrid,
    state: z
      .optional(z.enum(['sent', 'refused', 'unknown', 'not_needed']))
      .check(z.describe('Only those with this result.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Messages } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query, access }) => {
    const { grid, state, limit, cursor } = query
    const community = await loadCommunity(ports.store, params.community)
    const grids = new Set(shownGrids(access, community, grid))
    const date = query.date ?? localDate(ports.clock.now(), community.zone)
    // A grid that the community no longer has is shown only to callers who may see the whole community.
    const isShown = (place: { grid: GridId }): boolean =>
      grids.has(place.grid) || (grid === undefined && access.covers({ community: community.id, ...place }))
    const page = await paginate(
      ports.store,
      {
        ranges: [{ pk: messagesList(community.id, date) }],
        list: ['messages', community.id, date, state, ...grids].join('/'),
        limit,
        cursor,
        descending: true,
      },
      (item) => {
        if (!isShown(partitionOf(item))) return undefined
        const result = resultOf(item)
        // What has no summary that can be read may be one of them.
        return state === undefined || result === undefined || result === state ? item : undefined
      },
    )
    const items = await ports.store.getAll(page.entries)
    const found = page.entries.flatMap((entry, index): Found[] => {
      const item = items[index]
      if (item === undefined) return []
      const message = ifReadable(() => readMessage(item))
      if (message === undefined) return []
      return state === undefined || message.state === state ? [{ message, ...partitionOf(entry) }] : []
    })
    const messages = await viewsOf(ports, access, community, found)
    return {
      status: 200,
      json: { messages, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
    }
  },
})
