import type { Item, Store } from '../core/ports/store.ts'
import type { Instant } from '../core/time/instant.ts'
import { DUE_SHARDS, dueList } from './keys.ts'

/** Everything of a kind that waits for an instant, earliest first within each shard. `until`: only what is due by then. */
export async function* dueItems(
  store: Store,
  kind: 'isolation' | 'matter' | 'message' | 'household',
  until?: Instant,
): AsyncGenerator<Item> {
  for (let shard = 0; shard < DUE_SHARDS; shard += 1) {
    let cursor: string | undefined
    do {
      const page = await store.query({
        pk: dueList(shard),
        index: 'due',
        // '$' is the character after '#'.
        sk: { from: `${kind}#`, to: until === undefined ? `${kind}$` : `${kind}#${until}` },
        limit: 1_000,
        ...(cursor === undefined ? {} : { cursor }),
      })
      yield* page.items
      cursor = page.cursor
    } while (cursor !== undefined)
  }
}
