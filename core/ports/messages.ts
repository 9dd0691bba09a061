import { inWords } from '../texts/in-words.ts'
import type { Instant } from '../time/instant.ts'
import type { JsonObject } from '../json.ts'

/** One text to one phone. Some providers take the text, others a registered template with parameters: both are here. */
export interface Sms {
  /** The business key of this message: its receipts name it. A provider that can deduplicate uses it. */
  readonly key: string
  /** E.164. */
  readonly to: string
  readonly template: string
  readonly params: JsonObject
  readonly language: string
  readonly text: string
  /** A provider that can gives up delivering it then. Default: as long as the provider tries. */
  readonly validUntil?: Instant
}

/** A notice for a department's own systems, ids only. */
export interface Alert {
  readonly key: string
  readonly community: string
  readonly grid: string
  readonly department: string
  readonly kind: string
  readonly body: JsonObject
}

export interface Messages {
  /**
   * Hands one text to the provider, at most once a call. `providerId`: the provider has accepted it, and no more. What
   * became of it comes later, as receipts, to functions/receive-receipt; or never, and then nobody knows.
   * @throws InvalidMessage when no provider would take this text: a fault of the caller.
   * @throws MessageRefused when this number will not be served: trying again cannot help.
   * @throws MessagesThrottled when nothing was sent and trying again can help.
   * Any other error leaves open whether it was sent.
   */
  send(sms: Sms): Promise<{ readonly providerId: string }>
  /** Safe to repeat. @throws MessagesThrottled */
  publish(alert: Alert): Promise<void>
}

export type RefusalReason = 'opted_out' | 'invalid_number' | 'unreachable'

export class MessageRefused extends Error {
  override readonly name = 'MessageRefused'
  readonly reason: RefusalReason
  constructor(reason: RefusalReason) {
    super(`the provider refuses this number: ${inWords(reason)}`)
    this.reason = reason
  }
}

export class MessagesThrottled extends Error {
  override readonly name = 'MessagesThrottled'
}

/** The text or the number is not one that any provider takes: a fault of the caller. */
export class InvalidMessage extends Error {
  override readonly name = 'InvalidMessage'
}

// https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
const MAX_TEXT = 1_600

/** @throws InvalidMessage */
export const checkText = (text: string): void => {
  if (text.trim() === '') throw new InvalidMessage('the text is empty')
  if (text.length > MAX_TEXT)
    throw new InvalidMessage(`the text has ${text.length} characters, a provider takes ${MAX_TEXT}`)
}
