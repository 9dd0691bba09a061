import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import type { CommunityId, GridId, IsolationId } from '../../core/ids.ts'
import { DAY, type Instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Item, Store } from '../../core/ports/store.ts'
import { DAYS_BEFORE } from '../../core/line/line-checks.ts'
import type { LocalDate } from '../../core/time/local-time.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { ledgerList } from '../../record/keys.ts'
import { listed } from '../../record/paginate-query.ts'
import { readBody } from '../../record/read-body.ts'
import { type CommunityFigures, forgetBefore } from './community-figures.ts'
import { isolationIn, readAgain, readFigures } from './read-figures.ts'

/** For so long the minutes until somebody was heard of are told, and counts at one hour are compared. */
export const HEARD_FOR = DAYS_BEFORE * DAY
/** A line may come to stand in the ledger's list so much later than it says. */
const OVERLAP = 2 * MINUTE
/** After so long everything is read anew. */
const LONGEST_GAP = DAY

interface Kept {
  readonly figures: CommunityFigures
  /** Those that the pass went over. */
  readonly grids: ReadonlySet<GridId>
  /** When the pass ended. */
  readonly passedAt: Instant
  /** What happened after this may not be in yet. */
  readonly lookedAt: Instant
}

interface Place {
  kept: Kept | undefined
  /** Ends when nobody works on it. */
  turn: Promise<unknown>
}

const places = new WeakMap<Store, Map<CommunityId, Place>>()

const placeOf = (store: Store, community: CommunityId): Place => {
  const known = places.get(store) ?? new Map<CommunityId, Place>()
  places.set(store, known)
  const place = known.get(community) ?? { kept: undefined, turn: Promise.resolve() }
  known.set(community, place)
  return place
}

/** The days in whose lists a line since then can stand. The zone of a community may have been mended meanwhile. */
const daysOf = (zones: ReadonlySet<string>, since: Instant, now: Instant): LocalDate[] => {
  const days = new Set<LocalDate>()
  for (const each of zones)
    for (let at = since; ; at = plus(at, DAY)) {
      days.add(localDate(at < now ? at : now, each))
      if (at >= now) break
    }
  return [...days]
}

const Named = z.object({ event: z.object({ matter: z.optional(z.string()) }) })

/** The isolations of which the ledger has a line that is not in the figures yet. */
const changedIn = async (
  store: Store,
  { id: community, zone }: Community,
  { figures, lookedAt, passedAt }: Kept,
  now: Instant,
): Promise<Set<IsolationId>> => {
  const changed = new Set<IsolationId>()
  const since = plus(lookedAt, -OVERLAP)
  // A list of isolations may have been newer than the list of their matters.
  const keysOnly = since > passedAt
  const isIn = (id: IsolationId, item: Item): boolean => {
    const counted = figures.isolations.get(id)
    if (counted === undefined || Number(item.sk.slice('LEDGER#'.length)) > counted.entries) return false
    return counted.isSure || readBody(Named, item).event.matter === undefined
  }
  for (const day of daysOf(new Set([zone, ...figures.zones]), since, now)) {
    const query = { pk: ledgerList(community, day), index: 'list', sk: { from: since }, keysOnly } as const
    for await (const item of listed(store, query)) {
      if (!item.sk.startsWith('LEDGER#')) continue
      const id = isolationIn(item)
      if (!changed.has(id) && !isIn(id, item)) changed.add(id)
    }
  }
  return changed
}

const readAllAgain = async (store: Store, kept: Kept, changed: ReadonlySet<IsolationId>, now: Instant) => {
  const { figures } = kept
  await readAgain(store, figures, changed)
  forgetBefore(figures, milliseconds(now) - HEARD_FOR)
  return { ...kept, lookedAt: now }
}

/** What was written while the lists were read, and what they did not show yet, is read at once with every isolation. */
const pass = async ({ store, clock }: Ports, community: Community): Promise<Kept> => {
  const begun = clock.now()
  const grids = community.grids.map(({ id }) => id)
  const figures = await readFigures(store, community.id, grids, plus(begun, -HEARD_FOR))
  const now = clock.now()
  const kept = { figures, grids: new Set(grids), passedAt: now, lookedAt: begun }
  return readAllAgain(store, kept, await changedIn(store, community, kept, now), begun)
}

const bringUpToDate = async (ports: Ports, community: Community, kept: Kept | undefined): Promise<Kept> => {
  const now = ports.clock.now()
  if (kept === undefined || !community.grids.every(({ id }) => kept.grids.has(id)))
    return pass(ports, community)
  if (now < kept.lookedAt || plus(kept.lookedAt, LONGEST_GAP) < now) return pass(ports, community)
  const changed = await changedIn(ports.store, community, kept, now)
  // Reading so many one by one would take longer than reading all of them.
  if (changed.size > Math.max(500, kept.figures.isolations.size / 8)) return pass(ports, community)
  return readAllAgain(ports.store, kept, changed, now)
}

/**
 * The figures of a community as the record stands now. They are kept in memory: one pass over the lists when they are
 * first asked for, and from then on only what the community's ledger says has changed. Who asks meanwhile waits.
 */
export const figuresOf = async (ports: Ports, community: Community): Promise<CommunityFigures> => {
  const place = placeOf(ports.store, community.id)
  const mine = place.turn.then(async () => {
    place.kept = await bringUpToDate(ports, community, place.kept)
    return place.kept.figures
  })
  // Whoever comes next begins again from what is kept.
  place.turn = mine.catch(() => undefined)
  return mine
}
