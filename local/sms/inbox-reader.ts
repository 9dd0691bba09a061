import type { Database, Row } from '../sqlite/database.ts'
import {
  alertIn,
  type InboxMessage,
  messageIn,
  type Phone,
  type PublishedAlert,
  phoneIn,
} from './inbox-rows.ts'
import { NEWEST_MESSAGES, ONE_PHONE, PHONES, SCHEMA, UNREAD } from './inbox-sql.ts'

const PAGE = 200

/** Reads the messages of all phones. */
export class InboxReader {
  protected readonly database: Database

  constructor(database: Database) {
    this.database = database
    this.database.execute(SCHEMA)
  }

  /** All texts of all phones, oldest first. The cursor is there when there is more. */
  messages({ cursor }: { readonly cursor?: string } = {}): {
    readonly messages: InboxMessage[]
    readonly cursor?: string
  } {
    const { rows, next } = this.#page('inbox_messages', cursor)
    return { messages: rows.map((row) => messageIn(this.database, row)), ...next }
  }

  /** What this phone got and wrote, oldest first. The cursor is there when there is more. */
  received(
    phone: string,
    { cursor }: { readonly cursor?: string } = {},
  ): { readonly messages: InboxMessage[]; readonly cursor?: string } {
    const { rows, next } = this.#page('inbox_messages', cursor, phone)
    return { messages: rows.map((row) => messageIn(this.database, row)), ...next }
  }

  /** The newest texts of this phone, of those before `before`, oldest first. The cursor is there when there are older ones. */
  newest(
    phone: string,
    { limit, before }: { readonly limit: number; readonly before?: string },
  ): { readonly messages: InboxMessage[]; readonly earlier?: string } {
    const rows = this.database.read(() =>
      this.database
        .statement(NEWEST_MESSAGES)
        .all(phone, before === undefined ? Number.MAX_SAFE_INTEGER : Number(before), limit + 1),
    )
    const kept = rows.slice(0, limit).reverse()
    const [first] = kept
    return {
      messages: kept.map((row) => messageIn(this.database, row)),
      ...(rows.length > limit &&
        first !== undefined && { earlier: String(this.database.number(first, 'position')) }),
    }
  }

  /**
   * Numbers that got or wrote a text or have a condition, latest conversation first; those after `after`. Default:
   * all.
   */
  phones({
    limit = -1,
    after,
  }: {
    readonly limit?: number
    readonly after?: Pick<Phone, 'position' | 'phone'>
  } = {}): Phone[] {
    return this.database.read(() =>
      this.database
        .statement(PHONES)
        .all(after?.position ?? Number.MAX_SAFE_INTEGER, after?.phone ?? '', limit)
        .map((row) => phoneIn(this.database, row)),
    )
  }

  /** Also of a number that has never got or written a text. */
  phone(phone: string): Phone {
    const row = this.database.read(() => this.database.statement(ONE_PHONE).get(phone))
    if (row !== undefined) return phoneIn(this.database, row)
    return { phone, condition: 'reachable', optedOut: false, unread: 0, position: 0 }
  }

  /** Texts that nobody has looked at, on all phones. */
  unread(): number {
    const row = this.database.read(() => this.database.statement(UNREAD).get())
    return row === undefined ? 0 : this.database.number(row, 'unread')
  }

  /** Oldest first. The cursor is there when there is more. */
  alerts({ cursor }: { readonly cursor?: string } = {}): {
    readonly alerts: PublishedAlert[]
    readonly cursor?: string
  } {
    const { rows, next } = this.#page('inbox_alerts', cursor)
    return { alerts: rows.map((row) => alertIn(this.database, row)), ...next }
  }

  #page(
    table: 'inbox_messages' | 'inbox_alerts',
    cursor: string | undefined,
    phone?: string,
  ): { readonly rows: Row[]; readonly next: { readonly cursor?: string } } {
    const after = cursor === undefined ? 0 : Number(cursor)
    if (!Number.isSafeInteger(after) || after < 0)
      throw new RangeError('the cursor is not one that the inbox gave: ask again without it')
    const rows = this.database.read(() =>
      phone === undefined
        ? this.database
            .statement(`SELECT * FROM ${table} WHERE position > ? ORDER BY position LIMIT ?`)
            .all(after, PAGE + 1)
        : this.database
            .statement(`SELECT * FROM ${table} WHERE phone = ? AND position > ? ORDER BY position LIMIT ?`)
            .all(phone, after, PAGE + 1),
    )
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    if (last === undefined) return { rows, next: {} }
    return { rows: rows.slice(0, PAGE), next: { cursor: String(this.database.number(last, 'position')) } }
  }
}
