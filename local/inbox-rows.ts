import { type Instant, isInstant } from '../core/instant.ts'
import type { JsonObject } from '../core/json.ts'
import type { Database, Row } from './database.ts'
import type { InboxMessage, Phone, PhoneCondition, PublishedAlert } from './inbox.ts'

const PREFIX = { 'to phone': 'sms', 'from phone': 'inbound' } as const

export const messageId = (direction: InboxMessage['direction'], number: number): string =>
  `${PREFIX[direction]}-${String(number).padStart(6, '0')}`

const instantIn = (database: Database, row: Row): Instant => {
  const at = database.text(row, 'at')
  if (isInstant(at)) return at
  throw database.damaged('a time in the inbox is no instant')
}

export const conditionIn = (database: Database, row: Row): PhoneCondition => {
  const condition = database.text(row, 'condition')
  return condition === 'invalid number' || condition === 'unreachable' ? condition : 'reachable'
}

export const messageIn = (database: Database, row: Row): InboxMessage => {
  const direction = database.text(row, 'direction') === 'to phone' ? 'to phone' : 'from phone'
  return {
    id: messageId(direction, database.number(row, 'number')),
    direction,
    phone: database.text(row, 'phone'),
    at: instantIn(database, row),
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
