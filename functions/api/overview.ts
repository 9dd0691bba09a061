import * as z from 'zod/mini'
import type { Community } from '../../core/domain/community.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import { Category, type Isolation, isOpen } from '../../core/domain/isolation.ts'
import { type RuleBook, RungName } from '../../core/domain/rule-book.ts'
import { DAY, type Instant, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Item, Store } from '../../core/ports/store.ts'
import { dayAt, releaseFrom, slotTimes } from '../../core/rules/calendar.ts'
import { loadCommunity, loadRuleBook } from '../../record/community-record.ts'
import { readEscalation } from '../../record/escalation-record.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationsList, mattersList } from '../../record/keys.ts'
import { StatusName } from './isolations.ts'
import { ofCommunity } from './parameters.ts'
import { none, route } from './route.ts'

const count = z.int().check(z.minimum(0))

export const Overview = z.strictObject({
  at: InstantSchema,
  registered: count.check(z.describe('All that were ever registered.')),
  byStatus: z.record(StatusName, count),
  openByCategory: z.record(Category, count),
  slotsToday: z
    .strictObject({
      toCome: count,
      awaiting: count.check(z.describe('Asked, no reminder yet.')),
      reminded: count,
      reported: count,
      missed: count,
      late: count,
      excused: count,
    })
    .check(z.describe("Slots of today's date, of everybody who has one today.")),
  escalations: z.strictObject({
    open: count,
    overdue: count,
    byRung: z.record(RungName, count),
    beforeTheFirstRung: count,
  }),
  releasesIn24Hours: z.strictObject({
    approved: count.check(z.describe('Approved, and due within 24 hours.')),
    undecided: count.check(z.describe('Could be released within 24 hours, and nobody has approved it.')),
  }),
})
export type Overview = z.infer<typeof Overview>

const empty = (at: Instant): Overview => ({
  at,
  registered: 0,
  byStatus: { following: 0, referred: 0, 'under review': 0, approved: 0, released: 0, ended: 0 },
  openByCategory: { 'key area': 0, overseas: 0, 'close contact': 0, elsewhere: 0 },
  slotsToday: { toCome: 0, awaiting: 0, reminded: 0, reported: 0, missed: 0, late: 0, excused: 0 },
  escalations: {
    open: 0,
    overdue: 0,
    byRung: {
      'grid worker': 0,
      community: 0,
      'street office': 0,
      'police station': 0,
      'worker and doctor': 0,
      hospital: 0,
    },
    beforeTheFirstRung: 0,
  },
  releasesIn24Hours: { approved: 0, undecided: 0 },
})

async function* listed(store: Store, pk: string, prefix?: string): AsyncGenerator<Item> {
  let cursor: string | undefined
  do {
    const page = await store.query({
      pk,
      index: 'list',
      limit: 1000,
      ...(prefix === undefined ? {} : { sk: { prefix } }),
      ...(cursor === undefined ? {} : { cursor }),
    })
    yield* page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}

const countSlots = ({ slotsToday }: Overview, isolation: Isolation, book: RuleBook, now: Instant): void => {
  const day = dayAt(isolation, now)
  if (day < 1 || day > isolation.lastDay) return
  for (const half of ['morning', 'evening'] as const) {
    const slot = slotTimes(isolation, book, day, half)
    if (slot.closesAt <= isolation.registeredAt) continue
    const known = isolation.slots[slot.id]
    if (known === undefined) {
      if (isOpen(isolation)) slotsToday.toCome += 1
    } else if (known.state === 'asked') {
      if (known.attempt === 0) slotsToday.awaiting += 1
      else slotsToday.reminded += 1
    } else slotsToday[known.state] += 1
  }
}

const countIsolation = (overview: Overview, isolation: Isolation, book: RuleBook, now: Instant): void => {
  const { status, category } = isolation
  overview.registered += 1
  overview.byStatus[status.name] += 1
  countSlots(overview, isolation, book, now)
  if (!isOpen(isolation)) return
  overview.openByCategory[category] += 1
  const soon = plus(now, DAY)
  if (status.name === 'approved') {
    if (status.releaseAt <= soon) overview.releasesIn24Hours.approved += 1
  } else if (releaseFrom(isolation, book) <= soon) overview.releasesIn24Hours.undecided += 1
}

/** One pass over the lists of the community's grids. */
const overviewOf = async (store: Store, community: Community, now: Instant): Promise<Overview> => {
  const overview = empty(now)
  for (const { id: grid } of community.grids) {
    for await (const item of listed(store, isolationsList(community.id, grid))) {
      const { isolation } = readIsolation(item)
      countIsolation(overview, isolation, await loadRuleBook(store, isolation.ruleBook), now)
    }
    for await (const item of listed(store, mattersList(community.id, grid), 'open#')) {
      const { state } = readEscalation(item).escalation
      if (state.name !== 'open') continue
      const { escalations } = overview
      escalations.open += 1
      if (state.dueAt < now) escalations.overdue += 1
      if (state.rung === undefined) escalations.beforeTheFirstRung += 1
      else escalations.byRung[state.rung] += 1
    }
  }
  return overview
}

export const getOverview = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/overview',
  operation: 'getOverview',
  tag: 'Communities',
  summary: 'The figures of a community at this moment',
  params: ofCommunity,
  query: none,
  body: none,
  answers: { 200: { description: 'Counts by status, category, slot and rung.', schema: Overview } },
  errors: { 404: 'There is no such community.' },
  run: async ({ store, clock }, { params }) => ({
    status: 200,
    json: await overviewOf(store, await loadCommunity(store, params.community), clock.now()),
  }),
})
