import type { JsonObject, JsonValue } from '../../core/json.ts'
import { ConditionFailed, type Item, type Key, type NewItem, type Store } from '../../core/ports/store.ts'

/** Events and what is folded from them are never read in a newer version. */
const isOpen = ({ pk, sk }: Key): boolean =>
  !(/^(ISOLATION|HOUSEHOLD)#/.test(pk) && /^(META|LEDGER#|MATTER#)/.test(sk))

/** A record takes any name: there it would be an entry. */
const RECORDS = ['params', 'ladders']

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** As a newer release would have written it: another version, and a field more in each object. */
const newer = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(newer)
  if (!isObject(value)) return value
  const parts = Object.entries(value).map(([name, part]): [string, JsonValue] => [
    name,
    RECORDS.includes(name) ? part : newer(part),
  ])
  return { ...Object.fromEntries(parts), unheardOf: true }
}

const known = (value: JsonValue): string =>
  JSON.stringify(value, (name, part: unknown) => (name === 'unheardOf' ? undefined : part))

/** Places of objects that had the field and have lost it. Members of a list are the same if nothing else changed. */
const lostIn = (before: JsonValue, after: JsonValue | undefined, place: string): string[] => {
  if (Array.isArray(before) && Array.isArray(after))
    return before.flatMap((one, at) => {
      const same = after.find((other) => known(other) === known(one))
      return same === undefined ? [] : lostIn(one, same, `${place}[${at}]`)
    })
  if (!isObject(before) || !isObject(after)) return []
  const parts = Object.entries(before).flatMap(([name, part]) =>
    lostIn(part, after[name], `${place}.${name}`),
  )
  return before['unheardOf'] === true && after['unheardOf'] !== true ? [place, ...parts] : parts
}

const kindOf = ({ pk, sk }: Key): string => `${pk.split('#')[0]} ${/^[A-Z]{4,}/.exec(sk)?.[0] ?? ''}`.trim()

export interface Noted {
  readonly changed: Set<string>
  readonly lost: Set<string>
  /** Kinds of items that were written without a version. */
  readonly unversioned: Set<string>
}

/**
 * Just before an open item is read for the first time, a newer release has written it. Notes what is changed after that,
 * and what is lost of what only the newer release knows.
 */
export const besideNewerRelease = (store: Store, { changed, lost, unversioned }: Noted): Store => {
  /** As it was written last: what is read does not say where it stands in the indexes. */
  const written = new Map<string, NewItem>()
  const asRead = async (item: Item | undefined): Promise<Item | undefined> => {
    if (item === undefined || !isOpen(item) || item.body['v'] !== 1) return item
    const { version } = item
    const put = written.get(`${item.pk} ${item.sk}`)
    const body = newer({ ...item.body, v: 2 })
    if (put === undefined || !isObject(body)) return item
    try {
      await store.transact([{ put: { ...put, body }, expect: { version } }])
      return { ...item, body, version: version + 1 }
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
      return store.get(item)
    }
  }
  const allAsRead = (items: readonly (Item | undefined)[]) => Promise.all(items.map(asRead))
  return {
    dueShards: store.dueShards,
    get: async (key) => asRead(await store.get(key)),
    getAll: async (keys) => allAsRead(await store.getAll(keys)),
    query: async (query) => {
      const page = await store.query(query)
      return { ...page, items: (await allAsRead(page.items)).filter((item) => item !== undefined) }
    },
    queryIndex: (query) => store.queryIndex(query),
    transact: async (writes) => {
      const before = await Promise.all(
        writes.map((write) => store.get('put' in write ? write.put : write.check)),
      )
      await store.transact(writes)
      for (const write of writes)
        if ('put' in write && write.put.body['v'] === undefined) unversioned.add(kindOf(write.put))
      for (const write of writes)
        if ('put' in write) written.set(`${write.put.pk} ${write.put.sk}`, write.put)
      for (const [at, write] of writes.entries()) {
        const known = before[at]?.body
        if (!('put' in write) || known?.['v'] !== 2 || write.put.body['v'] === undefined) continue
        const kind = kindOf(write.put)
        changed.add(kind)
        for (const place of lostIn({ ...known, v: 0 }, { ...write.put.body, v: 0 }, kind)) lost.add(place)
        if (write.put.body['v'] !== 2) lost.add(`${kind} v`)
      }
    },
  }
}
