import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { isFictitious } from '../../core/phone/fictitious-number.ts'
import { MessageRefused, type Messages, type Provider, type Sms } from '../../core/ports/messages.ts'
import type { CurrentSettings } from '../../core/ports/settings.ts'
import { servesNumber } from '../../gateway/gateway-messages.ts'
import type { Sender } from '../environment.ts'
import type { PortContext } from '../port-context.ts'
import { makeMessages } from '../sms-voice-messages.ts'
import { systemClock } from '../system-clock.ts'
import { type Count, metricNames } from '../telemetry/metric-names.ts'
import { gatewayMessages } from './gateway-messages.ts'
import { settings as settingsOf } from './settings.ts'

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

/** Beside a gateway AWS takes the mainland's numbers only while that fails, and only if the settings say so. */
const servedByAws: Provider['serves'] = (to, { sms }) => sms.standby === 'aws' || !servesNumber(to)

const byAws = (
  { SMS_CONFIGURATION_SET }: Sender,
  { log, clients }: PortContext,
  settings: CurrentSettings,
): Messages =>
  makeMessages({
    // One attempt: a message that is tried twice may arrive twice.
    client: new PinpointSMSVoiceV2Client({ maxAttempts: 1, ...clients }),
    clock: systemClock,
    log,
    settings,
    ...(SMS_CONFIGURATION_SET !== undefined && { configurationSet: SMS_CONFIGURATION_SET }),
  })

/** Each number by the first provider that serves it: those of the mainland by the gateway, if the stage has one. */
const byNumber = (providers: readonly Provider[], settings: CurrentSettings): Messages =>
  sparing({
    send: async (sms: Sms) => {
      const now = await settings.current()
      const provider = providers.find(({ serves }) => serves(sms.to, now))
      if (provider === undefined) throw new MessageRefused('invalid_number')
      return provider.messages.send(sms)
    },
    providers,
  })

/** Messages by AWS End User Messaging, by an SMS gateway or by both, of which the prompts are counted, and how they go. */
export const messages = (variables: Sender, context: PortContext) => {
  const { settings } = settingsOf(variables, context)
  const gateway = gatewayMessages(variables, context)
  const count = (provider: Messages): Messages => counting(provider, context.count)
  const aws = (): Messages => count(byAws(variables, context, settings))
  const hasAws = variables.SMS_BY_AWS !== 'no'
  const providers: readonly Provider[] =
    gateway === undefined
      ? [{ name: 'aws', serves: everyNumber, messages: aws() }]
      : [
          { name: 'gateway', serves: servesNumber, messages: count(gateway) },
          ...(hasAws ? [{ name: 'aws', serves: servedByAws, messages: aws() }] : []),
        ]
  return { settings, messages: byNumber(providers, settings) }
}
