import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import type { IndexedItem, Store } from '../../core/ports/store.ts'
import { DAY, type Instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { type GridFigures, readAtOf } from '../../record/grid-figures.ts'
import { ledgerList } from '../../record/keys.ts'
import { changedBy } from './changed-parts.ts'

/** Changes are counted within two minutes; after this time nobody counts. */
const COUNTED_WITHIN = 5 * MINUTE

/** How many entries are looked at. */
const NEWEST = 10

const Entry = z.object({ at: InstantSchema })

/** The newest entries until then, of that day and the day before: at midnight nothing is counted by itself. */
const newestEntries = async (
  store: Store,
  { id, zone }: Community,
  until: Instant,
): Promise<readonly IndexedItem[]> => {
  const newest: IndexedItem[] = []
  for (const day of [until, plus(until, -DAY)]) {
    if (newest.length === NEWEST) break
    const { items } = await store.queryIndex({
      pk: ledgerList(id, localDate(day, zone)),
      index: 'list',
      sk: { to: until },
      limit: NEWEST - newest.length,
      descending: true,
    })
    newest.push(...items)
  }
  return newest
}

/** Which of the newest entries until then the figures do not include, the oldest first. */
const uncounted = async (
  store: Store,
  community: Community,
  figures: readonly GridFigures[],
  until: Instant,
): Promise<Instant[]> => {
  const known = new Map(figures.map((one) => [one.grid, one]))
  return (await newestEntries(store, community, until))
    .flatMap(({ summary }) => {
      const entry = Entry.safeParse(summary)
      if (!entry.success || summary === undefined) return []
      const { at } = entry.data
      const isCounted = changedBy(summary).every(
        ({ grid, part }) => (readAtOf(known.get(grid), part) ?? '') >= at,
      )
      return isCounted ? [] : [at]
    })
    .sort()
}

/**
 * Until when everything in the ledger of a community is in these figures: now, unless an entry is not counted yet. A part
 * that cannot be counted tells so itself, for its entries may be older than the newest.
 */
export const countedUntil = async (
  store: Store,
  community: Community,
  figures: readonly GridFigures[],
  now: Instant,
): Promise<Instant> => {
  const failed = figures.flatMap(({ failedSince }) => failedSince ?? [])
  const late = await uncounted(store, community, figures, plus(now, -COUNTED_WITHIN))
  const newest = late.length > 0 ? late : await uncounted(store, community, figures, now)
  return [...failed, ...newest, now].sort()[0] ?? now
}

/** True if nobody seems to count any more: what the figures say may be wrong. */
export const isLate = (countedAt: Instant, now: Instant): boolean =>
  milliseconds(countedAt) + COUNTED_WITHIN < milliseconds(now)
