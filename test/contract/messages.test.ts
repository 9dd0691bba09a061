import { SNSClient } from '@aws-sdk/client-sns'
import { makeMessages } from '../../aws/sns-messages.ts'
import { instant } from '../../core/instant.ts'
import { Timeline } from '../../local/clock/timeline.ts'
import { Database } from '../../local/database.ts'
import { Inbox } from '../../local/inbox.ts'
import { Queue } from '../../local/queue.ts'
import { openSnsEndpoint } from '../aws/sns-endpoint.ts'
import { messagesContract } from './messages.contract.ts'

messagesContract('the inbox', async () => {
  const database = new Database(':memory:')
  const scheduler = new Timeline({ startAt: 0 })
  const inbox = new Inbox({
    database,
    clock: { now: () => instant(scheduler.now()) },
    inbound: new Queue({ database, scheduler, name: 'inbound' }),
  })
  return {
    messages: inbox,
    refuse: async (phone, reason) => {
      if (reason === 'opted out') await inbox.reply(phone, 'STOP')
      else inbox.setCondition(phone, reason)
    },
    throttleNext: async () => inbox.throttleNext(1),
    texts: async (phone) =>
      inbox
        .received(phone)
        .messages.filter(({ direction }) => direction === 'to phone')
        .map(({ text }) => text),
    alertKeys: async () => inbox.alerts().alerts.map(({ key }) => key),
    close: async () => database.close(),
  }
})

messagesContract('Amazon SNS', async () => {
  const sns = await openSnsEndpoint()
  const client = new SNSClient({
    region: 'local-1',
    endpoint: sns.endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  })
  const alertTopicArn = 'arn:aws:sns:local-1:000000000000:alerts'
  return {
    messages: makeMessages({ client, alertTopicArn, senderId: 'Sixclear', maxPrice: '0.10' }),
    refuse: async (phone, reason) => {
      if (reason === 'opted out') sns.optedOut.add(phone)
      else sns.invalid.add(phone)
    },
    throttleNext: async () => sns.next('Throttled'),
    texts: async (phone) => sns.delivered(phone),
    alertKeys: async () =>
      sns.published
        .filter(({ topicArn }) => topicArn === alertTopicArn)
        .map(({ message }) => String(JSON.parse(message).key)),
    close: async () => {
      client.destroy()
      await sns.close()
    },
  }
})
