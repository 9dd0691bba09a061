import {
  CheckIfPhoneNumberIsOptedOutCommand,
  InvalidParameterException,
  InvalidParameterValueException,
  type MessageAttributeValue,
  OptedOutException,
  PublishCommand,
  type SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns'
import { isPhone } from '../core/phone.ts'
import type { Log } from '../core/ports/log.ts'
import {
  type Alert,
  checkText,
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
  type Sms,
} from '../core/ports/messages.ts'

export interface MessagesOptions {
  /** With `maxAttempts: 1`: a second try of the SDK's own could send a text twice. */
  readonly client: SNSClient
  readonly alertTopicArn: string
  /** Shown as the sender, where the country allows it. Nobody can answer to it. */
  readonly senderId?: string
  /** US dollars for one text. */
  readonly maxPrice?: string
  /** A number or short code of ours, to which people can answer. */
  readonly originationNumber?: string
  readonly log?: Log
}

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue })

/** Texts by Amazon SNS, and alerts to one topic with attributes for the filters of its subscribers. */
export const makeMessages = (options: MessagesOptions): Messages => {
  const { client, senderId, maxPrice, originationNumber, log } = options
  // https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
  const attributes: Record<string, MessageAttributeValue> = {
    'AWS.SNS.SMS.SMSType': text('Transactional'),
    ...(senderId !== undefined && { 'AWS.SNS.SMS.SenderID': text(senderId) }),
    ...(maxPrice !== undefined && {
      'AWS.SNS.SMS.MaxPrice': { DataType: 'Number', StringValue: maxPrice },
    }),
    ...(originationNumber !== undefined && { 'AWS.MM.SMS.OriginationNumber': text(originationNumber) }),
  }

  /** SNS takes a text to somebody who has opted out and delivers nothing, without a word. */
  const refuseOptedOut = async (to: string): Promise<void> => {
    let isOptedOut: boolean | undefined
    try {
      const answer = await client.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: to }))
      isOptedOut = answer.isOptedOut
    } catch (error) {
      // Whatever went wrong here, nothing has been sent.
      throw numberRefusal(error) ?? held(error, log)
    }
    if (isOptedOut === true) throw new MessageRefused('opted out')
  }

  return {
    send: async ({ to, text: Message }: Sms) => {
      checkText(Message)
      if (!isPhone(to)) throw new MessageRefused('invalid number')
      await refuseOptedOut(to)
      try {
        const command = new PublishCommand({ PhoneNumber: to, Message, MessageAttributes: attributes })
        const { MessageId } = await client.send(command)
        if (MessageId === undefined) throw new TypeError('SNS took a text and gave no id for it')
        return { providerId: MessageId }
      } catch (error) {
        throw numberRefusal(error) ?? invalid(error) ?? (isRefusal(error) ? held(error, log) : error)
      }
    },

    publish: async ({ key, community, grid, department, kind, body }: Alert) => {
      const command = new PublishCommand({
        TopicArn: options.alertTopicArn,
        Message: JSON.stringify({ key, community, grid, department, kind, ...body }),
        MessageAttributes: {
          community: text(community),
          grid: text(grid),
          department: text(department),
          kind: text(kind),
        },
      })
      try {
        await client.send(command)
      } catch (error) {
        throw isThrottling(error) ? held(error, log) : error
      }
    },
  }
}

const isInvalid = (error: unknown): error is SNSServiceException =>
  error instanceof InvalidParameterException || error instanceof InvalidParameterValueException

/** What is wrong with the number, if it is that. SNS repeats the number in its message: it goes no further than here. */
const numberRefusal = (error: unknown): MessageRefused | undefined => {
  if (error instanceof OptedOutException) return new MessageRefused('opted out')
  if (!isInvalid(error)) return undefined
  if (/opted out/i.test(error.message)) return new MessageRefused('opted out')
  return /phone\s?number/i.test(error.message) ? new MessageRefused('invalid number') : undefined
}

const invalid = (error: unknown): InvalidMessage | undefined =>
  isInvalid(error) ? new InvalidMessage('SNS does not take this text') : undefined

const THROTTLING: ReadonlySet<string> = new Set([
  'ThrottledException',
  'Throttled',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'KMSThrottlingException',
  'RequestLimitExceeded',
])

const isThrottling = (error: unknown): boolean => error instanceof Error && THROTTLING.has(error.name)

/** SNS has answered that it did not do it. Otherwise nobody knows: a timeout, a broken connection, a fault of its own. */
const isRefusal = (error: unknown): boolean =>
  isThrottling(error) || (error instanceof SNSServiceException && error.$fault === 'client')

/**
 * Nothing was sent, and the text waits. Mostly SNS is only too busy; else (no permission, the month's money spent, a
 * number that the sandbox does not know) no try helps until a person has acted, so it is said aloud each time.
 */
const held = (error: unknown, log: Log | undefined): MessagesThrottled => {
  const name = error instanceof Error ? error.name : 'unknown'
  if (!isThrottling(error)) log?.error('sms.provider-refuses', { reason: name })
  return new MessagesThrottled(`SNS does not take it now: ${name}`)
}
