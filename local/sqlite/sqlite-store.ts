import { freeze } from '../../core/freeze.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { dueShardOf, FEWEST_DUE_SHARDS } from '../../core/ports/due-shards.ts'
import { readCursor, writeCursor } from '../../core/ports/query-cursor.ts'
import { checkedLimit } from '../../core/ports/query-limits.ts'
import {
  ConditionFailed,
  type IndexedItem,
  type IndexName,
  type IndexQuery,
  type Item,
  type Key,
  type Page,
  type Query,
  type Store,
  type Write,
} from '../../core/ports/store.ts'
import { type CheckedWrite, checkKey, checkWrites } from '../../core/ports/write-limits.ts'
import { type Instant, isInstant } from '../../core/time/instant.ts'
import { Database, type Row } from './database.ts'
import { LedgerPlaces } from './ledger-places.ts'

// As much as DynamoDB gives: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.Pagination.html
const MAX_PAGE_BYTES = 1024 * 1024
/** How many bodies are remembered: enough for the isolations of a large community. */
const MOST_BODIES = 10_000

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS items (
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    list_pk TEXT,
    list_sk TEXT,
    -- JSON, or the word body: then the list shows the body.
    list_summary TEXT,
    due_pk TEXT,
    due_sk TEXT,
    due_summary TEXT,
    expires_at TEXT,
    PRIMARY KEY (pk, sk)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS items_by_list ON items (list_pk, list_sk, pk, sk) WHERE list_pk IS NOT NULL;
  CREATE INDEX IF NOT EXISTS items_by_due ON items (due_pk, due_sk, pk, sk) WHERE due_pk IS NOT NULL;
  CREATE INDEX IF NOT EXISTS items_by_expiry ON items (expires_at) WHERE expires_at IS NOT NULL;
`
const COLUMNS =
  'pk, sk, version, body, list_pk, list_sk, list_summary, due_pk, due_sk, due_summary, expires_at'
const ITEM = 'pk, sk, version, body, expires_at'
const SELECT_ITEM = `SELECT ${ITEM} FROM items WHERE pk = ? AND sk = ?`
const SELECT_VERSION = 'SELECT version, expires_at FROM items WHERE pk = ? AND sk = ?'
const UPSERT = `
  INSERT INTO items (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pk, sk) DO UPDATE SET
    version = excluded.version, body = excluded.body, list_pk = excluded.list_pk, list_sk = excluded.list_sk,
    list_summary = excluded.list_summary, due_pk = excluded.due_pk, due_sk = excluded.due_sk,
    due_summary = excluded.due_summary, expires_at = excluded.expires_at
`

const bytes = (text: string): number => Buffer.byteLength(text)
/** The smallest text after all that begin with `prefix`, in the order of UTF-8; undefined when there is none. */
const afterPrefix = (prefix: string): string | undefined => {
  const points = [...prefix]
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0) ?? 0
    if (point === 0x10ffff) continue
    // U+D800 to U+DFFF are surrogates: no text holds them.
    return points.join('') + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1)
  }
  return undefined
}

interface Select {
  readonly sql: string
  readonly parameters: string[]
}

const PLACES = {
  base: { pk: 'pk', sk: 'sk', order: ['sk'], columns: ITEM },
  list: {
    pk: 'list_pk',
    sk: 'list_sk',
    order: ['list_sk', 'pk', 'sk'],
    columns:
      "pk, sk, list_pk, list_sk, iif(list_summary = 'body', body, list_summary) AS summary, expires_at",
  },
  due: {
    pk: 'due_pk',
    sk: 'due_sk',
    order: ['due_sk', 'pk', 'sk'],
    columns: 'pk, sk, due_pk, due_sk, due_summary AS summary, expires_at',
  },
} as const

const select = (query: Query & { readonly index?: IndexName }): Select => {
  const { pk, sk, order, columns } = PLACES[query.index ?? 'base']
  const direction = query.descending === true ? 'DESC' : 'ASC'
  const conditions = [`${pk} = ?`]
  const parameters = [query.pk]
  const where = (condition: string, ...values: string[]) => {
    conditions.push(condition)
    parameters.push(...values)
  }
  const range = query.sk ?? {}
  if ('prefix' in range) {
    where(`${sk} >= ?`, range.prefix)
    const after = afterPrefix(range.prefix)
    if (after !== undefined) where(`${sk} < ?`, after)
  } else {
    if (range.from !== undefined) where(`${sk} >= ?`, range.from)
    if (range.to !== undefined) where(`${sk} <= ?`, range.to)
  }
  if (query.cursor !== undefined) {
    const place = readCursor(query, query.cursor)
    const marks = place.map(() => '?').join(', ')
    where(`(${order.join(', ')}) ${direction === 'ASC' ? '>' : '<'} (${marks})`, ...place)
  }
  const sorted = order.map((column) => `${column} ${direction}`).join(', ')
  const sql = `SELECT ${columns} FROM items WHERE ${conditions.join(' AND ')} ORDER BY ${sorted} LIMIT ?`
  return { sql, parameters }
}

/** The record on one machine, within DynamoDB's limits so that what works here works there. */
export class SqliteStore implements Store {
  readonly #database: Database
  readonly #clock: Clock
  readonly dueShards: number
  /** Written with the entries, in one transaction. */
  readonly places: LedgerPlaces
  readonly #bodies = new Map<string, { readonly text: string; readonly body: JsonObject }>()

  constructor(database: Database, clock: Clock, dueShards = FEWEST_DUE_SHARDS) {
    this.#database = database
    this.#clock = clock
    this.dueShards = dueShards
    database.execute(SCHEMA)
    this.places = new LedgerPlaces(database)
  }

  isFull = (): boolean => this.#database.isFull()

  async get(key: Key): Promise<Item | undefined> {
    checkKey(key)
    return this.#database.read(() => this.#get(key))
  }

  async getAll(keys: readonly Key[]): Promise<(Item | undefined)[]> {
    for (const key of keys) checkKey(key)
    return this.#database.read(() => keys.map((key) => this.#get(key)))
  }

  async query(query: Query): Promise<Page> {
    return this.#page(query, 'body', (row) => this.#item(row))
  }

  async queryIndex(query: IndexQuery): Promise<Page<IndexedItem>> {
    return this.#page(query, 'summary', (row) => this.#indexedItem(row, query.index))
  }

  #page<One>(
    query: Query & { readonly index?: IndexName },
    content: 'body' | 'summary',
    read: (row: Row) => One,
  ): Page<One> {
    const limit = checkedLimit(query)
    const { sql, parameters } = select(query)
    return this.#database.read(() => {
      const items: One[] = []
      let size = 0
      let evaluated = 0
      let place: string[] = []
      for (const row of this.#database.statement(sql).iterate(...parameters, limit)) {
        size += bytes(this.#database.optionalText(row, content) ?? '')
        if (size > MAX_PAGE_BYTES && evaluated > 0) return { items, cursor: writeCursor(query, place) }
        evaluated += 1
        place = PLACES[query.index ?? 'base'].order.map((column) => this.#database.text(row, column))
        if (!this.#isExpired(row)) items.push(read(row))
      }
      // As DynamoDB does: a full page has a cursor even when it was the last.
      return evaluated === limit ? { items, cursor: writeCursor(query, place) } : { items }
    })
  }

  async transact(writes: readonly Write[]): Promise<void> {
    const checked = checkWrites(writes)
    const hasEntries = this.#database.transaction(() => {
      const failed = checked.filter(({ write, key }) => !this.#holds(write, key))
      if (failed.length > 0) throw new ConditionFailed(failed.map(({ key: { pk, sk } }) => ({ pk, sk })))
      for (const each of checked) this.#put(each)
      return this.places.add(writes)
    })
    if (hasEntries) this.places.announce()
  }

  /** Deletes expired items, as DynamoDB does by itself within days. Returns how many. */
  purgeExpired(): number {
    return this.#database.transaction(() =>
      Number(
        this.#database.statement('DELETE FROM items WHERE expires_at <= ?').run(this.#clock.now()).changes,
      ),
    )
  }

  /** Closes the database, also for all others that share it. */
  close(): void {
    this.#database.close()
  }

  #put({ write, json }: CheckedWrite): void {
    if (!('put' in write) || json === undefined) return
    const { pk, sk, index: { list, due } = {}, expiresAt = null } = write.put
    const version = write.expect === 'absent' ? 1 : write.expect.version + 1
    const shown = list?.summary === 'body' ? 'body' : (json.list ?? null)
    const shard = due === undefined ? null : dueShardOf(write.put, this.dueShards)
    this.#database
      .statement(UPSERT)
      .run(
        pk,
        sk,
        version,
        json.body,
        list?.pk ?? null,
        list?.sk ?? null,
        shown,
        shard,
        due?.sk ?? null,
        json.due ?? null,
        expiresAt,
      )
  }

  #get({ pk, sk }: Key): Item | undefined {
    const row = this.#database.statement(SELECT_ITEM).get(pk, sk)
    return row === undefined || this.#isExpired(row) ? undefined : this.#item(row)
  }

  #holds(write: Write, key: Key): boolean {
    const row = this.#database.statement(SELECT_VERSION).get(key.pk, key.sk)
    const version =
      row === undefined || this.#isExpired(row) ? undefined : this.#database.number(row, 'version')
    return version === (write.expect === 'absent' ? undefined : write.expect.version)
  }

  #isExpired(row: Row): boolean {
    const expiresAt = this.#database.optionalText(row, 'expires_at')
    return expiresAt !== undefined && expiresAt <= this.#clock.now()
  }

  #item(row: Row): Item {
    const database = this.#database
    const expiresAt = this.#expiry(row)
    const pk = database.text(row, 'pk')
    const sk = database.text(row, 'sk')
    return {
      pk,
      sk,
      version: database.number(row, 'version'),
      body: this.#body(`${pk} ${sk}`, database.text(row, 'body')),
      ...(expiresAt && { expiresAt }),
    }
  }

  #indexedItem(row: Row, name: IndexName): IndexedItem {
    const database = this.#database
    const pk = database.text(row, 'pk')
    const sk = database.text(row, 'sk')
    const text = database.optionalText(row, 'summary')
    const index = { pk: database.text(row, `${name}_pk`), sk: database.text(row, `${name}_sk`) }
    if (text === undefined) return { pk, sk, index }
    const read = () => this.#parse(text)
    let summary: JsonObject | undefined
    return {
      pk,
      sk,
      index,
      /** Many readers of a list need only the keys. */
      get summary() {
        summary ??= read()
        return summary
      },
    }
  }

  #expiry(row: Row): Instant | undefined {
    const expiresAt = this.#database.optionalText(row, 'expires_at')
    if (expiresAt === undefined || isInstant(expiresAt)) return expiresAt
    throw this.#database.damaged('expires_at is no instant')
  }

  /** The same text gives the same object, so that readers can cache what they derive from it. */
  #body(key: string, text: string): JsonObject {
    const known = this.#bodies.get(key)
    if (known !== undefined && known.text === text) return known.body
    const body = freeze(this.#parse(text))
    if (this.#bodies.size >= MOST_BODIES) this.#bodies.clear()
    this.#bodies.set(key, { text, body })
    return body
  }

  /** What is not JSON does not even say its version: its shape refuses it by name, and the others are read. */
  #parse(text: string): JsonObject {
    try {
      return JSON.parse(text)
    } catch {
      return {}
    }
  }
}

/** @throws StoreUnusable, StoreThrottled */
export const openStore = (path: string, clock: Clock): SqliteStore => {
  const database = new Database(path)
  try {
    return new SqliteStore(database, clock)
  } catch (error) {
    database.close()
    throw error
  }
}
