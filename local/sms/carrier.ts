import type { FailureReason } from '../../core/message/message.ts'
import type { Sms } from '../../core/ports/messages.ts'
import { HOUR, type Instant, plus } from '../../core/time/instant.ts'

/** How a carrier treats one text. `receiptAfter`: milliseconds; absent: the receipt is lost. */
export interface DeliveryOutcome {
  readonly outcome: 'delivered' | FailureReason
  readonly receiptAfter?: number
}

export type Carrier = (sms: Sms, providerId: string) => DeliveryOutcome

/** Every text arrives, and its receipt five seconds later. */
export const reliableCarrier: Carrier = () => ({ outcome: 'delivered', receiptAfter: 5_000 })

/** The provider's default validity: https://docs.aws.amazon.com/sms-voice/latest/userguide/ */
const VALIDITY = 72 * HOUR

export const validUntil = (sms: Sms, now: Instant): Instant => sms.validUntil ?? plus(now, VALIDITY)

const EVENTS: Readonly<Record<'delivered' | FailureReason, string>> = {
  delivered: 'TEXT_DELIVERED',
  invalid_number: 'TEXT_INVALID',
  unreachable: 'TEXT_TTL_EXPIRED',
  opted_out: 'TEXT_BLOCKED',
  blocked: 'TEXT_CARRIER_BLOCKED',
  other: 'TEXT_INVALID_MESSAGE',
}

/** A receipt in the provider's form, with the fields that we read. `at`: milliseconds since 1970. */
export const receiptEvent = (
  { key }: Pick<Sms, 'key'>,
  providerId: string,
  outcome: DeliveryOutcome['outcome'],
  at: number,
): string =>
  JSON.stringify({
    eventType: EVENTS[outcome],
    eventVersion: '1.0',
    eventTimestamp: at,
    isFinal: true,
    messageId: providerId,
    messageStatus: EVENTS[outcome].replace('TEXT_', ''),
    context: { key },
  })
