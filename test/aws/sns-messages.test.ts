import { SNSClient } from '@aws-sdk/client-sns'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeMessages } from '../../aws/sns-messages.ts'
import type { Log } from '../../core/ports/log.ts'
import {
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
} from '../../core/ports/messages.ts'
import { openSnsEndpoint, type SnsEndpoint } from './sns-endpoint.ts'

const PHONE = '+8613800000001'
const TOPIC = 'arn:aws-cn:sns:cn-north-1:123456789012:alerts'
const sms = {
  key: 'k',
  to: PHONE,
  template: 'prompt',
  params: {},
  language: 'zh-CN',
  text: '【社区】请回复体温',
}

describe('texts by SNS', () => {
  let sns: SnsEndpoint
  let client: SNSClient
  let logged: string[]
  let messages: Messages

  beforeEach(async () => {
    sns = await openSnsEndpoint()
    client = new SNSClient({
      region: 'cn-north-1',
      endpoint: sns.endpoint,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      maxAttempts: 1,
    })
    logged = []
    const log: Log = {
      info: () => {},
      error: (event, ids) => logged.push(`${event} ${JSON.stringify(ids)}`),
    }
    messages = makeMessages({
      client,
      alertTopicArn: TOPIC,
      senderId: 'Sixclear',
      maxPrice: '0.05',
      originationNumber: '+12065550100',
      log,
    })
  })
  afterEach(async () => {
    client.destroy()
    await sns.close()
  })

  it('are transactional, with their sender and the highest price', async () => {
    await messages.send(sms)
    expect(sns.published).toEqual([
      {
        phoneNumber: PHONE,
        message: sms.text,
        attributes: {
          'AWS.SNS.SMS.SMSType': { type: 'String', value: 'Transactional' },
          'AWS.SNS.SMS.SenderID': { type: 'String', value: 'Sixclear' },
          'AWS.SNS.SMS.MaxPrice': { type: 'Number', value: '0.05' },
          'AWS.MM.SMS.OriginationNumber': { type: 'String', value: '+12065550100' },
        },
      },
    ])
  })

  it('are not handed to SNS for somebody who has opted out, which it would not say', async () => {
    sns.optedOut.add(PHONE)
    await expect(messages.send(sms)).rejects.toMatchObject({ reason: 'opted out' })
    expect(sns.published).toEqual([])
  })

  it('are refused when SNS itself says that the number has opted out', async () => {
    sns.next('OptedOut')
    await expect(messages.send(sms)).rejects.toBeInstanceOf(MessageRefused)
  })

  it.each(['Throttled', 'ThrottledException', 'Throttling', 'TooManyRequestsException', 'KMSThrottling'])(
    'wait without alarm on %s',
    async (code) => {
      sns.next(code)
      await expect(messages.send(sms)).rejects.toBeInstanceOf(MessagesThrottled)
      expect(logged).toEqual([])
    },
  )

  it.each(['AuthorizationError', 'MonthlySpendLimitReached', 'KMSDisabled', 'UserError'])(
    'wait and raise an alarm on %s: nothing was sent, and a person must act',
    async (code) => {
      sns.next(code)
      await expect(messages.send(sms)).rejects.toBeInstanceOf(MessagesThrottled)
      expect(logged).toHaveLength(1)
      expect(logged[0]).toContain('sms.provider-refuses')
      expect(sns.published).toEqual([])
    },
  )

  it('wait when it cannot be known whether the number has opted out: nothing was sent', async () => {
    sns.next('CheckFails')
    await expect(messages.send(sms)).rejects.toBeInstanceOf(MessagesThrottled)
    expect(sns.published).toEqual([])
  })

  it('are a fault of the caller when SNS does not take the text', async () => {
    sns.next('InvalidParameter')
    await expect(messages.send(sms)).rejects.toBeInstanceOf(InvalidMessage)
  })

  it.each(['lose the answer', 'InternalError'])(
    'may have been sent when nobody knows (%s), and are never sent twice',
    async (fault) => {
      sns.next(fault)
      const error: unknown = await messages.send(sms).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(MessagesThrottled)
      expect(error).not.toBeInstanceOf(MessageRefused)
      expect(sns.published.length).toBeLessThanOrEqual(1)
    },
  )

  it('never name the number in what they throw', async () => {
    sns.invalid.add(PHONE)
    const error: unknown = await messages.send(sms).catch((thrown: unknown) => thrown)
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(PHONE.slice(1))
  })
})

describe('alerts by SNS', () => {
  it('go to the topic with attributes to filter by, and hold ids only', async () => {
    const sns = await openSnsEndpoint()
    const client = new SNSClient({
      region: 'cn-north-1',
      endpoint: sns.endpoint,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      maxAttempts: 1,
    })
    await makeMessages({ client, alertTopicArn: TOPIC }).publish({
      key: 'matter-1-0',
      community: 'qinghe',
      grid: 'grid-1',
      department: 'police station',
      kind: 'silence',
      body: { isolation: 'iso-1', matter: 'matter-1' },
    })
    const [alert] = sns.published
    expect(alert?.topicArn).toBe(TOPIC)
    expect(alert?.attributes).toEqual({
      community: { type: 'String', value: 'qinghe' },
      grid: { type: 'String', value: 'grid-1' },
      department: { type: 'String', value: 'police station' },
      kind: { type: 'String', value: 'silence' },
    })
    expect(JSON.parse(alert?.message ?? '')).toEqual({
      key: 'matter-1-0',
      community: 'qinghe',
      grid: 'grid-1',
      department: 'police station',
      kind: 'silence',
      isolation: 'iso-1',
      matter: 'matter-1',
    })
    client.destroy()
    await sns.close()
  })
})
