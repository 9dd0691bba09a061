import * as z from 'zod/mini'
import { freeze } from '../core/freeze.ts'
import { type Instant, isInstant } from '../core/instant.ts'
import type { JsonObject, JsonValue } from '../core/json.ts'
import type { Clock } from '../core/ports/clock.ts'
import {
  ConditionFailed,
  type IndexName,
  type Item,
  type Key,
  type NewItem,
  type Page,
  type Query,
  type Store,
  type Write,
  WriteRefused,
} from '../core/ports/store.ts'
import { Database, type Row } from './database.ts'

// DynamoDB's limits: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const MAX_WRITES = 100
const MAX_ITEM_BYTES = 400 * 1024
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024
const MAX_PAGE_BYTES = 1024 * 1024
const MAX_PK_BYTES = 2048
const MAX_SK_BYTES = 1024
const DEFAULT_LIMIT = 100
const MAX_LIMIT = 1000
/** So many bodies are remembered: those of a large community's isolations, and what is read with them. */
const MOST_BODIES = 10_000

/** The question itself is wrong: its key, limit or cursor. */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused'
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS items (
    pk TEXT NOT NULL,
    sk TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    list_pk TEXT,
    list_sk TEXT,
    due_pk TEXT,
    due_sk TEXT,
    expires_at TEXT,
    PRIMARY KEY (pk, sk)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS items_by_list ON items (list_pk, list_sk, pk, sk) WHERE list_pk IS NOT NULL;
  CREATE INDEX IF NOT EXISTS items_by_due ON items (due_pk, due_sk, pk, sk) WHERE due_pk IS NOT NULL;
  CREATE INDEX IF NOT EXISTS items_by_expiry ON items (expires_at) WHERE expires_at IS NOT NULL;
`
const COLUMNS = 'pk, sk, version, body, list_pk, list_sk, due_pk, due_sk, expires_at'
const SELECT_ITEM = `SELECT ${COLUMNS} FROM items WHERE pk = ? AND sk = ?`
const SELECT_VERSION = 'SELECT version, expires_at FROM items WHERE pk = ? AND sk = ?'
const UPSERT = `
  INSERT INTO items (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (pk, sk) DO UPDATE SET
    version = excluded.version, body = excluded.body, list_pk = excluded.list_pk, list_sk = excluded.list_sk,
    due_pk = excluded.due_pk, due_sk = excluded.due_sk, expires_at = excluded.expires_at
`

const bytes = (text: string): number => Buffer.byteLength(text)
const shown = (key: Key): string => `item ${JSON.stringify(key.pk)} ${JSON.stringify(key.sk)}`

/** What is wrong with a key, or undefined. */
const keyFault = ({ pk, sk }: Key): string | undefined => {
  if (pk === '' || sk === '') return 'a key must not be empty'
  // Ill-formed text would be stored as U+FFFD, so that two keys could become one.
  if (!pk.isWellFormed() || !sk.isWellFormed()) return 'a key must be well-formed Unicode'
  if (bytes(pk) > MAX_PK_BYTES) return `pk is longer than ${MAX_PK_BYTES} bytes`
  if (bytes(sk) > MAX_SK_BYTES) return `sk is longer than ${MAX_SK_BYTES} bytes`
  return undefined
}

const hasNonFinite = (value: JsonValue): boolean => {
  if (typeof value === 'number') return !Number.isFinite(value)
  if (value === null || typeof value !== 'object') return false
  return Object.values(value).some(hasNonFinite)
}

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

interface Prepared {
  readonly write: Write
  readonly key: Key
  readonly body?: string
}

const prepare = (writes: readonly Write[]): Prepared[] => {
  if (writes.length === 0) throw new WriteRefused('a transaction needs at least one write')
  if (writes.length > MAX_WRITES)
    throw new WriteRefused(`${writes.length} writes in one transaction, at most ${MAX_WRITES} are allowed`)
  const seen = new Set<string>()
  let total = 0
  return writes.map((write) => {
    const key = 'put' in write ? write.put : write.check
    const refuse = (fault: string) => new WriteRefused(`${shown(key)}: ${fault}`)
    const fault = keyFault(key)
    if (fault !== undefined) throw refuse(fault)
    const identity = `${key.pk.length} ${key.pk} ${key.sk}`
    if (seen.has(identity)) throw refuse('written twice in one transaction')
    seen.add(identity)
    if ('check' in write) return { write, key }
    for (const index of Object.values(write.put.index ?? {})) {
      const indexFault = index === undefined ? undefined : keyFault(index)
      if (indexFault !== undefined) throw refuse(`in its index, ${indexFault}`)
    }
    const body = JSON.stringify(write.put.body)
    if (body.includes('null') && hasNonFinite(write.put.body))
      throw refuse('the body holds a number that is not finite')
    const size = itemBytes(write.put, body)
    if (size > MAX_ITEM_BYTES) throw refuse(`${size} bytes, an item may have ${MAX_ITEM_BYTES}`)
    total += size
    if (total > MAX_TRANSACTION_BYTES)
      throw refuse(`with it the transaction exceeds ${MAX_TRANSACTION_BYTES} bytes`)
    return { write, key, body }
  })
}

const itemBytes = (item: NewItem, body: string): number => {
  const { list, due } = item.index ?? {}
  const keys = [item.pk, item.sk, list?.pk ?? '', list?.sk ?? '', due?.pk ?? '', due?.sk ?? '']
  return bytes(body) + keys.reduce((sum, key) => sum + bytes(key), 0)
}

// The index ('' for none) and the pk tell whose cursor it is; then the place: sk, or index sk, pk and sk.
const CursorContent = z.tuple([z.enum(['', 'list', 'due']), z.string(), z.array(z.string())])

const writeCursor = (query: Query, place: readonly string[]): string =>
  Buffer.from(JSON.stringify([query.index ?? '', query.pk, place])).toString('base64url')

const readCursor = (query: Query, cursor: string): string[] => {
  const foreign = new QueryRefused('the cursor is not one that this query gave: ask again without it')
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw foreign
  }
  const parsed = CursorContent.safeParse(content)
  if (!parsed.success) throw foreign
  const [index, pk, place] = parsed.data
  if (index !== (query.index ?? '') || pk !== query.pk || place.length !== (index === '' ? 1 : 3))
    throw foreign
  return place
}

interface Select {
  readonly sql: string
  readonly parameters: string[]
}

const PLACES = {
  base: { pk: 'pk', sk: 'sk', order: ['sk'] },
  list: { pk: 'list_pk', sk: 'list_sk', order: ['list_sk', 'pk', 'sk'] },
  due: { pk: 'due_pk', sk: 'due_sk', order: ['due_sk', 'pk', 'sk'] },
} as const

const select = (query: Query): Select => {
  const { pk, sk, order } = PLACES[query.index ?? 'base']
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
  const sql = `SELECT ${COLUMNS} FROM items WHERE ${conditions.join(' AND ')} ORDER BY ${sorted} LIMIT ?`
  return { sql, parameters }
}

/** The record on one machine, within DynamoDB's limits so that what works here works there. */
export class SqliteStore implements Store {
  readonly #database: Database
  readonly #clock: Clock
  readonly #bodies = new Map<string, { readonly text: string; readonly body: JsonObject }>()

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
    database.execute(SCHEMA)
  }

  async get(key: Key): Promise<Item | undefined> {
    const fault = keyFault(key)
    if (fault !== undefined) throw new QueryRefused(`${shown(key)}: ${fault}`)
    return this.#database.read(() => {
      const row = this.#database.statement(SELECT_ITEM).get(key.pk, key.sk)
      return row === undefined || this.#isExpired(row) ? undefined : this.#item(row)
    })
  }

  async query(query: Query): Promise<Page> {
    const limit = query.limit ?? DEFAULT_LIMIT
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
      throw new QueryRefused(`limit is ${limit}, it must be a whole number from 1 to ${MAX_LIMIT}`)
    if (query.pk === '') throw new QueryRefused('pk must not be empty')
    const { sql, parameters } = select(query)
    return this.#database.read(() => {
      const items: Item[] = []
      let size = 0
      let evaluated = 0
      let place: string[] = []
      for (const row of this.#database.statement(sql).iterate(...parameters, limit)) {
        size += bytes(this.#database.text(row, 'body'))
        if (size > MAX_PAGE_BYTES && evaluated > 0) return { items, cursor: writeCursor(query, place) }
        evaluated += 1
        place = PLACES[query.index ?? 'base'].order.map((column) => this.#database.text(row, column))
        if (!this.#isExpired(row)) items.push(this.#item(row))
      }
      // As DynamoDB does: a full page has a cursor even when it was the last.
      return evaluated === limit ? { items, cursor: writeCursor(query, place) } : { items }
    })
  }

  async transact(writes: readonly Write[]): Promise<void> {
    const prepared = prepare(writes)
    this.#database.transaction(() => {
      const failed = prepared.filter(({ write, key }) => !this.#holds(write, key))
      if (failed.length > 0) throw new ConditionFailed(failed.map(({ key: { pk, sk } }) => ({ pk, sk })))
      for (const { write, body } of prepared)
        if ('put' in write && body !== undefined) {
          const { pk, sk, index, expiresAt } = write.put
          const version = write.expect === 'absent' ? 1 : write.expect.version + 1
          const { list, due } = index ?? {}
          this.#database
            .statement(UPSERT)
            .run(
              pk,
              sk,
              version,
              body,
              list?.pk ?? null,
              list?.sk ?? null,
              due?.pk ?? null,
              due?.sk ?? null,
              expiresAt ?? null,
            )
        }
    })
  }

  /** Removes for good what has expired, as DynamoDB does by itself within days. Answers how many items went. */
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
    const list = this.#indexKey(row, 'list')
    const due = this.#indexKey(row, 'due')
    const expiresAt = this.#expiry(row)
    return {
      pk: database.text(row, 'pk'),
      sk: database.text(row, 'sk'),
      version: database.number(row, 'version'),
      body: this.#body(`${database.text(row, 'pk')} ${database.text(row, 'sk')}`, database.text(row, 'body')),
      ...((list ?? due) && { index: { ...(list && { list }), ...(due && { due }) } }),
      ...(expiresAt && { expiresAt }),
    }
  }

  #indexKey(row: Row, name: IndexName): Key | undefined {
    const pk = this.#database.optionalText(row, `${name}_pk`)
    return pk === undefined ? undefined : { pk, sk: this.#database.text(row, `${name}_sk`) }
  }

  #expiry(row: Row): Instant | undefined {
    const expiresAt = this.#database.optionalText(row, 'expires_at')
    if (expiresAt === undefined || isInstant(expiresAt)) return expiresAt
    throw this.#database.damaged('expires_at is no instant')
  }

  /** The same text gives the same object, so that readers too can remember what they made of it. */
  #body(key: string, text: string): JsonObject {
    const known = this.#bodies.get(key)
    if (known !== undefined && known.text === text) return known.body
    const body = this.#parse(text)
    if (this.#bodies.size >= MOST_BODIES) this.#bodies.clear()
    this.#bodies.set(key, { text, body })
    return body
  }

  #parse(text: string): JsonObject {
    try {
      const body: JsonObject = JSON.parse(text)
      return freeze(body)
    } catch (error) {
      throw this.#database.damaged(`a body is not JSON (${error instanceof Error ? error.message : error})`)
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
