import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { openStore } from '../../local/sqlite/sqlite-store.ts'

/** Index reads see the writes of this long ago, as a global secondary index may: the base is always up to date. */
export const laggingIndexes =
  (lag: number) =>
  (ports: Ports): Ports => {
    const { store, clock } = ports
    const replica = openStore(':memory:', clock)
    const backlog: { readonly at: number; readonly writes: readonly Write[] }[] = []
    const catchUp = async (): Promise<void> => {
      const now = milliseconds(clock.now())
      for (let next = backlog[0]; next !== undefined && next.at + lag <= now; next = backlog[0]) {
        backlog.shift()
        await replica.transact(next.writes)
      }
    }
    const lagging = storeWith(store, {
      queryIndex: async (query) => {
        await catchUp()
        return replica.queryIndex(query)
      },
      transact: async (writes) => {
        await store.transact(writes)
        backlog.push({ at: milliseconds(clock.now()), writes })
      },
    })
    return { ...ports, store: lagging }
  }
