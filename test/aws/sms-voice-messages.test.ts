import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeMessages } from '../../aws/sms-voice-messages.ts'
import type { Log } from '../../core/ports/log.ts'
import {
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
} from '../../core/ports/messages.ts'
import { type Settings, usualSettings } from '../../core/settings/settings.ts'
import { instant } from '../../core/time/instant.ts'
import { openSnsEndpoint, type SnsEndpoint } from './sns-endpoint.ts'

const PHONE = '+8613800000001'
const sms = {
  key: 'k',
  to: PHONE,
  template: 'prompt',
  params: {},
  language: 'zh-CN',
  text: '【社区】请回复体温',
}

const settings: Settings = {
  ...usualSettings,
  sms: { standby: 'none', originationNumber: '+12065550100', maxPriceUsd: 0.05 },
}

describe('texts by End User Messaging', () => {
  let sns: SnsEndpoint
  let client: PinpointSMSVoiceV2Client
  let logged: string[]
  let messages: Pick<Messages, 'send'>

  beforeEach(async () => {
    sns = await openSnsEndpoint()
    client = new PinpointSMSVoiceV2Client({
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
      clock: { now: () => instant(0) },
      configurationSet: 'texts',
      settings: { current: async () => settings },
      log,
    })
  })
  afterEach(async () => {
    client.destroy()
    await sns.close()
  })

  it('are transactional, with their sender and the highest price, and carry their key to the receipts', async () => {
    await messages.send({ ...sms, validUntil: instant(3_600_000) })
    expect(sns.published).toEqual([
      {
        phoneNumber: PHONE,
        message: sms.text,
        given: {
          MessageType: 'TRANSACTIONAL',
          Context: { key: 'k' },
          ConfigurationSetName: 'texts',
          OriginationIdentity: '+12065550100',
          MaxPrice: '0.05000',
          TimeToLive: 3600,
        },
        attributes: {},
      },
    ])
  })

  it.each([
    [-60_000, 5],
    [1_000, 5],
    [400_000_000, 259_200],
  ])('live as long as the provider allows: %i ms are %i s', async (milliseconds, seconds) => {
    await messages.send({ ...sms, validUntil: instant(milliseconds) })
    expect(sns.published[0]?.given).toMatchObject({ TimeToLive: seconds })
  })

  it('are refused when the provider says that the number has opted out', async () => {
    sns.next('OptedOut')
    await expect(messages.send(sms)).rejects.toBeInstanceOf(MessageRefused)
  })

  it.each(['ThrottlingException', 'Throttling', 'TooManyRequestsException'])(
    'wait without alarm on %s',
    async (code) => {
      sns.next(code)
      await expect(messages.send(sms)).rejects.toBeInstanceOf(MessagesThrottled)
      expect(logged).toEqual([])
    },
  )

  it.each([
    'AccessDeniedException',
    'ServiceQuotaExceededException',
    'ResourceNotFoundException',
    'InvalidParameter',
  ])('wait and raise an alarm on %s: nothing was sent, and a person must act', async (code) => {
    sns.next(code)
    await expect(messages.send(sms)).rejects.toBeInstanceOf(MessagesThrottled)
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain('sms.provider-refuses')
    expect(sns.published).toEqual([])
  })

  it('are a fault of the caller when the provider does not take the text', async () => {
    sns.next('InvalidText')
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
