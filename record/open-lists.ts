import type { CommunityId, GridId } from '../core/ids.ts'
import type { Isolation, Status } from '../core/isolation/isolation.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { IndexedItem, Store } from '../core/ports/store.ts'
import type { Instant } from '../core/time/instant.ts'
import { readIsolation } from './isolation-item.ts'
import { type IsolationSummary, readIsolationSummary } from './isolation-summary.ts'
import { isolationsList, mattersList } from './keys.ts'
import { readMatter } from './matter-repository.ts'
import { type MatterSummary, readMatterSummary } from './matter-summary.ts'
import { itemsAt, listed } from './paginate-query.ts'
import { ifReadable } from './readable.ts'

/** Statuses of isolations that are not over. */
export const OPEN_STATUSES = [
  'following',
  'referred',
  'under_review',
  'approved',
] as const satisfies Status['name'][]

/** The grid whose lists are read. */
interface Where {
  readonly community: CommunityId
  readonly grid: GridId
}

interface Wanted<Summary> {
  /** Only what is due by then. */
  readonly until?: Instant | undefined
  /** Says by its summary whether an item is read. An item without a readable summary is read too. Default: all. */
  readonly isWanted?: (summary: Summary) => boolean
}

/** In both lists items are ordered by their state and the instant they wait for. */
const range = (pk: string, name: string, until?: Instant): Parameters<typeof listed>[1] => ({
  pk,
  index: 'list',
  // '$' is the character after '#'.
  sk: { from: `${name}#`, to: until === undefined ? `${name}$` : `${name}#${until}` },
})

async function* wanted<Summary>(
  items: AsyncIterable<IndexedItem>,
  readSummary: (item: IndexedItem) => Summary | undefined,
  isWanted: (summary: Summary) => boolean,
): AsyncGenerator<IndexedItem> {
  for await (const item of items) {
    const summary = readSummary(item)
    if (summary === undefined || isWanted(summary)) yield item
  }
}

const all = (): boolean => true

/**
 * The isolations of a grid in this status, soonest due first in the list. The list lags behind: each is read as it is now.
 * Here and below, what this release cannot read is left out: the sweep names it.
 */
export async function* isolationsIn(
  store: Store,
  { community, grid }: Where,
  status: Status['name'],
  { until, isWanted = all }: Wanted<IsolationSummary> = {},
): AsyncGenerator<Isolation> {
  const list = listed(store, range(isolationsList(community, grid), status, until))
  for await (const item of itemsAt(store, wanted(list, readIsolationSummary, isWanted))) {
    const isolation = ifReadable(() => readIsolation(item).isolation)
    if (isolation?.status.name === status) yield isolation
  }
}

/** The isolations of a grid that are not over. */
export async function* openIsolationsIn(
  store: Store,
  where: Where,
  which?: Wanted<IsolationSummary>,
): AsyncGenerator<Isolation> {
  for (const status of OPEN_STATUSES) yield* isolationsIn(store, where, status, which)
}

/** The open matters of a grid, soonest due first in the list. The list lags behind: each is read as it is now. */
export async function* openMattersIn(
  store: Store,
  { community, grid }: Where,
  { until, isWanted = all }: Wanted<MatterSummary> = {},
): AsyncGenerator<Matter> {
  const list = listed(store, range(mattersList(community, grid), 'open', until))
  for await (const item of itemsAt(store, wanted(list, readMatterSummary, isWanted))) {
    const matter = ifReadable(() => readMatter(item).matter)
    if (matter?.state.name === 'open') yield matter
  }
}
