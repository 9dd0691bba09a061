import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import type { CommunityId, GridId, IsolationId } from '../../core/ids.ts'
import { DAYS_BEFORE } from '../../core/line/line-checks.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { IndexedItem, Store } from '../../core/ports/store.ts'
import { DAY, type Instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import type { LocalDate } from '../../core/time/local-time.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { ledgerList } from '../../record/keys.ts'
import { listed } from '../../record/paginate-query.ts'
import { type CommunityFigures, forgetBefore } from './community-figures.ts'
import { isolationIn, readAgain, readFigures } from './read-figures.ts'

/** How long response times are kept, and counts at one hour are compared. */
export const HEARD_FOR = DAYS_BEFORE * DAY
/** How late a line may appear in the ledger's list. */
const OVERLAP = 2 * MINUTE
/** After this time everything is read again. */
const LONGEST_GAP = DAY

interface Kept {
  readonly figures: CommunityFigures
  /** The grids that were read. */
  readonly grids: ReadonlySet<GridId>
  /** When the full reading ended. */
  readonly passedAt: Instant
  /** Later lines may not be included yet. */
  readonly lookedAt: Instant
}

interface Place {
  kept: Kept | undefined
  /** Settles when nobody works on it. */
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

/** The days whose lists can have newer lines. The zone of a community may have been corrected meanwhile. */
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

/** Isolations with ledger lines that are not in the figures yet. */
const changedIn = async (
  store: Store,
  { id: community, zone }: Community,
  { figures, lookedAt, passedAt }: Kept,
  now: Instant,
): Promise<Set<IsolationId>> => {
  const changed = new Set<IsolationId>()
  const since = plus(lookedAt, -OVERLAP)
  // A list of isolations may have been newer than the list of their matters.
  const isSettled = since > passedAt
  const isIn = (id: IsolationId, item: IndexedItem): boolean => {
    const counted = figures.isolations.get(id)
    if (counted === undefined || Number(item.sk.slice('LEDGER#'.length)) > counted.entries) return false
    return isSettled || counted.isSure || Named.safeParse(item.summary).data?.event.matter === undefined
  }
  for (const day of daysOf(new Set([zone, ...figures.zones]), since, now)) {
    const query = { pk: ledgerList(community, day), index: 'list', sk: { from: since } } as const
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

/** Reads everything, then again each isolation that changed while the lists were read or that they did not show yet. */
const pass = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  community: Community,
): Promise<Kept> => {
  const begun = clock.now()
  const grids = community.grids.map(({ id }) => id)
  const figures = await readFigures(store, community.id, grids, plus(begun, -HEARD_FOR))
  const now = clock.now()
  const kept = { figures, grids: new Set(grids), passedAt: now, lookedAt: begun }
  return readAllAgain(store, kept, await changedIn(store, community, kept, now), begun)
}

const bringUpToDate = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  community: Community,
  kept: Kept | undefined,
): Promise<Kept> => {
  const now = ports.clock.now()
  if (kept === undefined || !community.grids.every(({ id }) => kept.grids.has(id)))
    return pass(ports, community)
  if (now < kept.lookedAt || plus(kept.lookedAt, LONGEST_GAP) < now) return pass(ports, community)
  const changed = await changedIn(ports.store, community, kept, now)
  // Reading this many one by one would take longer than reading everything.
  if (changed.size > Math.max(500, kept.figures.isolations.size / 8)) return pass(ports, community)
  return readAllAgain(ports.store, kept, changed, now)
}

/**
 * The current figures of a community. Kept in memory: read in full when they are first asked for, then updated by what
 * the community's ledger says has changed. Other callers wait meanwhile.
 */
export const figuresOf = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  community: Community,
): Promise<CommunityFigures> => {
  const place = placeOf(ports.store, community.id)
  const mine = place.turn.then(async () => {
    place.kept = await bringUpToDate(ports, community, place.kept)
    return place.kept.figures
  })
  // After a failure the next caller starts from what is kept.
  place.turn = mine.catch(() => undefined)
  return mine
}
