import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { SNSClient } from '@aws-sdk/client-sns'
import { Timeline } from 'local-step-functions/timeline'
import { makeMessages } from '../../aws/sms-voice-messages.ts'
import { makeAlerts } from '../../aws/sns-alerts.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { usualSettings } from '../../core/settings/settings.ts'
import { instant } from '../../core/time/instant.ts'
import { receiptOfEntry } from '../../gateway/callbacks/receipt-of-entry.ts'
import { makeGatewayMessages } from '../../gateway/gateway-messages.ts'
import { seededIds } from '../../local/random/seeded-ids.ts'
import { Inbox } from '../../local/sms/inbox.ts'
import { Database } from '../../local/sqlite/database.ts'
import { Queue } from '../../local/sqlite/queue.ts'
import { openSnsEndpoint } from '../aws/sns-endpoint.ts'
import { ACCESS_KEY, gatewayTime, openFakeGateway } from '../gateway/fake-gateway.ts'
import { messagesContract } from './messages.contract.ts'

messagesContract('the inbox', async () => {
  const database = new Database(':memory:')
  const scheduler = new Timeline({ startAt: 0 })
  const receipts = new Queue({ database, scheduler, name: 'receipts' })
  const inbox = new Inbox({
    database,
    clock: { now: () => instant(scheduler.now()) },
    inbound: new Queue({ database, scheduler, name: 'inbound' }),
    receipts,
    optOuts: 'provider',
  })
  return {
    messages: inbox,
    alerts: inbox,
    refuse: async (phone, reason) => {
      if (reason === 'opted_out') await inbox.reply(phone, 'STOP')
      else inbox.setCondition(phone, reason)
    },
    throttleNext: async () => inbox.throttleNext(1),
    texts: async (phone) =>
      inbox
        .received(phone)
        .messages.filter(({ sent }) => sent !== undefined && sent.template !== 'provider')
        .map(({ text }) => text),
    receipts: async () => {
      const bodies: string[] = []
      receipts.deliverTo(async ({ Records }) => {
        bodies.push(...Records.map(({ body }) => body))
        return { batchItemFailures: [] }
      })
      await scheduler.runUntilIdle()
      return bodies
    },
    alertKeys: async () => inbox.alerts().alerts.map(({ key }) => key),
    close: async () => database.close(),
  }
})

messagesContract('AWS End User Messaging and Amazon SNS', async () => {
  const sns = await openSnsEndpoint()
  const settings = {
    region: 'local-1',
    endpoint: sns.endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  }
  const clients = { texts: new PinpointSMSVoiceV2Client(settings), alerts: new SNSClient(settings) }
  const alertTopicArn = 'arn:aws:sns:local-1:000000000000:alerts'
  return {
    messages: makeMessages({
      client: clients.texts,
      clock: systemClock,
      configurationSet: 'texts',
      settings: {
        current: async () => ({
          ...usualSettings,
          sms: { standby: 'none', senderId: 'Sixclear', maxPriceUsd: 0.1 },
        }),
      },
    }),
    alerts: makeAlerts({ client: clients.alerts, alertTopicArn }),
    refuse: async (phone, reason) => {
      if (reason === 'opted_out') sns.optedOut.add(phone)
      else sns.invalid.add(phone)
    },
    throttleNext: async () => sns.next('ThrottlingException'),
    texts: async (phone) => sns.delivered(phone),
    // The event as the provider makes it of what it was given with the text.
    receipts: async () =>
      sns.published.flatMap(({ phoneNumber, given }, index) =>
        phoneNumber === undefined
          ? []
          : [
              JSON.stringify({
                eventType: 'TEXT_DELIVERED',
                eventVersion: '1.0',
                eventTimestamp: 1_582_000_000_000,
                isFinal: true,
                destinationPhoneNumber: phoneNumber,
                messageId: `00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`,
                context: given?.['Context'],
              }),
            ],
      ),
    alertKeys: async () =>
      sns.published
        .filter(({ topicArn }) => topicArn === alertTopicArn)
        .map(({ message }) => String(JSON.parse(message).key)),
    close: async () => {
      clients.texts.destroy()
      clients.alerts.destroy()
      await sns.close()
    },
  }
})

messagesContract('an SMS gateway, with alerts by Amazon SNS', async () => {
  const sns = await openSnsEndpoint()
  // A gateway that takes any text has one registered text, which is a variable.
  const registered = [{ id: 'SMS_1', text: '{text}' }]
  const gateway = await openFakeGateway(registered, ['六清', '社区'])
  const settings = {
    region: 'local-1',
    endpoint: sns.endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  }
  const client = new SNSClient(settings)
  const alertTopicArn = 'arn:aws:sns:local-1:000000000000:alerts'
  const mainland = (phone: string): string => phone.replace(/^\+86/, '')
  return {
    messages: makeGatewayMessages({
      endpoint: gateway.endpoint,
      accessKey: async () => ACCESS_KEY,
      signatures: ['六清', '社区'],
      registered,
      clock: systemClock,
      ids: seededIds('contract'),
      timeout: 4_000,
    }),
    alerts: makeAlerts({ client, alertTopicArn }),
    refuse: async (phone, reason) => {
      const code = reason === 'opted_out' ? 'isv.MOBILE_IN_BLACK' : 'isv.MOBILE_NUMBER_ILLEGAL'
      gateway.refused.set(mainland(phone), code)
    },
    throttleNext: async () => {
      gateway.next({ code: 'isv.BUSINESS_LIMIT_CONTROL' })
      sns.next('ThrottlingException')
    },
    texts: async (phone) =>
      gateway.taken
        .filter(({ number }) => number === mainland(phone))
        .map(({ text }) => text.replace(/^【六清】/, '')),
    receipts: async () =>
      gateway.taken.map(({ key, id }) =>
        JSON.stringify(
          receiptOfEntry({
            report_time: gatewayTime('2020-02-18T04:26:40Z'),
            success: true,
            err_code: 'DELIVERED',
            biz_id: id,
            out_id: key,
          }),
        ),
      ),
    alertKeys: async () =>
      sns.published
        .filter(({ topicArn }) => topicArn === alertTopicArn)
        .map(({ message }) => String(JSON.parse(message).key)),
    close: async () => {
      client.destroy()
      await sns.close()
      await gateway.close()
    },
  }
})
