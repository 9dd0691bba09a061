import { type Instant, isInstant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
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
import { INSERT_MESSAGE, NEXT_NUMBER, SCHEMA, TOUCH_PHONE } from './inbox-tables.ts'
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

const PREFIX = { 'to phone': 'sms', 'from phone': 'inbound' } as const

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
    return { messages: rows.map((row) => this.#message(row)), ...next }
  }

  /** What this phone got and wrote, oldest first. The cursor is there when there is more. */
  received(
    phone: string,
    { cursor }: { readonly cursor?: string } = {},
  ): { readonly messages: InboxMessage[]; readonly cursor?: string } {
    const { rows, next } = this.#page('inbox_messages', cursor, phone)
    return { messages: rows.map((row) => this.#message(row)), ...next }
  }

  /** Every number that got or wrote a text or has a condition; the last talk first. */
  phones(): Phone[] {
    const database = this.#database
    return database.read(() =>
      database
        .statement(
          `SELECT p.phone AS owner, p.condition, p.opted_out, p.unread, p.last_position, m.*
           FROM inbox_phones AS p LEFT JOIN inbox_messages AS m ON m.position = p.last_position
           ORDER BY p.last_position DESC, p.phone`,
        )
        .all()
        .map((row) => ({
          phone: database.text(row, 'owner'),
          condition: this.#condition(row),
          optedOut: database.number(row, 'opted_out') === 1,
          unread: database.number(row, 'unread'),
          ...(database.number(row, 'last_position') > 0 && { last: this.#message(row) }),
        })),
    )
  }

  /** Oldest first. The cursor is there when there is more. */
  alerts({ cursor }: { readonly cursor?: string } = {}): {
    readonly alerts: PublishedAlert[]
    readonly cursor?: string
  } {
    const { rows, next } = this.#page('inbox_alerts', cursor)
    return { alerts: rows.map((row) => this.#alert(row)), ...next }
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
    return { condition: this.#condition(row), optedOut: this.#database.number(row, 'opted_out') === 1 }
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

  #message(row: Row): InboxMessage {
    const database = this.#database
    const direction = database.text(row, 'direction') === 'to phone' ? 'to phone' : 'from phone'
    return {
      id: messageId(direction, database.number(row, 'number')),
      direction,
      phone: database.text(row, 'phone'),
      at: this.#instant(row),
      text: database.text(row, 'text'),
      ...(direction === 'to phone' && {
        sent: {
          key: database.text(row, 'business_key'),
          template: database.text(row, 'template'),
          language: database.text(row, 'language'),
        },
      }),
    }
  }

  #alert(row: Row): PublishedAlert {
    const database = this.#database
    const body: JsonObject = JSON.parse(database.text(row, 'body'))
    return {
      key: database.text(row, 'alert_key'),
      at: this.#instant(row),
      community: database.text(row, 'community'),
      grid: database.text(row, 'grid'),
      department: database.text(row, 'department'),
      kind: database.text(row, 'kind'),
      body,
    }
  }

  #instant(row: Row): Instant {
    const at = this.#database.text(row, 'at')
    if (isInstant(at)) return at
    throw this.#database.damaged('a time in the inbox is no instant')
  }

  #condition(row: Row): PhoneCondition {
    const condition = this.#database.text(row, 'condition')
    return condition === 'invalid number' || condition === 'unreachable' ? condition : 'reachable'
  }
}

const messageId = (direction: InboxMessage['direction'], number: number): string =>
  `${PREFIX[direction]}-${String(number).padStart(6, '0')}`
