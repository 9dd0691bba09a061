import type { GridPart } from '../../core/grid-part.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { IndexedItem, Store } from '../../core/ports/store.ts'
import { type Instant, plus } from '../../core/time/instant.ts'
import { loadRuleBook } from '../../record/community-repository.ts'
import { type Figures, saveFailure, saveFigures } from '../../record/grid-figures.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationSummaryOf, readIsolationSummary } from '../../record/isolation-summary.ts'
import { isolationsList, mattersList } from '../../record/keys.ts'
import { readMatter } from '../../record/matter-repository.ts'
import { type MatterSummary, matterSummaryOf, readMatterSummary } from '../../record/matter-summary.ts'
import { listed } from '../../record/paginate-query.ts'
import { isUnreadable } from '../../record/shape.ts'
import { countIsolations, countReleased, type Shown } from './count-isolations.ts'
import { countMatters, HEARD_FOR } from './count-matters.ts'

interface Reading<One> {
  readonly found: One[]
  readonly unread: number
}

/** What a list shows of its items. One without a readable summary is read itself; one that nobody can read is told. */
const readList = async <One>(
  store: Store,
  pk: string,
  ranges: readonly { readonly from?: string; readonly to?: string }[],
  shown: (item: IndexedItem) => One | undefined,
  itself: (item: Parameters<typeof readMatter>[0]) => One,
): Promise<Reading<One>> => {
  const found = new Map<string, One>()
  let unread = 0
  for (const sk of ranges)
    for await (const item of listed(store, { pk, index: 'list', sk })) {
      const summary = shown(item)
      if (summary !== undefined) found.set(`${item.pk} ${item.sk}`, summary)
      else {
        const whole = await store.get(item)
        if (whole === undefined) continue
        try {
          found.set(`${item.pk} ${item.sk}`, itself(whole))
        } catch (error) {
          if (!isUnreadable(error)) throw error
          unread += 1
        }
      }
    }
  return { found: [...found.values()], unread }
}

/** Released ones are between the others in the order of the list. '$' is the character after '#'. */
const RELEASED = [{ from: 'released#', to: 'released$' }] as const
const ALL_OTHERS = [{ to: 'released#' }, { from: 'released$' }] as const

const readIsolations = async (
  store: Store,
  { community, grid }: GridPart,
  ranges: readonly { readonly from?: string; readonly to?: string }[],
): Promise<Reading<Shown>> => {
  const { found, unread } = await readList(
    store,
    isolationsList(community, grid),
    ranges,
    readIsolationSummary,
    (item) => isolationSummaryOf(readIsolation(item).isolation),
  )
  const shown: Shown[] = []
  for (const summary of found) shown.push({ summary, book: await loadRuleBook(store, summary.ruleBook) })
  return { found: shown, unread }
}

const readMatters = (
  store: Store,
  { community, grid }: GridPart,
  now: Instant,
): Promise<Reading<MatterSummary>> =>
  readList(
    store,
    mattersList(community, grid),
    [
      { from: 'open#', to: 'open$' },
      { from: `settled#${plus(now, -HEARD_FOR)}`, to: 'settled$' },
    ],
    readMatterSummary,
    (item) => matterSummaryOf(readMatter(item).matter),
  )

const count = async (store: Store, of: GridPart, now: Instant): Promise<Figures> => {
  switch (of.part) {
    case 'isolations': {
      const { found, unread } = await readIsolations(store, of, ALL_OTHERS)
      return { part: of.part, figures: countIsolations(found, now, unread) }
    }
    case 'released': {
      const { found, unread } = await readIsolations(store, of, RELEASED)
      return { part: of.part, figures: countReleased(found, now, unread) }
    }
    case 'matters': {
      const { found, unread } = await readMatters(store, of, now)
      return { part: of.part, figures: countMatters(found, now, unread) }
    }
  }
}

/**
 * Counts a part of a grid anew from its lists, and keeps the figures. Nothing is added to what was counted before, so
 * nothing drifts. What has changed is counted once more a little later: the lists may lag behind the ledger. A failure is
 * kept with the figures, so that they do not pass for current ones.
 * @throws what the store throws; StoreFull if the failure could not be kept either
 */
export const recount = async (
  { store, clock, recounts }: Pick<Ports, 'store' | 'clock' | 'recounts'>,
  of: GridPart,
): Promise<void> => {
  const now = clock.now()
  try {
    const hasChanged = await saveFigures(store, of, await count(store, of, now))
    if (hasChanged) await recounts.request([of])
  } catch (error) {
    await saveFailure(store, of, now)
    throw error
  }
}
