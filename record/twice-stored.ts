import type { JsonObject } from '../core/json.ts'
import type { Key, Store, Write } from '../core/ports/store.ts'
import { type StoredItem, UnreadableItem } from './shape.ts'

/*
 * Items on which everybody's care depends are stored twice, so that damage to one of them stops nobody. Saving it again
 * mends it.
 */
const copyOf = ({ pk, sk }: Key): Key => ({ pk: `COPY#${pk}`, sk })

/** What such an item holds, by its copy if it is damaged. undefined: there is none. @throws NewerShape, UnreadableItem */
export const readTwiceStored = async <Read>(
  store: Store,
  key: Key,
  read: (item: StoredItem) => Read,
): Promise<Read | undefined> => {
  const item = await store.get(key)
  if (item === undefined) return undefined
  try {
    return read(item)
  } catch (error) {
    const copy = error instanceof UnreadableItem ? await store.get(copyOf(key)) : undefined
    if (copy === undefined) throw error
    return read(copy)
  }
}

const expecting = async (store: Store, key: Key): Promise<Write['expect']> => {
  const item = await store.get(key)
  return item === undefined ? 'absent' : { version: item.version }
}

/**
 * The writes that save such an item over what is stored now. `bodyOf` may read what is stored: whoever writes between
 * that and these writes makes them fail.
 */
export const twiceStored = async (
  store: Store,
  key: Key,
  bodyOf: () => JsonObject | Promise<JsonObject>,
): Promise<Write[]> => {
  const copy = copyOf(key)
  const expect = [await expecting(store, key), await expecting(store, copy)] as const
  const body = await bodyOf()
  return [
    { put: { ...key, body }, expect: expect[0] },
    { put: { ...copy, body }, expect: expect[1] },
  ]
}
