import { inWords } from '../in-words.ts'
import type { JsonObject } from '../json.ts'
import type { Settings } from '../settings/settings.ts'
import type { Instant } from '../time/instant.ts'

/**
 * One message to one phone. Some providers take its text, others a registered template with parameters: it has both.
 */
export interface Sms {
  /** The business key of the message; its receipts name it. Providers that can deduplicate use it. */
  readonly key: string
  /** E.164. */
  readonly to: string
  readonly template: string
  readonly params: JsonObject
  readonly language: string
  readonly text: string
  /** When a provider may give up delivering it. Default: the provider's own limit. */
  readonly validUntil?: Instant
}

export interface Messages {
  /**
   * Hands one message to the provider, at most once per call. `providerId` only means that the provider has accepted
   * it: receipts tell the rest later to functions/receive-receipt, or never.
   * @throws InvalidMessage when no provider would take this message: an error of the caller
   * @throws MessageRefused when this number will not be served: trying again cannot help
   * @throws MessagesThrottled when nothing was sent and trying again can help; after any other error it is unknown
   * whether the message was sent
   */
  send(sms: Sms): Promise<{ readonly providerId: string }>
  /** What stands behind it, first choice first. Absent: one provider, which serves every number. */
  readonly providers?: readonly Provider[]
}

/** One of several providers. Its name stays the same, because its circuit is recorded under it. */
export interface Provider {
  readonly name: string
  readonly serves: (phone: string, settings: Settings) => boolean
  readonly messages: Messages
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

/**
 * Nothing was sent, and the provider will send nothing to anybody for now: it cannot be reached, or a person must act
 * there first (a permission, the spending limit, the balance).
 */
export class ProviderUnavailable extends MessagesThrottled {}

/** No provider takes this text or number: an error of the caller. */
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
