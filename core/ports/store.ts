import type { JsonObject } from '../json.ts'
import type { Instant } from '../time/instant.ts'

export interface Key {
  readonly pk: string
  readonly sk: string
}

/** `list` is in the order people read; `due` is in the order of time. An item may be in neither, one or both. */
export type IndexName = 'list' | 'due'

/** Where an item stands in the list index, and what the index shows of it. */
export interface ListEntry extends Key {
  /** Absent: nothing but keys. `body`: all of it; it is stored once. */
  readonly summary?: JsonObject | 'body'
}

/** When an item is due. The store chooses one of its shards: due-shards.ts. */
export interface DueEntry {
  readonly sk: string
  readonly summary?: JsonObject
}

/** What a caller writes; the store numbers the versions. */
export interface NewItem extends Key {
  readonly body: JsonObject
  readonly index?: { readonly list?: ListEntry; readonly due?: DueEntry }
  /** The item may be deleted from then on; readers treat it as deleted. */
  readonly expiresAt?: Instant
}

/** What a caller reads. The first version is 1, each later put adds 1. The body may be frozen and shared. */
export interface Item extends Key {
  readonly body: JsonObject
  readonly version: number
  readonly expiresAt?: Instant
}

/** What an index shows of an item: never its body, unless that is its summary. */
export interface IndexedItem extends Key {
  /** Its key in the index. */
  readonly index: Key
  /** May be frozen and shared. */
  readonly summary?: JsonObject
}

export type Expectation = 'absent' | { readonly version: number }

export type Write =
  | { readonly put: NewItem; readonly expect: Expectation }
  /** Writes nothing; the transaction fails unless the expectation holds. */
  | { readonly check: Key; readonly expect: Expectation }

export interface Query {
  readonly pk: string
  readonly sk?: { readonly prefix: string } | { readonly from?: string; readonly to?: string }
  /** At most this many items (default 100). A page may hold fewer and still have a cursor. */
  readonly limit?: number
  readonly cursor?: string
  readonly descending?: boolean
}

/** A query by the keys of an index. */
export interface IndexQuery extends Query {
  readonly index: IndexName
}

export interface Page<One = Item> {
  readonly items: One[]
  /** Present if there may be more. */
  readonly cursor?: string
}

/** Items by key in one table. `from` and `to` of a range are both inclusive. Keeps to DynamoDB's limits on purpose. */
export interface Store {
  /** Over how many shards the due index is read and written: due-shards.ts. */
  readonly dueShards: number
  /** Strongly consistent. */
  get(key: Key): Promise<Item | undefined>
  /** Any number of items, each strongly consistent, in the order of the keys. undefined: there is none. */
  getAll(keys: readonly Key[]): Promise<(Item | undefined)[]>
  /** Strongly consistent. */
  query(query: Query): Promise<Page>
  /** May lag behind the writes. */
  queryIndex(query: IndexQuery): Promise<Page<IndexedItem>>
  /**
   * All or nothing. At most 100 writes on distinct keys, 4 MB together, 400 KB an item.
   * @throws ConditionFailed when an expectation does not hold; nothing is written
   * @throws StoreThrottled when the store is too busy, StoreFull when there is no room; nothing is written
   * @throws WriteRefused when a limit is broken
   */
  transact(writes: readonly Write[]): Promise<void>
  /** Whether writes are refused for want of room now. Absent: the store has no such limit. */
  readonly isFull?: () => boolean
}

export class ConditionFailed extends Error {
  override readonly name = 'ConditionFailed'
  readonly keys: readonly Key[]
  constructor(keys: readonly Key[]) {
    super(`not as expected: ${keys.map((key) => `${key.pk} ${key.sk}`).join(', ')}`)
    this.keys = keys
  }
}

/** There is no room to write. Nothing was written, and as soon as there is room it works again. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull'
}

export class StoreThrottled extends Error {
  override readonly name = 'StoreThrottled'
}

export class WriteRefused extends Error {
  override readonly name = 'WriteRefused'
}

/** The query is invalid: its key, limit or cursor. */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused'
}
