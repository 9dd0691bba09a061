import type { JsonValue } from '../../core/json.ts'
import type { Store, Write } from '../../core/ports/store.ts'
import { isOfGuesses } from '../../record/keys.ts'
import { type Count, metricNames } from './metric-names.ts'

/** `happening` of a ledger entry: the one kind of item that has one. */
const happeningIn = (write: Write): { readonly [name: string]: JsonValue } | undefined => {
  const happening = 'put' in write ? write.put.body['happening'] : undefined
  return typeof happening === 'object' && happening !== null && !Array.isArray(happening)
    ? happening
    : undefined
}

/** Counts new ledger entries after they are written. */
export const countingStore = (store: Store, count: Count): Store => ({
  get: (key) => store.get(key),
  query: (query) => store.query(query),
  transact: async (writes) => {
    await store.transact(writes)
    if (writes.some((write) => 'put' in write && isOfGuesses(write.put))) count(metricNames.unknownCodes)
    for (const write of writes) {
      const { what, rung } = happeningIn(write) ?? {}
      if (what === 'reported') count(metricNames.reports)
      if (what === 'missed') count(metricNames.missed)
      if (what === 'matter climbed' && typeof rung === 'string')
        count(metricNames.escalations, 1, { name: 'rung', value: rung })
    }
  },
})
