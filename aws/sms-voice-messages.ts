import {
  ConflictException,
  type PinpointSMSVoiceV2Client,
  PinpointSMSVoiceV2ServiceException,
  SendTextMessageCommand,
  ValidationException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { isPhone } from '../core/phone/phone-number.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Log } from '../core/ports/log.ts'
import {
  checkText,
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
  ProviderUnavailable,
} from '../core/ports/messages.ts'
import type { CurrentSettings } from '../core/ports/settings.ts'
import { type Instant, secondsUntil } from '../core/time/instant.ts'
import { isThrottling } from './throttling.ts'

export interface MessagesOptions {
  /** With `maxAttempts: 1`: a retry of the SDK could send a message twice. */
  readonly client: PinpointSMSVoiceV2Client
  readonly clock: Clock
  /** Its event destination sends the receipts. */
  readonly configurationSet?: string
  readonly settings: CurrentSettings
  readonly log?: Log
}

/** What the provider takes as TimeToLive, in seconds. */
const SHORTEST_LIFE = 5
const LONGEST_LIFE = 259_200

/** Messages by AWS End User Messaging. Each has its business key as context, which its receipts return. */
export const makeMessages = (options: MessagesOptions): Messages => {
  const { client, clock, configurationSet, settings, log } = options
  const life = (until: Instant): number =>
    Math.min(LONGEST_LIFE, Math.max(SHORTEST_LIFE, secondsUntil(clock.now(), until)))
  return {
    send: async ({ key, to, text, validUntil }) => {
      checkText(text)
      if (!isPhone(to)) throw new MessageRefused('invalid_number')
      const { originationNumber, senderId, maxPriceUsd } = (await settings.current()).sms
      // Our number, or a name. Default: the account's for the country.
      const origination = originationNumber ?? senderId
      try {
        const { MessageId } = await client.send(
          new SendTextMessageCommand({
            DestinationPhoneNumber: to,
            MessageBody: text,
            MessageType: 'TRANSACTIONAL',
            Context: { key },
            ...(configurationSet !== undefined && { ConfigurationSetName: configurationSet }),
            ...(origination !== undefined && { OriginationIdentity: origination }),
            ...(maxPriceUsd !== undefined && { MaxPrice: maxPriceUsd.toFixed(5) }),
            ...(validUntil !== undefined && { TimeToLive: life(validUntil) }),
          }),
        )
        if (MessageId === undefined) throw new TypeError('the provider took a text and gave no id for it')
        return { providerId: MessageId }
      } catch (error) {
        throw refusal(error) ?? invalid(error) ?? (isRefusal(error) ? held(error, log) : error)
      }
    },
  }
}

/**
 * What is wrong with the number, if that is the reason. The provider's message is dropped, because it may repeat
 * the number.
 */
const refusal = (error: unknown): MessageRefused | undefined => {
  if (error instanceof ConflictException && error.Reason === 'DESTINATION_PHONE_NUMBER_OPTED_OUT')
    return new MessageRefused('opted_out')
  return error instanceof ValidationException &&
    error.Fields?.some(({ Name }) => Name === 'DestinationPhoneNumber') === true
    ? new MessageRefused('invalid_number')
    : undefined
}

/** The message is wrong. Anything else that is refused, such as a price or a sender, needs a person. */
const invalid = (error: unknown): InvalidMessage | undefined =>
  error instanceof ValidationException && error.Fields?.some(({ Name }) => Name === 'MessageBody') === true
    ? new InvalidMessage('the provider does not take this text')
    : undefined

/**
 * The provider has answered that nothing was sent. Otherwise it is unknown: a timeout, a broken connection, a fault
 * of its own.
 */
const isRefusal = (error: unknown): boolean =>
  isThrottling(error) || (error instanceof PinpointSMSVoiceV2ServiceException && error.$fault === 'client')

/**
 * Nothing was sent, and the message waits. Mostly the provider is throttling; otherwise (no permission, the spending
 * limit, a number outside the sandbox) a person must act, so it is logged as an error each time.
 */
const held = (error: unknown, log: Log | undefined): MessagesThrottled => {
  const name = error instanceof Error ? error.name : 'unknown'
  if (!isThrottling(error)) log?.error('sms.provider-refuses', { reason: name })
  const says = `the provider does not take it now: ${name}`
  return isThrottling(error) ? new MessagesThrottled(says) : new ProviderUnavailable(says)
}
