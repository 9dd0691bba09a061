import type { Overview } from '../../core/figures/overview.ts'
import { type CommunityId, MatterId } from '../../core/ids.ts'
import type { Why } from '../../core/line/line.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { type Instant, instant } from '../../core/time/instant.ts'
import { loadCommunity, NotFound } from '../../record/community-repository.ts'
import { emptyDistrict, loadDistrict } from '../../record/district-figures.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { matterSummaryOf } from '../../record/matter-summary.ts'
import { isUnreadable } from '../../record/shape.ts'
import { type SweepReport, sweepReports } from '../../record/sweep-report.ts'
import { openMatter } from '../count-figures/count-matters.ts'
import { lineOf } from './judge-line.ts'
import type { LookedAfter, NamedOffender } from './judged-line.ts'
import { answerOf, ofKinds } from './line-answer.ts'
import { owing, staffOf } from './place.ts'
import { partsSwept, wholeAt } from './swept.ts'

const AT_ONCE = 16

/** Communities read beside each other for a page of offenders. */
const COMMUNITIES_AT_ONCE = 8

/** A page ends after so many: those that have become green since they were added up have nobody to show. */
const COMMUNITIES_A_PAGE = 64

const BEFORE_ALL = instant(0)

/** As if nobody had ever counted: nothing is known, and the line says so. */
const uncounted = emptyDistrict(BEFORE_ALL)

/** What the sweeper could not mend, anywhere. */
const unmendedIn = (reports: readonly SweepReport[]) =>
  reports.flatMap(({ last }) => last?.found.offenders ?? [])

/** The line of the whole district, by its figures: who is not looked after is on pages of their own. */
export const districtLine = async (
  ports: Pick<Ports, 'store' | 'clock'>,
): Promise<Omit<LookedAfter, 'offenders' | 'slow'>> => {
  const { store, clock } = ports
  const now = clock.now()
  const [stored, reports] = await Promise.all([loadDistrict(store), sweepReports(store)])
  const figures = stored ?? uncounted
  const { open, strangers, unusual, beyond } = figures
  const unmended = unmendedIn(reports)
  const reasons = new Map<Why, number>(figures.reasons.map(({ why, count }) => [why, count]))
  // What is overdue is in the figures; what the sweeper found besides is not.
  for (const { why } of unmended)
    if (why !== 'wait_overdue' && why !== 'owner_overdue') reasons.set(why, (reasons.get(why) ?? 0) + 1)
  const rest = {
    count: beyond.count - unusual.reduce((sum, one) => sum + one.count, 0),
    usual: {
      from: beyond.from - unusual.reduce((sum, one) => sum + one.usual.from, 0),
      to: beyond.to - unusual.reduce((sum, one) => sum + one.usual.to, 0),
      by: 'days_before' as const,
    },
  }
  return {
    ...answerOf({
      now,
      countedAt: figures.countedAt,
      open,
      left: Math.min(open, figures.left + new Set(unmended.flatMap(({ isolation = [] }) => isolation)).size),
      strangers,
      reasons,
      of: ofKinds(figures),
      beyond: [...unusual, rest],
      swept: partsSwept(store, reports, figures.since ?? now, now),
      sweptAt: wholeAt(store, reports),
      isUnswept: reports.length === 0,
      isRecordFull: store.isFull?.() ?? false,
    }),
    beyond: unusual,
  }
}

/** Where a page of the district's offenders ended: after so many of a community, which was red since then. */
export interface Place {
  readonly since: Instant
  /** undefined: what the sweeper found, which comes first. */
  readonly community?: CommunityId | undefined
  readonly skip: number
}

export interface OffendersPage {
  readonly offenders: NamedOffender[]
  /** Absent: there are no more. */
  readonly next?: Place
}

interface Source extends Omit<Place, 'skip'> {
  readonly read: () => Promise<readonly NamedOffender[]>
}

const isBefore = (one: Omit<Place, 'skip'>, place: Place): boolean =>
  one.since === place.since ? (one.community ?? '') < (place.community ?? '') : one.since < place.since

const sourcesOf = async (ports: Pick<Ports, 'store' | 'clock'>): Promise<Source[]> => {
  const [stored, reports] = await Promise.all([loadDistrict(ports.store), sweepReports(ports.store)])
  const unmended = unmendedIn(reports)
  const named = new Set(unmended.map(({ id }) => id))
  const communities = (stored?.red ?? []).map(({ community: id, since }) => ({
    since,
    community: id,
    read: async () => {
      const community = await loadCommunity(ports.store, id)
      const grids = new Set(community.grids.map((grid) => grid.id))
      const scope = { places: [{ community, grids }], isDistrict: false, covers: () => true }
      return (await lineOf(ports, scope, [])).offenders.filter((one) => !named.has(one.id))
    },
  }))
  return [{ since: BEFORE_ALL, read: async () => unmended }, ...communities]
}

/** A matter that is stuck still has owners. */
const withOwners = async (store: Store, offender: NamedOffender): Promise<NamedOffender> => {
  const id = MatterId.safeParse(offender.id)
  if (offender.owes !== undefined || !id.success) return offender
  try {
    const { matter } = await loadMatter(store, id.data)
    const open = openMatter(matterSummaryOf(matter))
    const staff = staffOf(await loadCommunity(store, matter.community))
    return open === undefined ? offender : { ...offender, kind: open.kind, owes: owing(open, staff) }
  } catch (error) {
    if (error instanceof NotFound || isUnreadable(error)) return offender
    throw error
  }
}

/**
 * Who is not looked after: what the sweeper found, then community by community, that with the oldest first, each as it is
 * now. A page reads only the communities that it shows, and at most 64: it may hold fewer and still have a next one.
 */
export const districtOffenders = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  limit: number,
  after?: Place,
): Promise<OffendersPage> => {
  const sources = (await sourcesOf(ports)).filter((one) => after === undefined || !isBefore(one, after))
  const offenders: NamedOffender[] = []
  for (let start = 0; start < sources.length; start += COMMUNITIES_AT_ONCE) {
    const some = sources.slice(start, start + COMMUNITIES_AT_ONCE)
    const read = await fewAtOnce(some, COMMUNITIES_AT_ONCE, (source) => source.read())
    for (const [index, { since, community }] of some.entries()) {
      const place = { since, community }
      const room = limit - offenders.length
      if (room === 0 || start + index >= COMMUNITIES_A_PAGE) return { offenders, next: { ...place, skip: 0 } }
      const skip = after?.since === since && after.community === community ? after.skip : 0
      const found = read[index] ?? []
      const shown = found.slice(skip, skip + room)
      offenders.push(...(await fewAtOnce(shown, AT_ONCE, (one) => withOwners(ports.store, one))))
      if (found.length > skip + room) return { offenders, next: { ...place, skip: skip + room } }
    }
  }
  return { offenders }
}

/** The overview of everybody. */
export const districtOverview = async (
  store: Store,
): Promise<{ readonly overview: Overview; readonly countedAt: Instant }> => {
  const { overview, countedAt } = (await loadDistrict(store)) ?? uncounted
  return { overview, countedAt }
}
