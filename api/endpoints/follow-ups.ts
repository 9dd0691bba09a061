import * as z from 'zod/mini'
import { GridId, HouseholdId, IsolationId, MatterId, SlotId } from '../../core/ids.ts'
import { Owner } from '../../core/matter/matter.ts'
import { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { MatterKind } from '../../core/rule-book/rule-book.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { inGrid, nextCursor, ofCommunity, paging } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { DoneFollowUp as Done, doneFollowUps } from '../views/done-follow-ups.ts'
import { dueFollowUps } from '../views/due-follow-ups.ts'
import { FollowUpType } from '../views/follow-up-types.ts'
import { peopleOf } from '../views/people-view.ts'
import { shownGrids } from '../views/shown-grids.ts'

/** More cannot be done in one go anyway. */
const MOST_DUE = 500
const READ_AT_ONCE = 25

const DueFollowUp = z.strictObject({
  type: FollowUpType,
  isolation: z.optional(IsolationId).check(z.describe('Absent: it is about a home.')),
  household: z.optional(HouseholdId),
  grid: GridId,
  matter: z.optional(MatterId),
  kind: z.optional(MatterKind),
  slot: z.optional(SlotId),
  owners: z.array(Owner).check(z.describe('Who has to do it now.')),
  dueAt: InstantSchema,
  overdue: z.boolean(),
  person: z.optional(z.nullable(Person)),
})

const DoneFollowUp = z.strictObject({ ...Done.shape, person: z.optional(z.nullable(Person)) })

export const FollowUps = z.strictObject({
  now: InstantSchema,
  date: LocalDate,
  due: z
    .array(DueFollowUp)
    .check(
      z.describe(
        `Soonest due first, at most ${MOST_DUE}. Empty for any date but today, and on further pages.`,
      ),
    ),
  done: z.array(DoneFollowUp).check(z.describe('Newest first. A page may hold few and still have a cursor.')),
  cursor: nextCursor,
})
export type FollowUps = z.infer<typeof FollowUps>

/** Adds the people, as far as the caller may see them. */
const withPeople = async <FollowUp extends { readonly isolation?: IsolationId | undefined }>(
  ports: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  followUps: readonly FollowUp[],
): Promise<(FollowUp & { readonly person?: Person | null })[]> => {
  const ids = [...new Set(followUps.flatMap(({ isolation = [] }) => isolation))]
  const isolations = await fewAtOnce(ids, READ_AT_ONCE, (id) => findIsolation(ports.store, id))
  const people = await peopleOf(ports, access, isolations)
  return followUps.map((one) => {
    const person = one.isolation === undefined ? undefined : people.get(one.isolation)
    return person === undefined ? one : { ...one, person }
  })
}

export const getFollowUps = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/follow-ups',
  operation: 'listFollowUps',
  tag: 'Communities',
  summary: 'Visits, calls and measurements of a day',
  description:
    'due: visits and calls for open matters, and measurements by the worker. done: the answers of staff to such matters, and what they measured or were told.',
  params: ofCommunity,
  query: z.strictObject({
    date: z.optional(LocalDate).check(z.describe("A date in the community's time zone. Default: today.")),
    grid: inGrid,
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'What is due now and what was done that day.', schema: FollowUps } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query, access }) => {
    const { grid, limit, cursor } = query
    const community = await loadCommunity(ports.store, params.community)
    const grids = shownGrids(access, community, grid)
    const now = ports.clock.now()
    const today = localDate(now, community.zone)
    const date = query.date ?? today
    const isFirstPageOfToday = date === today && cursor === undefined
    const due = isFirstPageOfToday ? await dueFollowUps(ports, community, grids) : []
    const { done, ...next } = await doneFollowUps(ports.store, {
      community: community.id,
      date,
      isShown: (at) =>
        grids.includes(at) || (grid === undefined && access.covers({ community: community.id, grid: at })),
      list: ['follow-ups', community.id, date, ...grids].join('/'),
      limit,
      cursor,
    })
    return {
      status: 200,
      json: {
        now,
        date,
        due: await withPeople(ports, access, due.slice(0, MOST_DUE)),
        done: await withPeople(ports, access, done),
        ...next,
      },
    }
  },
})
