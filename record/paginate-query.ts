import type { IndexedItem, IndexQuery, Item, Key, Page, Query, Store } from '../core/ports/store.ts'

async function* everyPage<One>(ask: (rest: { cursor?: string }) => Promise<Page<One>>): AsyncGenerator<One> {
  let cursor: string | undefined
  do {
    const page: Page<One> = await ask(cursor === undefined ? {} : { cursor })
    yield* page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** All results of a query, read page by page. */
export const itemsUnder = (store: Store, query: Omit<Query, 'limit' | 'cursor'>): AsyncGenerator<Item> =>
  everyPage((rest) => store.query({ ...query, limit: 1000, ...rest }))

/** All results of a query of an index, read page by page. */
export const listed = (
  store: Store,
  query: Omit<IndexQuery, 'limit' | 'cursor'>,
): AsyncGenerator<IndexedItem> => everyPage((rest) => store.queryIndex({ ...query, limit: 1000, ...rest }))

/** The items themselves, as they are now. Those that are gone are left out. */
export const itemsOf = async (store: Store, keys: readonly Key[]): Promise<Item[]> =>
  (await store.getAll(keys)).filter((item) => item !== undefined)

/** As many as DynamoDB reads in one call. */
const AT_ONCE = 100

/** The same for any number. */
export async function* itemsAt(store: Store, keys: AsyncIterable<Key>): AsyncGenerator<Item> {
  let next: Key[] = []
  for await (const key of keys) {
    next.push(key)
    if (next.length < AT_ONCE) continue
    yield* await itemsOf(store, next)
    next = []
  }
  yield* await itemsOf(store, next)
}
