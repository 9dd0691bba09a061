import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import type { Messages } from '../../core/ports/messages.ts'
import type { Sender } from '../environment.ts'
import type { PortContext } from '../port-context.ts'
import { makeMessages } from '../sms-voice-messages.ts'
import { systemClock } from '../system-clock.ts'
import { type Count, metricNames } from '../telemetry/metric-names.ts'

/** The templates that ask for a temperature. */
const PROMPTS: ReadonlySet<string> = new Set(['prompt', 'reminder'])

const counting = (messages: Messages, count: Count): Messages => ({
  send: async (sms) => {
    const sent = await messages.send(sms)
    if (PROMPTS.has(sms.template)) count(metricNames.promptsSent)
    return sent
  },
})

/** Messages by AWS End User Messaging, of which the prompts are counted. */
export const messages = (
  { SMS_CONFIGURATION_SET, SMS_MAX_PRICE, SMS_ORIGINATION_NUMBER, SMS_SENDER_ID }: Sender,
  { log, count, clients }: PortContext,
) => {
  const origination = SMS_ORIGINATION_NUMBER ?? SMS_SENDER_ID
  const provider = makeMessages({
    // One attempt: a message that is tried twice may arrive twice.
    client: new PinpointSMSVoiceV2Client({ maxAttempts: 1, ...clients }),
    clock: systemClock,
    log,
    ...(SMS_CONFIGURATION_SET !== undefined && { configurationSet: SMS_CONFIGURATION_SET }),
    ...(origination !== undefined && { originationIdentity: origination }),
    ...(SMS_MAX_PRICE !== undefined && { maxPrice: SMS_MAX_PRICE }),
  })
  return { messages: counting(provider, count) }
}
