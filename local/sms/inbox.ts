import { isPhone } from '../../core/phone/phone-number.ts'
import type { Alert, Alerts } from '../../core/ports/alerts.ts'
import type { Clock } from '../../core/ports/clock.ts'
import {
  checkText,
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
  type Sms,
} from '../../core/ports/messages.ts'
import { type Instant, milliseconds } from '../../core/time/instant.ts'
import type { Database } from '../sqlite/database.ts'
import type { Queue } from '../sqlite/queue.ts'
import { type Carrier, type DeliveryOutcome, receiptEvent, reliableCarrier, validUntil } from './carrier.ts'
import { InboxReader } from './inbox-reader.ts'
import {
  conditionIn,
  type InboxDelivery,
  type InboxMessage,
  messageId,
  type PhoneCondition,
  smsIn,
} from './inbox-rows.ts'
import { INSERT_MESSAGE, NEXT_NUMBER, PENDING, TOUCH_PHONE } from './inbox-sql.ts'
import { type Keyword, keywordOf, PROVIDER_ANSWERS } from './opt-out-keywords.ts'

/** Invented: no operator has this number. */
const OUR_NUMBER = '+8610600000000'

/**
 * Who handles words such as STOP. `provider`: the provider answers them, passes none on and refuses later texts, as
 * AWS does by default. `self`: they are passed on like any text, and nothing is refused.
 */
export type OptOuts = 'provider' | 'self'

/**
 * Called for each text that arrives at a phone or comes from one. `sms`: the request, for a text to a phone. It
 * must not throw.
 */
export type InboxListener = (message: InboxMessage, sms?: Sms) => void

export interface InboxOptions {
  readonly database: Database
  readonly clock: Clock
  /** Carries the texts from phones to the function that reads them. */
  readonly inbound: Queue
  /** Carries receipts to the function that reads them. Absent: none come. */
  readonly receipts?: Queue
  /** Default: every text arrives. */
  readonly carrier?: Carrier
  /** Default: self. */
  readonly optOuts?: OptOuts
  /** The number that residents see and answer. */
  readonly number?: string
}

/** The phones of everybody: the texts to them and their answers. */
export class Inbox extends InboxReader implements Messages, Alerts {
  readonly #clock: Clock
  readonly #inbound: Queue
  readonly #receipts: Queue | undefined
  readonly #carrier: Carrier
  readonly #optOuts: OptOuts
  readonly #number: string
  readonly #listeners = new Set<InboxListener>()
  #callsToThrottle = 0

  constructor(options: InboxOptions) {
    super(options.database)
    this.#clock = options.clock
    this.#inbound = options.inbound
    this.#receipts = options.receipts
    this.#carrier = options.carrier ?? reliableCarrier
    this.#optOuts = options.optOuts ?? 'self'
    this.#number = options.number ?? OUR_NUMBER
  }

  /** @throws InvalidMessage */
  async send(sms: Sms): Promise<{ readonly providerId: string }> {
    checkText(sms.text)
    this.#throttle()
    if (!isPhone(sms.to)) throw new MessageRefused('invalid_number')
    const { providerId, delivery } = this.database.transaction(() => {
      const { condition, optedOut } = this.#phoneState(sms.to)
      if (condition === 'unreachable' || condition === 'invalid_number') throw new MessageRefused(condition)
      if (optedOut && this.#optOuts === 'provider') throw new MessageRefused('opted_out')
      return this.#take(sms, condition)
    })
    if (delivery === 'delivered') this.#tellSms(sms, providerId)
    return { providerId }
  }

  /** Stores one alert for each key, however often it is published. */
  async publish(alert: Alert): Promise<void> {
    this.#throttle()
    this.database.transaction(() =>
      this.database
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
   * A text from a phone. It is durable, and queued for the function that reads texts, before this returns. A
   * provider that handles opt-outs answers STOP, START and HELP itself.
   * @throws InvalidMessage
   */
  async reply(phone: string, text: string): Promise<{ readonly inboundMessageId: string }> {
    if (!isPhone(phone))
      throw new InvalidMessage(`${JSON.stringify(phone)} is no phone number: write it as +8613800001111`)
    checkText(text)
    const inboundMessageId = this.database.transaction(() => {
      const previous = this.database
        .statement(
          "SELECT number FROM inbox_messages WHERE phone = ? AND direction = 'to_phone' ORDER BY position DESC LIMIT 1",
        )
        .get(phone)
      const { id, number } = this.#nextId('from_phone')
      this.#keep('from_phone', number, phone, text)
      const keyword = keywordOf(text)
      if (keyword !== undefined && keyword.action !== 'help')
        this.database
          .statement('UPDATE inbox_phones SET opted_out = ? WHERE phone = ?')
          .run(keyword.action === 'opt_out' ? 1 : 0, phone)
      if (keyword !== undefined && this.#optOuts === 'provider') {
        this.#answer(phone, keyword)
        return id
      }
      // https://docs.aws.amazon.com/sms-voice/latest/userguide/two-way-sms-payload.html
      this.#inbound.send(
        JSON.stringify({
          Type: 'Notification',
          MessageId: id,
          Timestamp: this.#clock.now(),
          Message: JSON.stringify({
            originationNumber: phone,
            destinationNumber: this.#number,
            messageKeyword: keyword?.word ?? 'KEYWORD_000000000000',
            messageBody: text,
            inboundMessageId: id,
            ...(previous && {
              previousPublishedMessageId: messageId('to_phone', this.database.number(previous, 'number')),
            }),
          }),
        }),
      )
      return id
    })
    this.#tell({ id: inboundMessageId, direction: 'from_phone', phone, at: this.#clock.now(), text })
    return { inboundMessageId }
  }

  /** Calls the listener for every text from now on, in both directions. Returns a function that stops it. */
  listen(listener: InboxListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The owner of the phone has looked at all of it. */
  markRead(phone: string): void {
    this.database.transaction(() =>
      this.database.statement('UPDATE inbox_phones SET unread = 0 WHERE phone = ?').run(phone),
    )
  }

  /** A phone that is switched on gets the waiting texts that have not expired. */
  setCondition(phone: string, condition: PhoneCondition): void {
    const arrived = this.database.transaction(() => {
      this.database
        .statement(
          'INSERT INTO inbox_phones (phone, condition) VALUES (?1, ?2) ON CONFLICT (phone) DO UPDATE SET condition = ?2',
        )
        .run(phone, condition)
      return condition === 'reachable' ? this.#deliverPending(phone) : []
    })
    for (const { sms, providerId } of arrived) this.#tellSms(sms, providerId)
  }

  /** Throttles the next calls of send and publish. */
  throttleNext(calls: number): void {
    this.#callsToThrottle = calls
  }

  /** Stores a text that the provider has accepted, and schedules its receipt. */
  #take(
    sms: Sms,
    condition: PhoneCondition,
  ): { readonly providerId: string; readonly delivery: InboxDelivery } {
    const now = this.#clock.now()
    const until = validUntil(sms, now)
    const id = this.#nextId('to_phone')
    const { outcome, receiptAfter } = this.#carrier(sms, id.id)
    const delivery = condition === 'off' && outcome === 'delivered' ? 'pending' : outcome
    this.#keep('to_phone', id.number, sms.to, sms.text, { sms, until, delivery })
    if (delivery === 'pending')
      this.#receipt(sms, id.id, 'unreachable', milliseconds(until) - milliseconds(now))
    else if (receiptAfter !== undefined) this.#receipt(sms, id.id, delivery, receiptAfter)
    return { providerId: id.id, delivery }
  }

  /** The receipt of its expiry is already scheduled, and comes after that of its delivery. */
  #deliverPending(phone: string): { readonly sms: Sms; readonly providerId: string }[] {
    const rows = this.database.statement(PENDING).all(phone, this.#clock.now())
    return rows.map((row) => {
      const sms = smsIn(this.database, row)
      const position = this.database.number(row, 'position')
      const providerId = messageId('to_phone', this.database.number(row, 'number'))
      this.database
        .statement("UPDATE inbox_messages SET delivery = 'delivered' WHERE position = ?")
        .run(position)
      this.database.statement(TOUCH_PHONE).run(phone, 1, position)
      const { receiptAfter } = this.#carrier(sms, providerId)
      if (receiptAfter !== undefined) this.#receipt(sms, providerId, 'delivered', receiptAfter)
      return { sms, providerId }
    })
  }

  #receipt(sms: Sms, providerId: string, outcome: DeliveryOutcome['outcome'], after: number): void {
    const at = milliseconds(this.#clock.now()) + after
    this.#receipts?.send(receiptEvent(sms, providerId, outcome, at), after)
  }

  /** The provider's own words: https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords-required.html */
  #answer(phone: string, keyword: Keyword): void {
    const { number } = this.#nextId('to_phone')
    const sms = {
      key: `provider/${keyword.word}/${number}`,
      to: phone,
      template: 'provider',
      params: {},
      language: 'en',
    }
    const text = PROVIDER_ANSWERS[keyword.action]
    const until = this.#clock.now()
    this.#keep('to_phone', number, phone, text, { sms: { ...sms, text }, until, delivery: 'delivered' })
  }

  #tellSms(sms: Sms, providerId: string): void {
    const { key, template, language } = sms
    this.#tell(
      {
        id: providerId,
        direction: 'to_phone',
        phone: sms.to,
        at: this.#clock.now(),
        text: sms.text,
        sent: { key, template, language, delivery: 'delivered' },
      },
      sms,
    )
  }

  #tell(message: InboxMessage, sms?: Sms): void {
    for (const listener of this.#listeners) listener(message, sms)
  }

  #throttle(): void {
    if (this.#callsToThrottle === 0) return
    this.#callsToThrottle -= 1
    throw new MessagesThrottled('the inbox was told to throttle this call')
  }

  #phoneState(phone: string): { readonly condition: PhoneCondition; readonly optedOut: boolean } {
    const row = this.database
      .statement('SELECT condition, opted_out FROM inbox_phones WHERE phone = ?')
      .get(phone)
    if (row === undefined) return { condition: 'reachable', optedOut: false }
    return {
      condition: conditionIn(this.database, row),
      optedOut: this.database.number(row, 'opted_out') === 1,
    }
  }

  #nextId(direction: InboxMessage['direction']): { readonly id: string; readonly number: number } {
    const row = this.database.statement(NEXT_NUMBER).get(direction)
    if (row === undefined) throw this.database.damaged('the texts cannot be counted')
    const number = this.database.number(row, 'number')
    return { id: messageId(direction, number), number }
  }

  #keep(
    direction: InboxMessage['direction'],
    number: number,
    phone: string,
    text: string,
    sent?: { readonly sms: Sms; readonly until: Instant; readonly delivery: InboxDelivery },
  ): void {
    const { lastInsertRowid } = this.database
      .statement(INSERT_MESSAGE)
      .run(
        direction,
        number,
        phone,
        this.#clock.now(),
        text,
        sent?.sms.key ?? null,
        sent?.sms.template ?? null,
        sent?.sms.language ?? null,
        sent === undefined ? null : JSON.stringify(sent.sms.params),
        sent?.until ?? null,
        sent?.delivery ?? null,
      )
    this.database
      .statement(TOUCH_PHONE)
      .run(phone, sent?.delivery === 'delivered' ? 1 : 0, Number(lastInsertRowid))
  }
}
