import type { Store } from './store.ts'

/** The same store, except for these methods. */
export const storeWith = (store: Store, changed: Partial<Store>): Store => ({
  dueShards: store.dueShards,
  get: (key) => store.get(key),
  getAll: (keys) => store.getAll(keys),
  query: (query) => store.query(query),
  queryIndex: (query) => store.queryIndex(query),
  transact: (writes) => store.transact(writes),
  ...(store.isFull === undefined ? {} : { isFull: store.isFull }),
  ...changed,
})
