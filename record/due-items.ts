import { dueShards } from '../core/ports/due-shards.ts'
import type { IndexedItem, Store } from '../core/ports/store.ts'
import { type Instant, isInstant } from '../core/time/instant.ts'
import { listed } from './paginate-query.ts'

/** Everything of a kind that waits for an instant, earliest first within each shard. */
export async function* dueItems(
  store: Store,
  kind: 'isolation' | 'matter' | 'message' | 'household',
): AsyncGenerator<IndexedItem> {
  // '$' is the character after '#'.
  for (const pk of dueShards(store.dueShards))
    yield* listed(store, { pk, index: 'due', sk: { from: `${kind}#`, to: `${kind}$` } })
}

/** The instant and the id in a key of the due index or of a grid's list. An isolation may wait for nothing. */
export const dueAt = ({ index }: IndexedItem): { readonly at?: Instant; readonly id: string } => {
  const [, at = '', id = ''] = index.sk.split('#')
  return { id, ...(isInstant(at) ? { at } : {}) }
}
