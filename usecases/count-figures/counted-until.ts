import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import { GridId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { type Instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { localDate } from '../../core/time/time-zone.ts'
import type { GridFigures } from '../../record/grid-figures.ts'
import { ledgerList } from '../../record/keys.ts'

/** Changes are counted within two minutes; after this time nobody counts. */
export const COUNTED_WITHIN = 5 * MINUTE

/** How many entries are looked at. */
const NEWEST = 10

const Entry = z.object({ grid: GridId, at: InstantSchema })

/** Which of the newest entries until then the figures do not include, the oldest first. */
const uncounted = async (
  store: Store,
  { id, zone }: Community,
  figures: readonly GridFigures[],
  until: Instant,
): Promise<Instant[]> => {
  const readAt = new Map(figures.map(({ grid, isolations }) => [grid, isolations?.readAt]))
  const { items } = await store.queryIndex({
    pk: ledgerList(id, localDate(until, zone)),
    index: 'list',
    sk: { to: until },
    limit: NEWEST,
    descending: true,
  })
  return items
    .flatMap(({ summary }) => {
      const entry = Entry.safeParse(summary)
      if (!entry.success) return []
      const counted = readAt.get(entry.data.grid)
      return counted === undefined || counted < entry.data.at ? [entry.data.at] : []
    })
    .sort()
}

/** Until when everything in the ledger of a community is in these figures: now, unless an entry is not counted yet. */
export const countedUntil = async (
  store: Store,
  community: Community,
  figures: readonly GridFigures[],
  now: Instant,
): Promise<Instant> => {
  const [late] = await uncounted(store, community, figures, plus(now, -COUNTED_WITHIN))
  if (late !== undefined) return late
  const [newest] = await uncounted(store, community, figures, now)
  return newest ?? now
}

/** True if nobody seems to count any more: what the figures say may be wrong. */
export const isLate = (countedAt: Instant, now: Instant): boolean =>
  milliseconds(countedAt) + COUNTED_WITHIN < milliseconds(now)
