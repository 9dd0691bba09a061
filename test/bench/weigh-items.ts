import { attributesOf } from '../../aws/dynamodb/dynamo-item.ts'
import type { Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { checkWrites } from '../../core/ports/write-limits.ts'

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
const bytesOf = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return 1 + Math.ceil(`${Math.abs(value)}`.replace('.', '').length / 2)
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + 1 + bytesOf(each), 3)
  if (typeof value !== 'object' || value === null) return 1
  return Object.entries(value).reduce(
    (sum, [name, part]) => sum + Buffer.byteLength(name) + 1 + bytesOf(part),
    3,
  )
}

const itemBytes = (attributes: object): number =>
  Object.entries(attributes).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + bytesOf(value), 0)

/** The bytes of each write, by the kind of item: `ISOLATION META`, `MESSAGE`. */
export type Sizes = Map<string, number[]>

const WRITE_ID = 'abcdefghijklmnop'

/** The same store: what it writes is weighed as DynamoDB counts it. */
export const weighed = (store: Store, sizes: Sizes): Store =>
  storeWith(store, {
    transact: async (writes) => {
      await store.transact(writes)
      for (const { write, json } of checkWrites(writes)) {
        if (!('put' in write) || json === undefined) continue
        const { put, expect } = write
        const version = expect === 'absent' ? 1 : expect.version + 1
        const { dueShards } = store
        const bytes = itemBytes(attributesOf({ put, json, version, write: WRITE_ID, dueShards }))
        const [of] = put.pk.split('#')
        const [what] = put.sk.split('#')
        const kind = of === 'ISOLATION' ? `${of} ${what}` : `${of}`
        sizes.set(kind, [...(sizes.get(kind) ?? []), bytes])
      }
    },
  })

export const mean = (bytes: readonly number[] = []): number =>
  bytes.reduce((sum, each) => sum + each, 0) / bytes.length
