import type { CommunityId, GridId } from '../core/ids.ts'
import type { Isolation, Status } from '../core/isolation/isolation.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { Store } from '../core/ports/store.ts'
import type { Instant } from '../core/time/instant.ts'
import { readIsolation } from './isolation-item.ts'
import { isolationsList, mattersList } from './keys.ts'
import { readMatter } from './matter-repository.ts'
import { listed } from './paginate-query.ts'

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

/** In both lists items are ordered by their state and the instant they wait for. `until`: only what is due by then. */
const range = (pk: string, name: string, until?: Instant): Parameters<typeof listed>[1] => ({
  pk,
  index: 'list',
  // '$' is the character after '#'.
  sk: { from: `${name}#`, to: until === undefined ? `${name}$` : `${name}#${until}` },
})

/** The isolations of a grid in this status, soonest due first. */
export async function* isolationsIn(
  store: Store,
  { community, grid }: Where,
  status: Status['name'],
  until?: Instant,
): AsyncGenerator<Isolation> {
  for await (const item of listed(store, range(isolationsList(community, grid), status, until)))
    yield readIsolation(item).isolation
}

/** The isolations of a grid that are not over. */
export async function* openIsolationsIn(
  store: Store,
  where: Where,
  until?: Instant,
): AsyncGenerator<Isolation> {
  for (const status of OPEN_STATUSES) yield* isolationsIn(store, where, status, until)
}

/** The open matters of a grid, soonest due first. */
export async function* openMattersIn(
  store: Store,
  { community, grid }: Where,
  until?: Instant,
): AsyncGenerator<Matter> {
  for await (const item of listed(store, range(mattersList(community, grid), 'open', until)))
    yield readMatter(item).matter
}
