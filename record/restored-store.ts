import type { Store } from '../core/ports/store.ts'
import { storeWith } from '../core/ports/store-with.ts'
import { wereErasuresReapplied } from './erasure-repository.ts'

/** A restored table still has people who were erased. */
export class ErasuresNotReapplied extends Error {
  override readonly name = 'ErasuresNotReapplied'
  constructor(table: string) {
    super(
      `the table ${table} was restored, and people who were erased are in it again: run npm run restore -- --table ${table} first (docs/runbook.md)`,
    )
  }
}

/**
 * A restored table: it serves nobody before all erasures were applied to it again. Asks once, and again while it is
 * refused.
 */
export const restoredStore = (store: Store, table: string): Store => {
  let isReady = false
  const ready = async (): Promise<void> => {
    if (isReady) return
    if (!(await wereErasuresReapplied(store, table))) throw new ErasuresNotReapplied(table)
    isReady = true
  }
  return storeWith(store, {
    get: async (key) => ready().then(() => store.get(key)),
    getAll: async (keys) => ready().then(() => store.getAll(keys)),
    query: async (query) => ready().then(() => store.query(query)),
    queryIndex: async (query) => ready().then(() => store.queryIndex(query)),
    transact: async (writes) => ready().then(() => store.transact(writes)),
  })
}
