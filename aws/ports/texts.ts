import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Messages } from '../../core/ports/messages.ts'
import type { AnyEnvironment } from '../environment.ts'
import { type Count, metricNames } from '../metric-names.ts'
import { PATIENCE } from '../patience.ts'
import { type Around, NotWired } from '../ports.ts'
import { makeMessages } from '../sns-messages.ts'
import { makeOutbox } from '../sqs-outbox.ts'

/** The templates that ask for a temperature. */
const PROMPTS: ReadonlySet<string> = new Set(['prompt', 'reminder'])

const counting = (messages: Messages, count: Count): Messages => ({
  publish: (alert) => messages.publish(alert),
  send: async (sms) => {
    const sent = await messages.send(sms)
    if (PROMPTS.has(sms.template)) count(metricNames.promptsSent)
    return sent
  },
})

/** Texts and alerts by SNS; where a queue is named, recorded texts go through it. */
export const texts = (environment: AnyEnvironment, { log, count }: Around) => {
  const { SMS_SENDER_ID, SMS_MAX_PRICE, SMS_ORIGINATION_NUMBER, OUTBOX_QUEUE_URL } = environment
  // One attempt: a text that is tried twice may arrive twice.
  const client = new SNSClient({ maxAttempts: 1, requestHandler: PATIENCE })
  const messages = makeMessages({
    client,
    log,
    get alertTopicArn() {
      return environment.ALERT_TOPIC_ARN ?? NotWired.raise('ALERT_TOPIC_ARN')
    },
    ...(SMS_SENDER_ID !== undefined && { senderId: SMS_SENDER_ID }),
    ...(SMS_MAX_PRICE !== undefined && { maxPrice: SMS_MAX_PRICE }),
    ...(SMS_ORIGINATION_NUMBER !== undefined && { originationNumber: SMS_ORIGINATION_NUMBER }),
  })
  return {
    messages: counting(messages, count),
    ...(OUTBOX_QUEUE_URL !== undefined && {
      outbox: makeOutbox({
        client: new SQSClient({ maxAttempts: 4, requestHandler: PATIENCE }),
        queueUrl: OUTBOX_QUEUE_URL,
      }),
    }),
  }
}
