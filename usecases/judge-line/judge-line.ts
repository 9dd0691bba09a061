import type { Place as GridPlace } from '../../core/access/area.ts'
import { type Community, postsOf } from '../../core/community/community.ts'
import { type GridId, MatterId, type StaffId } from '../../core/ids.ts'
import type { Why } from '../../core/line/line.ts'
import {
  type Beyond,
  type Checked,
  checksOf,
  colourOf,
  isUnusual,
  type LineFacts,
  usualOf,
} from '../../core/line/line-checks.ts'
import { rolesOf } from '../../core/matter/ladder.ts'
import { isDecision } from '../../core/matter/lateness.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import {
  type PartSeen,
  type SweptParts,
  shardParts,
  sweptAt,
  sweptParts,
} from '../../core/sweep/sweep-part.ts'
import {
  checkedInWords,
  type InBothLanguages,
  sweeperInWords,
  usualInWords,
  whyWords,
} from '../../core/texts/line-words.ts'
import { type Instant, instant, milliseconds } from '../../core/time/instant.ts'
import { NotFound } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { isolationOf } from '../../record/keys.ts'
import { isUnreadable } from '../../record/shape.ts'
import { openAlerts } from '../../record/stranger-alert-repository.ts'
import { type Offender, partSeen, type SweepReport, sweepReports } from '../../record/sweep-report.ts'
import type { CommunityFigures, OpenMatter } from '../count-figures/community-figures.ts'
import { figuresOf } from '../count-figures/kept-figures.ts'
import { beyondOnDaysBefore, followedSince, mattersIn } from '../count-figures/line-figures.ts'
import { openIn } from '../count-figures/overview-figures.ts'
import {
  LATE_PARTS_LIMIT,
  type LookedAfter,
  NAMED_LIMIT,
  type NamedOffender,
  type OwingPost,
} from './judged-line.ts'
import { overdueAnywhere, overdueIn } from './overdue.ts'

const AT_ONCE = 8

/** What the line covers: the grids of one community, or the whole district. */
export interface Scope {
  readonly places: readonly { readonly community: Community; readonly grids: ReadonlySet<GridId> }[]
  readonly isDistrict: boolean
  /** Includes grids that a community no longer has. */
  readonly covers: (place: GridPlace) => boolean
}

/** The names of everybody who holds a post. */
type Staff = ReadonlyMap<StaffId, string>

/** The figures of one community. */
interface Place extends Beyond {
  readonly community: Community
  readonly open: number
  readonly matters: ReadonlyMap<MatterId, OpenMatter>
  readonly staff: Staff
  readonly late: readonly NamedOffender[]
  readonly slow: readonly NamedOffender[]
  /** When somebody was first followed there, in milliseconds since 1970. */
  readonly since: number
}

const owing = ({ rung, owners }: OpenMatter, staff: Staff): OwingPost[] => {
  const roles = rung === undefined ? [] : rolesOf(rung)
  return owners.flatMap((id, index) => {
    const role = roles[index]
    const name = staff.get(id)
    return role === undefined ? [] : [{ role, staff: id, ...(name === undefined ? {} : { name }) }]
  })
}

const named = (id: MatterId, matter: OpenMatter, staff: Staff, why: Why, since: number): NamedOffender => ({
  id,
  isolation: isolationOf(id),
  why,
  since: instant(since),
  kind: matter.kind,
  owes: owing(matter, staff),
})

const lateness = ({ late, owners, toldAt }: OpenMatter, staff: Staff, at: number): OpenMatter['late'] => {
  if (late !== undefined && late.from <= at) return late
  return owners.every((owner) => staff.has(owner)) ? undefined : { why: 'owner_gone', from: toldAt }
}

const placeOf = (
  community: Community,
  grids: ReadonlySet<GridId>,
  figures: CommunityFigures,
  at: number,
): Place => {
  const staff = new Map(postsOf(community).map(({ staff: { id, name } }) => [id, name]))
  const matters = new Map(mattersIn(figures, grids))
  const late: NamedOffender[] = []
  const beyond: (readonly [MatterId, OpenMatter, number])[] = []
  for (const [id, matter] of matters) {
    const found = lateness(matter, staff, at)
    if (found !== undefined) late.push(named(id, matter, staff, found.why, found.from))
    if (matter.beyondAt !== undefined) beyond.push([id, matter, matter.beyondAt])
  }
  const open = openIn(figures, grids)
  const usual = usualOf(beyondOnDaysBefore(figures, grids, at), open)
  const counted = { count: beyond.length, usual }
  return {
    community,
    ...counted,
    open,
    matters,
    staff,
    late,
    slow: isUnusual(counted)
      ? beyond.map(([id, matter, since]) => named(id, matter, staff, 'beyond_first_rung', since))
      : [],
    since: followedSince(figures, grids, at),
  }
}

const overdueNow = async (store: Store, { places, isDistrict }: Scope, now: Instant): Promise<Offender[]> => {
  if (isDistrict) return overdueAnywhere(store, now)
  const found = await Promise.all(
    places.map(({ community, grids }) => overdueIn(store, community.id, [...grids], now)),
  )
  return found.flat()
}

const livesIn = async (
  store: Store,
  { places, covers }: Scope,
  { isolation }: Offender,
): Promise<boolean> => {
  if (isolation === undefined) return false
  try {
    const { community, grid } = await findIsolation(store, isolation)
    return places.some((place) => place.community.id === community) && covers({ community, grid })
  } catch (error) {
    // Of one that cannot be read only the whole district's line knows: nobody can say whose it is.
    if (error instanceof NotFound || isUnreadable(error)) return false
    throw error
  }
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

/** How old each part of the sweep is. One that was never asked for is new, unless nothing ever was. */
const partsSwept = (
  { dueShards }: Store,
  reports: readonly SweepReport[],
  since: Instant,
  now: Instant,
): SweptParts => {
  const seen = new Map(reports.map((report) => [report.part, partSeen(report)]))
  const askedAt = reports.length === 0 ? since : now
  const shards = shardParts(dueShards).map((part): PartSeen => seen.get(part) ?? { part, askedAt })
  for (const { part } of shards) seen.delete(part)
  return sweptParts([...shards, ...seen.values()], now)
}

/** When everybody had been looked at. null: not yet. */
const wholeAt = ({ dueShards }: Store, reports: readonly SweepReport[]): Instant | null => {
  const ends = new Map(reports.map(({ part, last }) => [part, last?.finishedAt]))
  const known = shardParts(dueShards).map((part) => ends.get(part))
  return known.includes(undefined) ? null : (known.filter((end) => end !== undefined).sort()[0] ?? null)
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
  [...offenders].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0)).slice(0, NAMED_LIMIT)

/** Messages to several people have the same id. */
const nameOf = ({ id, isolation }: Offender): string => `${isolation ?? ''} ${id}`

const factsOf = (
  places: readonly Place[],
  offenders: readonly Offender[],
  strangers: number,
  swept: SweptParts,
): LineFacts => {
  const matters = places.flatMap((place) => [...place.matters.values()])
  const open = places.reduce((sum, place) => sum + place.open, 0)
  const ofKind = (isOne: (matter: OpenMatter) => boolean): number => matters.filter(isOne).length
  return {
    named: offenders.map(({ why }) => why),
    swept: { of: swept.of, late: swept.late.length, isAsleep: swept.isAsleep },
    beyond: places,
    of: {
      next_step: open,
      owner_with_time: matters.length,
      last_rung_answered: matters.length,
      decision_in_time: ofKind(({ kind }) => isDecision(kind)),
      danger_answered: strangers + ofKind(({ kind }) => kind === 'danger' || kind === 'fever'),
      prompt_known: ofKind(({ kind }) => kind === 'silence' || kind === 'unreachable'),
      messages_sent: open,
    },
  }
}

const inWords = (checked: Checked, beyond: readonly Beyond[]): InBothLanguages => {
  const { check, count } = checked
  if (check === 'sweeper_awake') return sweeperInWords(checked)
  if (check !== 'as_usual') return checkedInWords(check, checked)
  const [from, to] = [sumOf(beyond, ({ usual }) => usual.from), sumOf(beyond, ({ usual }) => usual.to)]
  return usualInWords({ count, from, to })
}

const sumOf = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0)

const reasonsOf = (offenders: readonly Offender[], slow: readonly Offender[]): LookedAfter['reasons'] =>
  [...Map.groupBy([...offenders, ...slow], ({ why }) => why)].map(([why, found]) => ({
    why,
    line: why === 'beyond_first_rung' ? 'amber' : 'red',
    count: found.length,
    ...whyWords[why],
  }))

/** Checks everybody, and names each person who is not looked after. */
export const lineOf = async (ports: Pick<Ports, 'store' | 'clock'>, scope: Scope): Promise<LookedAfter> => {
  const { store, clock } = ports
  const now = clock.now()
  const overdue = await overdueNow(store, scope, now)
  const strangers = await strangersIn(ports, scope, now)
  const at = milliseconds(now)
  const places = await fewAtOnce(scope.places, AT_ONCE, async ({ community, grids }) =>
    placeOf(community, grids, await figuresOf(ports, community), at),
  )
  const reports = await sweepReports(store)
  const unmended = await leftBySweep(store, scope, reports)
  // One reason for each: what is stuck comes before what nobody answers.
  const found = new Map<string, NamedOffender>()
  for (const offender of [...strangers, ...overdue, ...unmended, ...places.flatMap(({ late }) => late)])
    if (!found.has(nameOf(offender))) found.set(nameOf(offender), offender)
  const offenders = [...found.values()]
  const slow = places.flatMap((place) => place.slow).filter((one) => !found.has(nameOf(one)))
  const open = sumOf(places, (place) => place.open)
  const first = instant(Math.min(at, ...places.map(({ since }) => since)))
  const swept = partsSwept(store, reports, first, now)
  const [oldest] = swept.late
  const checks = checksOf(factsOf(places, offenders, strangers.length, swept)).map((checked) => ({
    ...checked,
    words: inWords(checked, places),
  }))
  const left = new Set(offenders.flatMap(({ isolation = [] }) => isolation)).size
  const unusual = checks.filter(({ line }) => line === 'amber')
  const words = [
    `No one left behind: ${Math.max(0, open - left)} of ${open} looked after`,
    ...(strangers.length === 0 ? [] : [`strangers in danger: ${strangers.length}`]),
    ...(swept.isAsleep && oldest !== undefined
      ? [
          `the sweeper has not looked since ${reports.length === 0 ? 'the first registration' : sweptAt(oldest)}`,
        ]
      : []),
    ...unusual.map((checked) => checked.words.en),
  ]
  return {
    line: colourOf(checks),
    words: words.join('; '),
    open,
    at: now,
    sweptAt: wholeAt(store, reports),
    partsLate: swept.late
      .slice(0, LATE_PARTS_LIMIT)
      .map((part) => ({ part: part.part, since: sweptAt(part) })),
    checks,
    reasons: reasonsOf(offenders, slow),
    beyond: places.map(({ community, count, usual }) => ({ community: community.id, count, usual })),
    offenders: longestFirst(offenders).map((offender) => withOwners(offender, places)),
    slow: longestFirst(slow),
  }
}
