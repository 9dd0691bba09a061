import type { Instant } from '../core/instant.ts'
import { isPhone } from '../core/phone.ts'
import type { Clock } from '../core/ports/clock.ts'
import {
  type Alert,
  checkText,
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
  type Sms,
} from '../core/ports/messages.ts'
import type { Database, Row } from './database.ts'
import { alertIn, conditionIn, messageId, messageIn, phoneIn } from './inbox-rows.ts'
import {
  INSERT_MESSAGE,
  NEWEST_MESSAGES,
  NEXT_NUMBER,
  ONE_PHONE,
  PHONES,
  SCHEMA,
  TOUCH_PHONE,
  UNREAD,
} from './inbox-tables.ts'
import { keywordOf } from './opt-out-keywords.ts'
import type { Queue } from './queue.ts'

const PAGE = 200
/** Made up: no operator has this number. */
const OUR_NUMBER = '+8610600000000'

export type PhoneCondition = 'reachable' | 'unreachable' | 'invalid number'

export interface InboxMessage {
  /** `sms-000001` for a text to a phone, `inbound-000001` for one from a phone. */
  readonly id: string
  readonly direction: 'to phone' | 'from phone'
  readonly phone: string
  readonly at: Instant
  readonly text: string
  /** Only of a text to a phone. */
  readonly sent?: { readonly key: string; readonly template: string; readonly language: string }
}

export interface Phone {
  readonly phone: string
  readonly condition: PhoneCondition
  readonly optedOut: boolean
  /** Texts to this phone that its owner has not looked at. */
  readonly unread: number
  /** Where its last text stands among all texts; 0: it has none. */
  readonly position: number
  readonly last?: InboxMessage
}

export interface PublishedAlert extends Alert {
  readonly at: Instant
}

/** Hears each text once it is kept. `sms`: what was handed over, of a text to a phone. It must not throw. */
export type InboxListener = (message: InboxMessage, sms?: Sms) => void

export interface InboxOptions {
  readonly database: Database
  readonly clock: Clock
  /** Carries the texts from phones to the function that reads them. */
  readonly inbound: Queue
  /** The number that residents see and answer. */
  readonly number?: string
}

/** The phones of everybody, in one place: what was sent to them, and what they answer. */
export class Inbox implements Messages {
  readonly #database: Database
  readonly #clock: Clock
  readonly #inbound: Queue
  readonly #number: string
  readonly #listeners = new Set<InboxListener>()
  #callsToThrottle = 0

  constructor(options: InboxOptions) {
    this.#database = options.database
    this.#clock = options.clock
    this.#inbound = options.inbound
    this.#number = options.number ?? OUR_NUMBER
    this.#database.execute(SCHEMA)
  }

  /** @throws InvalidMessage */
  async send(sms: Sms): Promise<{ readonly providerId: string }> {
    checkText(sms.text)
    this.#throttle()
    if (!isPhone(sms.to)) throw new MessageRefused('invalid number')
    const providerId = this.#database.transaction(() => {
      const { condition, optedOut } = this.#standing(sms.to)
      if (condition !== 'reachable') throw new MessageRefused(condition)
      if (optedOut) throw new MessageRefused('opted out')
      return this.#keep('to phone', sms.to, sms.text, sms)
    })
    const { key, template, language } = sms
    this.#tell(
      {
        id: providerId,
        direction: 'to phone',
        phone: sms.to,
        at: this.#clock.now(),
        text: sms.text,
        sent: { key, template, language },
      },
      sms,
    )
    return { providerId }
  }

  /** Keeps one alert a key, however often it is published. */
  async publish(alert: Alert): Promise<void> {
    this.#throttle()
    this.#database.transaction(() =>
      this.#database
        .statement(
          `INSERT INTO inbox_alerts (alert_key, at, community, grid, department, kind, body)
           VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (alert_key) DO NOTHING`,
        )
        .run(
          alert.key,
          this.#clock.now(),
          alert.community,
          alert.grid,
          alert.department,
          alert.kind,
          JSON.stringify(alert.body),
        ),
    )
  }

  /**
   * A text from a phone. It is durable, and queued for the function that reads texts, before this returns.
   * Words such as STOP and START also change the provider's opt-out list.
   * @throws InvalidMessage
   */
  async reply(phone: string, text: string): Promise<{ readonly inboundMessageId: string }> {
    if (!isPhone(phone))
      throw new InvalidMessage(`${JSON.stringify(phone)} is no phone number: write it as +8613800001111`)
    checkText(text)
    const inboundMessageId = this.#database.transaction(() => {
      const previous = this.#database
        .statement(
          "SELECT number FROM inbox_messages WHERE phone = ? AND direction = 'to phone' ORDER BY position DESC LIMIT 1",
        )
        .get(phone)
      const id = this.#keep('from phone', phone, text)
      const keyword = keywordOf(text)
      if (keyword !== undefined)
        this.#database
          .statement('UPDATE inbox_phones SET opted_out = ? WHERE phone = ?')
          .run(keyword.action === 'opt out' ? 1 : 0, phone)
      // https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html
      this.#inbound.send(
        JSON.stringify({
          originationNumber: phone,
          destinationNumber: this.#number,
          messageKeyword: keyword?.word ?? 'KEYWORD_000000000000',
          messageBody: text,
          inboundMessageId: id,
          ...(previous && {
            previousPublishedMessageId: messageId('to phone', this.#database.number(previous, 'number')),
          }),
        }),
      )
      return id
    })
    this.#tell({ id: inboundMessageId, direction: 'from phone', phone, at: this.#clock.now(), text })
    return { inboundMessageId }
  }

  /** Tells the listener of every text from now on, in both directions. Answers with how to stop. */
  listen(listener: InboxListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** All texts of all phones, oldest first. The cursor is there when there is more. */
  messages({ cursor }: { readonly cursor?: string } = {}): {
    readonly messages: InboxMessage[]
    readonly cursor?: string
  } {
    const { rows, next } = this.#page('inbox_messages', cursor)
    return { messages: rows.map((row) => messageIn(this.#database, row)), ...next }
  }

  /** What this phone got and wrote, oldest first. The cursor is there when there is more. */
  received(
    phone: string,
    { cursor }: { readonly cursor?: string } = {},
  ): { readonly messages: InboxMessage[]; readonly cursor?: string } {
    const { rows, next } = this.#page('inbox_messages', cursor, phone)
    return { messages: rows.map((row) => messageIn(this.#database, row)), ...next }
  }

  /** The newest texts of this phone, of those before `before`, oldest first. The cursor is there when there are older ones. */
  newest(
    phone: string,
    { limit, before }: { readonly limit: number; readonly before?: string },
  ): { readonly messages: InboxMessage[]; readonly earlier?: string } {
    const rows = this.#database.read(() =>
      this.#database
        .statement(NEWEST_MESSAGES)
        .all(phone, before === undefined ? Number.MAX_SAFE_INTEGER : Number(before), limit + 1),
    )
    const kept = rows.slice(0, limit).reverse()
    const [first] = kept
    return {
      messages: kept.map((row) => messageIn(this.#database, row)),
      ...(rows.length > limit &&
        first !== undefined && { earlier: String(this.#database.number(first, 'position')) }),
    }
  }

  /** Numbers that got or wrote a text or have a condition, the last talk first; those behind `after`. Default: all. */
  phones({
    limit = -1,
    after,
  }: {
    readonly limit?: number
    readonly after?: Pick<Phone, 'position' | 'phone'>
  } = {}): Phone[] {
    return this.#database.read(() =>
      this.#database
        .statement(PHONES)
        .all(after?.position ?? Number.MAX_SAFE_INTEGER, after?.phone ?? '', limit)
        .map((row) => phoneIn(this.#database, row)),
    )
  }

  /** Also of a number that has never got or written a text. */
  phone(phone: string): Phone {
    const row = this.#database.read(() => this.#database.statement(ONE_PHONE).get(phone))
    if (row !== undefined) return phoneIn(this.#database, row)
    return { phone, condition: 'reachable', optedOut: false, unread: 0, position: 0 }
  }

  /** Texts that nobody has looked at, on all phones. */
  unread(): number {
    const row = this.#database.read(() => this.#database.statement(UNREAD).get())
    return row === undefined ? 0 : this.#database.number(row, 'unread')
  }

  /** Oldest first. The cursor is there when there is more. */
  alerts({ cursor }: { readonly cursor?: string } = {}): {
    readonly alerts: PublishedAlert[]
    readonly cursor?: string
  } {
    const { rows, next } = this.#page('inbox_alerts', cursor)
    return { alerts: rows.map((row) => alertIn(this.#database, row)), ...next }
  }

  /** The owner of the phone has looked at all of it. */
  markRead(phone: string): void {
    this.#database.transaction(() =>
      this.#database.statement('UPDATE inbox_phones SET unread = 0 WHERE phone = ?').run(phone),
    )
  }

  setCondition(phone: string, condition: PhoneCondition): void {
    this.#database.transaction(() =>
      this.#database
        .statement(
          'INSERT INTO inbox_phones (phone, condition) VALUES (?1, ?2) ON CONFLICT (phone) DO UPDATE SET condition = ?2',
        )
        .run(phone, condition),
    )
  }

  /** The next so many calls of send and publish are throttled. */
  throttleNext(calls: number): void {
    this.#callsToThrottle = calls
  }

  #tell(message: InboxMessage, sms?: Sms): void {
    for (const listener of this.#listeners) listener(message, sms)
  }

  #throttle(): void {
    if (this.#callsToThrottle === 0) return
    this.#callsToThrottle -= 1
    throw new MessagesThrottled('the inbox was told to throttle this call')
  }

  #standing(phone: string): { readonly condition: PhoneCondition; readonly optedOut: boolean } {
    const row = this.#database
      .statement('SELECT condition, opted_out FROM inbox_phones WHERE phone = ?')
      .get(phone)
    if (row === undefined) return { condition: 'reachable', optedOut: false }
    return {
      condition: conditionIn(this.#database, row),
      optedOut: this.#database.number(row, 'opted_out') === 1,
    }
  }

  #keep(direction: InboxMessage['direction'], phone: string, text: string, sms?: Sms): string {
    const row = this.#database.statement(NEXT_NUMBER).get(direction)
    if (row === undefined) throw this.#database.damaged('the texts cannot be counted')
    const number = this.#database.number(row, 'number')
    const { lastInsertRowid } = this.#database
      .statement(INSERT_MESSAGE)
      .run(
        direction,
        number,
        phone,
        this.#clock.now(),
        text,
        sms?.key ?? null,
        sms?.template ?? null,
        sms?.language ?? null,
      )
    this.#database
      .statement(TOUCH_PHONE)
      .run(phone, direction === 'to phone' ? 1 : 0, Number(lastInsertRowid))
    return messageId(direction, number)
  }

  #page(
    table: 'inbox_messages' | 'inbox_alerts',
    cursor: string | undefined,
    phone?: string,
  ): { readonly rows: Row[]; readonly next: { readonly cursor?: string } } {
    const after = cursor === undefined ? 0 : Number(cursor)
    if (!Number.isSafeInteger(after) || after < 0)
      throw new RangeError('the cursor is not one that the inbox gave: ask again without it')
    const rows = this.#database.read(() =>
      phone === undefined
        ? this.#database
            .statement(`SELECT * FROM ${table} WHERE position > ? ORDER BY position LIMIT ?`)
            .all(after, PAGE + 1)
        : this.#database
            .statement(`SELECT * FROM ${table} WHERE phone = ? AND position > ? ORDER BY position LIMIT ?`)
            .all(phone, after, PAGE + 1),
    )
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    if (last === undefined) return { rows, next: {} }
    return { rows: rows.slice(0, PAGE), next: { cursor: String(this.#database.number(last, 'position')) } }
  }
}
