import type { Item, NewItem, Page, Query, Store, Write } from '../../../core/ports/store.ts'

/** The store's requests, in DynamoDB's on-demand units. */
export interface StoreUnits {
  requests: number
  read: number
  write: number
}

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
const READ_UNIT = 4 * 1024
const WRITE_UNIT = 1024

// Close to DynamoDB's own count: names and values, mostly ASCII.
const itemSize = (item: NewItem): number => item.pk.length + item.sk.length + JSON.stringify(item.body).length

/** The store gives the same body for the same version. */
const sizes = new WeakMap<object, number>()

const readSize = (item: Item): number => {
  const known = sizes.get(item.body)
  if (known !== undefined) return known
  const size = itemSize(item)
  sizes.set(item.body, size)
  return size
}

const readUnits = (item: Item | undefined): number =>
  Math.max(1, Math.ceil((item === undefined ? 0 : readSize(item)) / READ_UNIT))

/** A transaction costs twice; each index costs once, or twice when an old entry moves. */
const writeUnits = (write: Write): number => {
  if ('check' in write) return 2
  const units = Math.ceil(itemSize(write.put) / WRITE_UNIT)
  const indexes = Object.keys(write.put.index ?? {}).length
  return units * (2 + indexes * (write.expect === 'absent' ? 1 : 2))
}

const pageUnits = (page: Page, isIndex: boolean): number => {
  const size = page.items.reduce((sum, item) => sum + readSize(item), 0)
  return Math.max(1, Math.ceil(size / READ_UNIT)) * (isIndex ? 0.5 : 1)
}

/** The same store, with its requests counted. */
export const countedStore = (store: Store, units: StoreUnits): Store => ({
  get: async (key) => {
    const item = await store.get(key)
    units.requests += 1
    units.read += readUnits(item)
    return item
  },
  query: async (query: Query) => {
    const page = await store.query(query)
    units.requests += 1
    units.read += pageUnits(page, query.index !== undefined)
    return page
  },
  transact: async (writes) => {
    units.requests += 1
    for (const write of writes) units.write += writeUnits(write)
    return store.transact(writes)
  },
})
