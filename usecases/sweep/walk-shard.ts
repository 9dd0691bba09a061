import { dueShard } from '../../core/ports/due-shards.ts'
import type { IndexedItem, Item, Key, Page } from '../../core/ports/store.ts'
import { itemsOf } from '../../record/paginate-query.ts'
import type { Looking } from './looking.ts'
import { sweepHousehold } from './sweep-household.ts'
import { sweepIsolation } from './sweep-isolation.ts'
import { sweepMatter } from './sweep-matter.ts'
import { sweepMessage } from './sweep-message.ts'

/** Of these the index tells too little. */
const byItem: Readonly<Record<string, (looking: Looking, item: Item) => Promise<void>>> = {
  household: sweepHousehold,
  message: sweepMessage,
}

const byIndex: Readonly<Record<string, (looking: Looking, item: IndexedItem) => Promise<void>>> = {
  isolation: sweepIsolation,
  matter: sweepMatter,
}

const kindOf = ({ index }: IndexedItem): string => index.sk.slice(0, index.sk.indexOf('#'))

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`

const look = async (looking: Looking, item: IndexedItem, whole: ReadonlyMap<string, Item>): Promise<void> => {
  const kind = kindOf(item)
  looking.found.looked += 1
  await byIndex[kind]?.(looking, item)
  const itself = whole.get(nameOf(item))
  // Gone meanwhile: there is nothing left to do.
  if (itself !== undefined) await byItem[kind]?.(looking, itself)
}

/** As many as DynamoDB reads in one call. */
const AT_ONCE = 100

/**
 * Looks at everything in one shard of the due index, in the order of its keys. Yields the key of each item that it has
 * looked at: a later walk goes on after it.
 */
export async function* walkShard(
  looking: Looking,
  shard: number,
  after: string | undefined,
): AsyncGenerator<string> {
  const { store } = looking.ports
  let cursor: string | undefined
  do {
    const page: Page<IndexedItem> = await store.queryIndex({
      pk: dueShard(shard),
      index: 'due',
      limit: 1000,
      ...(after === undefined ? {} : { sk: { from: after } }),
      ...(cursor === undefined ? {} : { cursor }),
    })
    const items = page.items.filter(({ index }) => after === undefined || index.sk > after)
    for (let first = 0; first < items.length; first += AT_ONCE) {
      const some = items.slice(first, first + AT_ONCE)
      const read = await itemsOf(
        store,
        some.filter((item) => kindOf(item) in byItem).map(({ pk, sk }) => ({ pk, sk })),
      )
      const whole = new Map(read.map((item) => [nameOf(item), item]))
      for (const item of some) {
        await look(looking, item, whole)
        yield item.index.sk
      }
    }
    cursor = page.cursor
  } while (cursor !== undefined)
}
