import * as z from 'zod/mini'
import { type FailureReason, Receipt } from '../../core/message/message.ts'
import { instant } from '../../core/time/instant.ts'

/**
 * A provider event about a message, as its topic delivers it.
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-format.html
 */
const ReceiptEvent = z.looseObject({
  eventType: z.string(),
  /** Milliseconds since 1970. */
  eventTimestamp: z.number(),
  /** No more events follow for this message. */
  isFinal: z.boolean(),
  messageId: z.string().check(z.minLength(1)),
  /** The context that was sent with the message: its business key. */
  context: z.optional(z.looseObject({ key: z.optional(z.string()) })),
})

/** https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets-event-types.html */
const FAILURES: ReadonlyMap<string, FailureReason> = new Map([
  ['TEXT_INVALID', 'invalid_number'],
  ['TEXT_UNREACHABLE', 'unreachable'],
  ['TEXT_CARRIER_UNREACHABLE', 'unreachable'],
  ['TEXT_TTL_EXPIRED', 'unreachable'],
  ['TEXT_BLOCKED', 'blocked'],
  ['TEXT_CARRIER_BLOCKED', 'blocked'],
  ['TEXT_PROTECT_BLOCKED', 'blocked'],
  ['TEXT_SPAM', 'blocked'],
  ['TEXT_INVALID_MESSAGE', 'other'],
])

/**
 * A receipt as the queue holds it: in our own words, from a provider whose callbacks we read ourselves, or as an event
 * of AWS.
 */
export const receiptIn = (body: string): Receipt | undefined => {
  const content: unknown = JSON.parse(body)
  const { data: ours } = z.safeParse(Receipt, content)
  return ours ?? receiptInEvent(content)
}

/**
 * undefined: the event does not say whether the message arrived. A carrier that has taken it (TEXT_SUCCESSFUL) is no
 * delivery, 72 hours without news (TEXT_UNKNOWN) are no failure, a failure that is not final is retried, and a message
 * without our key is not ours.
 */
const receiptInEvent = (content: unknown): Receipt | undefined => {
  const { eventType, eventTimestamp, isFinal, messageId, context } = ReceiptEvent.parse(content)
  const key = context?.key
  if (key === undefined) return undefined
  const at = instant(eventTimestamp)
  if (eventType === 'TEXT_DELIVERED')
    return { key, providerId: messageId, delivery: { state: 'delivered', at } }
  const why = FAILURES.get(eventType)
  return why === undefined || !isFinal
    ? undefined
    : { key, providerId: messageId, delivery: { state: 'failed', at, why } }
}
