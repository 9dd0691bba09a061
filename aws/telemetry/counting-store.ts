import type { JsonValue } from '../../core/json.ts'
import type { Store, Write } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { isOfGuesses } from '../../record/keys.ts'
import { type Count, metricNames } from './metric-names.ts'

/** `event` of a ledger entry: the one kind of item that has one. */
const eventIn = (write: Write): { readonly [name: string]: JsonValue } | undefined => {
  const event = 'put' in write ? write.put.body['event'] : undefined
  return typeof event === 'object' && event !== null && !Array.isArray(event) ? event : undefined
}

/** Counts new ledger entries after they are written. */
export const countingStore = (store: Store, count: Count): Store =>
  storeWith(store, {
    transact: async (writes) => {
      await store.transact(writes)
      if (writes.some((write) => 'put' in write && isOfGuesses(write.put))) count(metricNames.unknownCodes)
      for (const write of writes) {
        const { type, rung } = eventIn(write) ?? {}
        if (type === 'reported') count(metricNames.reports)
        if (type === 'missed') count(metricNames.missed)
        if (type === 'matter_climbed' && typeof rung === 'string')
          count(metricNames.escalations, 1, { name: 'rung', value: rung })
      }
    },
  })
