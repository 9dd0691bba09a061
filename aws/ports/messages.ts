import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { isFictitious } from '../../core/phone/fictitious-number.ts'
import { MessageRefused, type Messages, type Provider, type Sms } from '../../core/ports/messages.ts'
import { servesNumber } from '../../gateway/gateway-messages.ts'
import type { Sender } from '../environment.ts'
import type { PortContext } from '../port-context.ts'
import { makeMessages } from '../sms-voice-messages.ts'
import { systemClock } from '../system-clock.ts'
import { type Count, metricNames } from '../telemetry/metric-names.ts'
import { gatewayMessages } from './gateway-messages.ts'

/** The templates that ask for a temperature. */
const PROMPTS: ReadonlySet<string> = new Set(['prompt', 'reminder'])

const counting = (messages: Messages, count: Count): Messages => ({
  send: async (sms) => {
    const sent = await messages.send(sms)
    if (PROMPTS.has(sms.template)) count(metricNames.promptsSent)
    return sent
  },
})

/** Nobody has a fictitious number: its texts, of smoke tests, go nowhere, are not paid for and not counted. */
const sparing = (messages: Messages): Messages => ({
  ...messages,
  send: async (sms) => (isFictitious(sms.to) ? { providerId: `nobody/${sms.key}` } : messages.send(sms)),
})

const everyNumber = (): boolean => true

const byAws = (
  { SMS_CONFIGURATION_SET, SMS_MAX_PRICE, SMS_ORIGINATION_NUMBER, SMS_SENDER_ID }: Sender,
  { log, clients }: PortContext,
): Messages => {
  const origination = SMS_ORIGINATION_NUMBER ?? SMS_SENDER_ID
  return makeMessages({
    // One attempt: a message that is tried twice may arrive twice.
    client: new PinpointSMSVoiceV2Client({ maxAttempts: 1, ...clients }),
    clock: systemClock,
    log,
    ...(SMS_CONFIGURATION_SET !== undefined && { configurationSet: SMS_CONFIGURATION_SET }),
    ...(origination !== undefined && { originationIdentity: origination }),
    ...(SMS_MAX_PRICE !== undefined && { maxPrice: SMS_MAX_PRICE }),
  })
}

/** Each number by the first provider that serves it: those of the mainland by the gateway, if the stage has one. */
const byNumber = (providers: readonly Provider[]): Messages =>
  sparing({
    send: async (sms: Sms) => {
      const provider = providers.find(({ serves }) => serves(sms.to))
      if (provider === undefined) throw new MessageRefused('invalid_number')
      return provider.messages.send(sms)
    },
    providers,
  })

/** Messages by AWS End User Messaging, by an SMS gateway or by both, of which the prompts are counted. */
export const messages = (variables: Sender, context: PortContext) => {
  const gateway = gatewayMessages(variables, context)
  const aws = variables.SMS_BY_AWS === 'no' ? undefined : byAws(variables, context)
  const count = (provider: Messages): Messages => counting(provider, context.count)
  if (gateway === undefined)
    return {
      messages: byNumber([
        { name: 'aws', serves: everyNumber, messages: count(aws ?? byAws(variables, context)) },
      ]),
    }
  // AWS takes the mainland's numbers only while the gateway fails, and only where the stage says so.
  const servesAws = variables.SMS_STANDBY === 'aws' ? everyNumber : (to: string) => !servesNumber(to)
  return {
    messages: byNumber([
      { name: 'gateway', serves: servesNumber, messages: count(gateway) },
      ...(aws === undefined ? [] : [{ name: 'aws', serves: servesAws, messages: count(aws) }]),
    ]),
  }
}
