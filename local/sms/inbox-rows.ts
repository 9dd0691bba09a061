import type { JsonObject } from '../../core/json.ts'
import { FailureReason } from '../../core/message/message.ts'
import type { Alert } from '../../core/ports/alerts.ts'
import type { Sms } from '../../core/ports/messages.ts'
import { type Instant, isInstant } from '../../core/time/instant.ts'
import type { Database, Row } from '../sqlite/database.ts'

/** `off`: texts to it are accepted and wait. `unreachable`, `invalid_number`: the provider refuses them at once. */
export type PhoneCondition = 'reachable' | 'off' | 'unreachable' | 'invalid_number'

/** `pending`: the phone is off. */
export type InboxDelivery = 'pending' | 'delivered' | FailureReason

export interface InboxMessage {
  /** `sms-000001` for a text to a phone, `inbound-000001` for one from a phone. */
  readonly id: string
  readonly direction: 'to_phone' | 'from_phone'
  readonly phone: string
  readonly at: Instant
  readonly text: string
  /** Only of a text to a phone. */
  readonly sent?: {
    readonly key: string
    readonly template: string
    readonly language: string
    readonly delivery: InboxDelivery
  }
}

export interface Phone {
  readonly phone: string
  readonly condition: PhoneCondition
  readonly optedOut: boolean
  /** Texts to this phone that its owner has not looked at. */
  readonly unread: number
  /** The position of its last text among all texts; 0: it has none. */
  readonly position: number
  readonly last?: InboxMessage
}

export interface PublishedAlert extends Alert {
  readonly at: Instant
}

const PREFIX = { to_phone: 'sms', from_phone: 'inbound' } as const

export const messageId = (direction: InboxMessage['direction'], number: number): string =>
  `${PREFIX[direction]}-${String(number).padStart(6, '0')}`

const instantIn = (database: Database, row: Row): Instant => {
  const at = database.text(row, 'at')
  if (isInstant(at)) return at
  throw database.damaged('a time in the inbox is no instant')
}

export const conditionIn = (database: Database, row: Row): PhoneCondition => {
  const condition = database.text(row, 'condition')
  return condition === 'invalid_number' || condition === 'unreachable' || condition === 'off'
    ? condition
    : 'reachable'
}

const deliveryIn = (database: Database, row: Row): InboxDelivery => {
  const delivery = database.text(row, 'delivery')
  if (delivery === 'pending' || delivery === 'delivered') return delivery
  return FailureReason.safeParse(delivery).data ?? 'other'
}

/** A text as it was handed over. */
export const smsIn = (database: Database, row: Row): Sms => {
  const params: JsonObject = JSON.parse(database.text(row, 'params'))
  return {
    key: database.text(row, 'business_key'),
    to: database.text(row, 'phone'),
    template: database.text(row, 'template'),
    params,
    language: database.text(row, 'language'),
    text: database.text(row, 'text'),
  }
}

export const messageIn = (database: Database, row: Row): InboxMessage => {
  const direction = database.text(row, 'direction') === 'to_phone' ? 'to_phone' : 'from_phone'
  return {
    id: messageId(direction, database.number(row, 'number')),
    direction,
    phone: database.text(row, 'phone'),
    at: instantIn(database, row),
    text: database.text(row, 'text'),
    ...(direction === 'to_phone' && {
      sent: {
        key: database.text(row, 'business_key'),
        template: database.text(row, 'template'),
        language: database.text(row, 'language'),
        delivery: deliveryIn(database, row),
      },
    }),
  }
}

/** Of a phone joined with its last text. */
export const phoneIn = (database: Database, row: Row): Phone => {
  const position = database.number(row, 'last_position')
  return {
    phone: database.text(row, 'owner'),
    condition: conditionIn(database, row),
    optedOut: database.number(row, 'opted_out') === 1,
    unread: database.number(row, 'unread'),
    position,
    ...(position > 0 && { last: messageIn(database, row) }),
  }
}

export const alertIn = (database: Database, row: Row): PublishedAlert => {
  const body: JsonObject = JSON.parse(database.text(row, 'body'))
  return {
    key: database.text(row, 'alert_key'),
    at: instantIn(database, row),
    community: database.text(row, 'community'),
    grid: database.text(row, 'grid'),
    department: database.text(row, 'department'),
    kind: database.text(row, 'kind'),
    body,
  }
}
