import type { Community } from '../../core/community/community.ts'
import { Part } from '../../core/grid-part.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { Why } from '../../core/line/line.ts'
import { type Beyond, isUnusual } from '../../core/line/line-checks.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { HOUR, type Instant, instant, milliseconds, plus } from '../../core/time/instant.ts'
import { communityIds, loadCommunity } from '../../record/community-repository.ts'
import { type DistrictFigures, saveDistrict } from '../../record/district-figures.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { type GridFigures, loadFigures, readAtOf } from '../../record/grid-figures.ts'
import { isUnreadable } from '../../record/shape.ts'
import { openAlerts } from '../../record/stranger-alert-repository.ts'
import { countedUntil, isLate } from '../count-figures/counted-until.ts'
import { OverviewSum } from '../count-figures/overview-figures.ts'
import { type CountedLine, countCommunity } from './count-community.ts'
import { untakenDisruptions } from './untaken-disruptions.ts'

const AT_ONCE = 32

/** At most so many unusual communities are listed. */
const UNUSUAL_LIMIT = 100

/** What the stream or a list that lagged for long has lost is counted after this time. */
const COUNTED_ANEW_AFTER = HOUR

interface Seen extends CountedLine {
  readonly community: CommunityId
  readonly countedAt: Instant
  /** Since when strangers there wait for an answer. */
  readonly strangers: readonly Instant[]
  /** Since when there are disruptions that nobody has in hand. */
  readonly disruptions: readonly Instant[]
}

type SumPorts = Pick<Ports, 'store' | 'clock' | 'recounts'>

const countAnew = async (
  { recounts }: SumPorts,
  { id: community, grids }: Community,
  figures: readonly GridFigures[],
  now: Instant,
): Promise<void> => {
  const known = new Map(figures.map((one) => [one.grid, one]))
  const all = new Set([...grids.map(({ id }) => id), ...known.keys()])
  const old = [...all].flatMap((grid) =>
    Part.options
      .filter((part) => (readAtOf(known.get(grid), part) ?? '') < plus(now, -COUNTED_ANEW_AFTER))
      .map((part) => ({ community, grid, part })),
  )
  if (old.length > 0) await recounts.request(old)
}

const seeOne = async (
  ports: SumPorts,
  community: Community,
  sum: OverviewSum,
  now: Instant,
): Promise<Seen> => {
  const { store } = ports
  const figures = await loadFigures(store, community.id)
  const [countedAt, { alerts, unreadable }, untaken] = await Promise.all([
    countedUntil(store, community, figures, now),
    openAlerts(store, community.id),
    untakenDisruptions(store, [community.id], now),
    countAnew(ports, community, figures, now),
  ])
  const shown = new Set(community.grids.map(({ id }) => id))
  const ofGrids = figures.filter(({ grid }) => shown.has(grid))
  for (const one of ofGrids) sum.add(one)
  const strangers = [...alerts.map(({ alert }) => alert.openedAt), ...unreadable.map(() => now)]
  return {
    ...countCommunity(community, ofGrids, milliseconds(now)),
    community: community.id,
    countedAt,
    strangers,
    disruptions: untaken.map((one) => one.since),
  }
}

/** undefined: this release cannot read the community or something of it, and nobody else waits for that. */
const see = async (
  ports: SumPorts,
  id: CommunityId,
  sum: OverviewSum,
  now: Instant,
): Promise<Seen | undefined> => {
  try {
    return await seeOne(ports, await loadCommunity(ports.store, id), sum, now)
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

const reasonsOf = (all: readonly Seen[], unreadable: number): DistrictFigures['reasons'] => {
  const counts = new Map<Why, number>()
  const add = (why: Why, count: number): void => {
    if (count > 0) counts.set(why, (counts.get(why) ?? 0) + count)
  }
  add('record_unreadable', unreadable)
  for (const one of all) {
    add('stranger_unanswered', one.strangers.length)
    add('disruption_untaken', one.disruptions.length)
    for (const [why, count] of one.reasons) add(why, count)
    if (isUnusual(one)) add('beyond_first_rung', one.slow)
  }
  return [...counts].map(([why, count]) => ({ why, count }))
}

const since = ({ oldest, strangers, disruptions }: Seen): number =>
  Math.min(oldest, ...[...strangers, ...disruptions].map((at) => milliseconds(at)))

const excess = ({ count, usual }: Beyond): number => count - usual.to

/**
 * Adds up the figures of all grids, so that a look at the district reads one item, and asks for what was not counted for
 * an hour.
 */
export const sumDistrict = async (ports: SumPorts): Promise<DistrictFigures> => {
  const now = ports.clock.now()
  const sum = new OverviewSum(now)
  const ids = await communityIds(ports.store)
  const seen = await fewAtOnce(ids, AT_ONCE, (id) => see(ports, id, sum, now))
  const all = seen.filter((one) => one !== undefined)
  const total = (of: (one: Seen) => number): number => all.reduce((before, one) => before + of(one), 0)
  const red = all.filter((one) => since(one) < Number.POSITIVE_INFINITY)
  const unusual = all.filter(isUnusual)
  const first = Math.min(...all.map((one) => one.since))
  const strangers = total((one) => one.strangers.length)
  const figures: DistrictFigures = {
    at: now,
    countedAt: all.map(({ countedAt }) => countedAt).sort()[0] ?? now,
    overview: sum.overview(),
    open: total(({ open }) => open),
    matters: total(({ matters }) => matters),
    decisions: total(({ decisions }) => decisions),
    dangers: strangers + total(({ dangers }) => dangers),
    silences: total(({ silences }) => silences),
    strangers,
    left: total(({ left }) => left),
    reasons: reasonsOf(all, ids.length - all.length),
    beyond: {
      count: total(({ count }) => count),
      from: total(({ usual }) => usual.from),
      to: total(({ usual }) => usual.to),
    },
    unusual: unusual
      .sort((a, b) => excess(b) - excess(a))
      .slice(0, UNUSUAL_LIMIT)
      .map(({ community, count, usual }) => ({ community, count, usual })),
    red: red
      .sort((a, b) => since(a) - since(b) || (a.community < b.community ? -1 : 1))
      .map((one) => ({ community: one.community, since: instant(since(one)) })),
    amber: all
      .filter((one) => isUnusual(one) || isLate(one.countedAt, now))
      .filter((one) => since(one) === Number.POSITIVE_INFINITY)
      .map(({ community }) => community),
    unread: ids.filter((_, index) => seen[index] === undefined),
    ...(Number.isFinite(first) ? { since: instant(first) } : {}),
  }
  await saveDistrict(ports.store, figures)
  return figures
}

/** By how many seconds the figures are behind the ledger. */
export const secondsBehind = ({ at, countedAt }: DistrictFigures): number =>
  (milliseconds(at) - milliseconds(countedAt)) / 1000
