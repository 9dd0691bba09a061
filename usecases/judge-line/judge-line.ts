import type { Place as GridPlace } from '../../core/access/area.ts'
import type { Community } from '../../core/community/community.ts'
import { type GridId, MatterId } from '../../core/ids.ts'
import type { Why } from '../../core/line/line.ts'
import { isDecision } from '../../core/matter/lateness.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { type Instant, instant, milliseconds } from '../../core/time/instant.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { loadFigures, type OpenMatter } from '../../record/grid-figures.ts'
import { openAlerts } from '../../record/stranger-alert-repository.ts'
import { type Offender, type SweepReport, sweepReports } from '../../record/sweep-report.ts'
import { countedUntil } from '../count-figures/counted-until.ts'
import type { LookedAfter, NamedOffender } from './judged-line.ts'
import { answerOf, ofKinds } from './line-answer.ts'
import { overdueIn } from './overdue.ts'
import { owing, type Place, readPlace } from './place.ts'
import { placeOfOffender } from './place-of-offender.ts'
import { partsSwept, wholeAt } from './swept.ts'
import { untakenDisruptions } from './untaken-disruptions.ts'

const AT_ONCE = 8

/** What the line covers: grids of some communities. */
export interface Scope {
  readonly places: readonly { readonly community: Community; readonly grids: ReadonlySet<GridId> }[]
  /** Also what the sweeper found of somebody of whom nobody can say where they live. */
  readonly isDistrict: boolean
  /** Includes grids that a community no longer has. */
  readonly covers: (place: GridPlace) => boolean
}

const livesIn = async (store: Store, { places, covers }: Scope, offender: Offender): Promise<boolean> => {
  const place = await placeOfOffender(store, offender)
  return (
    place !== undefined && places.some(({ community }) => community.id === place.community) && covers(place)
  )
}

/** Strangers in danger whom nobody has answered, or of whom nobody can say so. */
const strangersIn = async (
  { store }: Pick<Ports, 'store'>,
  { places }: Scope,
  now: Instant,
): Promise<Offender[]> => {
  const open = await Promise.all(places.map(({ community }) => openAlerts(store, community.id)))
  return open.flatMap(({ alerts, unreadable }): Offender[] => [
    ...alerts.map(({ alert }) => ({
      id: alert.id,
      why: 'stranger_unanswered' as const,
      since: alert.openedAt,
    })),
    ...unreadable.map(({ key }) => ({ id: key.pk, why: 'record_unreadable' as const, since: now })),
  ])
}

/** What the last sweep could not repair, within this scope. */
const leftBySweep = async (
  store: Store,
  scope: Scope,
  reports: readonly SweepReport[],
): Promise<Offender[]> => {
  const offenders = reports.flatMap(({ last }) => last?.found.offenders ?? [])
  if (scope.isDistrict) return offenders
  const here = await fewAtOnce(offenders, AT_ONCE, (offender) => livesIn(store, scope, offender))
  return offenders.filter((_, index) => here[index] === true)
}

/** A matter that is stuck still has owners. */
const withOwners = (offender: NamedOffender, places: readonly Place[]): NamedOffender => {
  if (offender.owes !== undefined) return offender
  const id = MatterId.safeParse(offender.id)
  for (const { matters, staff } of id.success ? places : []) {
    const matter = id.data === undefined ? undefined : matters.get(id.data)
    if (matter !== undefined) return { ...offender, kind: matter.kind, owes: owing(matter, staff) }
  }
  return offender
}

const longestFirst = (offenders: readonly NamedOffender[]): NamedOffender[] =>
  [...offenders].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))

/** Messages to several people have the same id. */
const nameOf = ({ id, isolation }: Offender): string => `${isolation ?? ''} ${id}`

const countOf = (reasons: readonly Why[]): Map<Why, number> => {
  const counts = new Map<Why, number>()
  for (const why of reasons) counts.set(why, (counts.get(why) ?? 0) + 1)
  return counts
}

interface Seen {
  readonly place: Place
  readonly countedAt: Instant
}

const look = async (
  store: Store,
  { community, grids }: Scope['places'][number],
  now: Instant,
): Promise<Seen> => {
  const all = await loadFigures(store, community.id)
  const figures = all.filter(({ grid }) => grids.has(grid))
  const [place, countedAt] = await Promise.all([
    readPlace(store, community, grids, figures, milliseconds(now)),
    countedUntil(store, community, all, now),
  ])
  return { place, countedAt }
}

/**
 * Looks at everybody now, and names each person who is not looked after, the longest first.
 * @param known what the sweeper has reported, if somebody has read it already
 */
export const lineOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  scope: Scope,
  known?: readonly SweepReport[],
): Promise<LookedAfter> => {
  const { store, clock } = ports
  const now = clock.now()
  const overdue = await fewAtOnce(scope.places, AT_ONCE, ({ community, grids }) =>
    overdueIn(store, community.id, [...grids], now),
  )
  const strangers = await strangersIn(ports, scope, now)
  const untaken = await untakenDisruptions(
    store,
    scope.places.map(({ community }) => community.id),
    now,
  )
  const seen = await fewAtOnce(scope.places, AT_ONCE, (place) => look(store, place, now))
  const places = seen.map(({ place }) => place)
  const reports = known ?? (await sweepReports(store))
  const unmended = await leftBySweep(store, scope, reports)
  // One reason for each: what is stuck comes before what nobody answers.
  const found = new Map<string, NamedOffender>()
  for (const offender of [
    ...strangers,
    ...untaken,
    ...overdue.flat(),
    ...unmended,
    ...places.flatMap(({ late }) => late),
  ])
    if (!found.has(nameOf(offender))) found.set(nameOf(offender), offender)
  const offenders = [...found.values()]
  const slow = places.flatMap((place) => place.slow).filter((one) => !found.has(nameOf(one)))
  const matters = places.flatMap((place) => [...place.matters.values()])
  const ofKind = (isOne: (matter: OpenMatter) => boolean): number => matters.filter(isOne).length
  const open = places.reduce((sum, place) => sum + place.open, 0)
  const first = instant(Math.min(milliseconds(now), ...places.map(({ since }) => since)))
  return {
    ...answerOf({
      now,
      countedAt: seen.map(({ countedAt }) => countedAt).sort()[0] ?? now,
      open,
      left: new Set(offenders.flatMap(({ isolation = [] }) => isolation)).size,
      strangers: strangers.length,
      reasons: countOf([...offenders, ...slow].map(({ why }) => why)),
      of: ofKinds({
        open,
        matters: matters.length,
        decisions: ofKind(({ kind }) => isDecision(kind)),
        dangers: strangers.length + ofKind(({ kind }) => kind === 'danger' || kind === 'fever'),
        silences: ofKind(({ kind }) => kind === 'silence' || kind === 'unreachable'),
      }),
      beyond: places,
      swept: partsSwept(store, reports, first, now),
      sweptAt: wholeAt(store, reports),
      isUnswept: reports.length === 0,
      isRecordFull: store.isFull?.() ?? false,
    }),
    beyond: places.map(({ community, count, usual }) => ({ community: community.id, count, usual })),
    offenders: longestFirst(offenders).map((offender) => withOwners(offender, places)),
    slow: longestFirst(slow),
  }
}
