import type { Item, Query, Store } from '../core/ports/store.ts'

/** All results of a query, read page by page. */
export async function* listed(store: Store, query: Omit<Query, 'limit' | 'cursor'>): AsyncGenerator<Item> {
  let cursor: string | undefined
  do {
    const page = await store.query({ ...query, limit: 1000, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}
