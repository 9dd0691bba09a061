import type { IndexName, Item, NewItem, Store, Write } from '../../../core/ports/store.ts'

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
const jsonSize = (value: object | undefined): number =>
  value === undefined ? 0 : JSON.stringify(value).length

const summaryOf = ({ body, index }: NewItem, name: IndexName): object | undefined => {
  const summary = index?.[name]?.summary
  return summary === 'body' ? body : summary
}

/** A body that its list shows is stored once. */
const itemSize = (item: NewItem): number => {
  const shown = item.index?.list?.summary === 'body' ? undefined : summaryOf(item, 'list')
  const sizes = [item.body, shown, summaryOf(item, 'due')].map(jsonSize)
  return sizes.reduce((sum, size) => sum + size, item.pk.length + item.sk.length)
}

/** The store gives the same body for the same version. */
const sizes = new WeakMap<object, number>()

const readSize = (content: object | undefined): number => {
  if (content === undefined) return 0
  const known = sizes.get(content)
  if (known !== undefined) return known
  const size = jsonSize(content)
  sizes.set(content, size)
  return size
}

const readUnits = (item: Item | undefined): number => Math.max(1, Math.ceil(readSize(item?.body) / READ_UNIT))

/** A transaction costs twice; each index costs once, or twice when an old entry moves. */
const writeUnits = (write: Write): number => {
  if ('check' in write) return 2
  const moves = write.expect === 'absent' ? 1 : 2
  const inIndex = (name: IndexName): number =>
    write.put.index?.[name] === undefined
      ? 0
      : moves * Math.max(1, Math.ceil(jsonSize(summaryOf(write.put, name)) / WRITE_UNIT))
  return 2 * Math.ceil(itemSize(write.put) / WRITE_UNIT) + inIndex('list') + inIndex('due')
}

const pageUnits = (contents: readonly (object | undefined)[], isIndex: boolean): number => {
  const size = contents.reduce((sum: number, content) => sum + readSize(content), 0)
  return Math.max(1, Math.ceil(size / READ_UNIT)) * (isIndex ? 0.5 : 1)
}

/** The same store, with its requests counted. */
export const countedStore = (store: Store, units: StoreUnits): Store => {
  const counted = async <Answer>(
    answer: Promise<Answer>,
    read: (answer: Answer) => number,
  ): Promise<Answer> => {
    const given = await answer
    units.requests += 1
    units.read += read(given)
    return given
  }
  return {
    dueShards: store.dueShards,
    get: (key) => counted(store.get(key), readUnits),
    getAll: (keys) =>
      counted(store.getAll(keys), (items) => items.reduce((sum, item) => sum + readUnits(item), 0)),
    query: (query) =>
      counted(store.query(query), ({ items }) =>
        pageUnits(
          items.map(({ body }) => body),
          false,
        ),
      ),
    queryIndex: (query) =>
      counted(store.queryIndex(query), ({ items }) =>
        pageUnits(
          items.map(({ summary }) => summary),
          true,
        ),
      ),
    transact: async (writes) => {
      units.requests += 1
      for (const write of writes) units.write += writeUnits(write)
      return store.transact(writes)
    },
  }
}
