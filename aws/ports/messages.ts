import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { SNSClient } from '@aws-sdk/client-sns'
import { SQSClient } from '@aws-sdk/client-sqs'
import type { Messages } from '../../core/ports/messages.ts'
import type { AnyEnvironment } from '../environment.ts'
import { NotWired, type PortContext } from '../make-ports.ts'
import { REQUEST_TIMEOUTS } from '../request-timeouts.ts'
import { makeMessages } from '../sms-voice-messages.ts'
import { makeAlerts } from '../sns-alerts.ts'
import { makeOutbox } from '../sqs-outbox.ts'
import { systemClock } from '../system-clock.ts'
import { type Count, metricNames } from '../telemetry/metric-names.ts'

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

/** Messages by AWS End User Messaging, alerts by SNS; if a queue is configured, recorded messages go through it. */
export const texts = (environment: AnyEnvironment, { log, count }: PortContext) => {
  const { SMS_CONFIGURATION_SET, SMS_MAX_PRICE, OUTBOX_QUEUE_URL } = environment
  const origination = environment.SMS_ORIGINATION_NUMBER ?? environment.SMS_SENDER_ID
  const messages: Messages = {
    // One attempt: a message that is tried twice may arrive twice.
    ...makeMessages({
      client: new PinpointSMSVoiceV2Client({ maxAttempts: 1, requestHandler: REQUEST_TIMEOUTS }),
      clock: systemClock,
      log,
      ...(SMS_CONFIGURATION_SET !== undefined && { configurationSet: SMS_CONFIGURATION_SET }),
      ...(origination !== undefined && { originationIdentity: origination }),
      ...(SMS_MAX_PRICE !== undefined && { maxPrice: SMS_MAX_PRICE }),
    }),
    ...makeAlerts({
      client: new SNSClient({ maxAttempts: 1, requestHandler: REQUEST_TIMEOUTS }),
      get alertTopicArn() {
        return environment.ALERT_TOPIC_ARN ?? NotWired.raise('ALERT_TOPIC_ARN')
      },
    }),
  }
  return {
    messages: counting(messages, count),
    ...(OUTBOX_QUEUE_URL !== undefined && {
      outbox: makeOutbox({
        client: new SQSClient({ maxAttempts: 4, requestHandler: REQUEST_TIMEOUTS }),
        queueUrl: OUTBOX_QUEUE_URL,
      }),
    }),
  }
}
