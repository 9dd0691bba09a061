import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { callbacks } from '../../aws/ports/callbacks.ts'
import { messages } from '../../aws/ports/messages.ts'
import { systemClock } from '../../aws/system-clock.ts'
import { usualSettings } from '../../core/settings/settings.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { handler } from '../../functions/receive-callback/handler.ts'
import {
  ACCESS_KEY,
  CALLBACK_SECRET,
  type FakeGateway,
  gatewayTime,
  openFakeGateway,
} from '../gateway/fake-gateway.ts'
import { openJsonEndpoint } from './json-endpoint.ts'
import { lambdaContext } from './lambdas.ts'

const SECRET_ARN = 'arn:aws:secretsmanager:local-1:000000000000:secret:gateway-a1b2c3'
const LONG_SECRET = CALLBACK_SECRET.padEnd(32, '.')

const Batch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })).check(
    z.maxLength(10),
    z.refine((entries) => entries.every(({ MessageBody }) => !/[\ufffe\uffff]/.test(MessageBody))),
    z.refine(
      (entries) =>
        entries.reduce((bytes, { MessageBody }) => bytes + Buffer.byteLength(MessageBody), 0) <= 262_144,
    ),
  ),
})

const taken = ({ Id, MessageBody }: { readonly Id: string; readonly MessageBody: string }) => ({
  Id,
  MessageId: Id,
  MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
})

/** Secrets Manager with the gateway's secret, and SQS that takes batches. */
const openAws = async () => {
  const queued: { readonly queue: string; readonly body: string }[] = []
  const opened = await openJsonEndpoint((operation, input) => {
    if (operation === 'GetSecretValue') {
      const SecretString = JSON.stringify({ ...ACCESS_KEY, callbackSecret: LONG_SECRET })
      return { ARN: SECRET_ARN, SecretString }
    }
    const batch = Batch.safeParse(input)
    if (!batch.success) return { refused: 'com.amazonaws.sqs#InvalidParameterValue', message: 'refused' }
    const { QueueUrl, Entries } = batch.data
    queued.push(...Entries.map(({ MessageBody }) => ({ queue: QueueUrl, body: MessageBody })))
    return { Successful: Entries.map(taken), Failed: [] }
  })
  return { ...opened, queued }
}

const clients = (endpoint: string) => ({
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
  endpoint,
  region: 'local-1',
  credentials: async () => ({ accessKeyId: 'none', secretAccessKey: 'none' }),
})

describe('the SMS gateway of a stage on AWS', () => {
  let aws: Awaited<ReturnType<typeof openAws>>
  let gateway: FakeGateway
  let folder: string
  const variables = {
    STAGE: 'test',
    SERVICE_NAME: 'sixclear',
    SMS_GATEWAY_SECRET_ARN: SECRET_ARN,
    SMS_CALLBACK_PROOF: 'signature',
    AWS_REGION: 'local-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
  }

  beforeEach(async () => {
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
    folder = mkdtempSync(join(tmpdir(), 'texts-'))
    aws = await openAws()
    gateway = await openFakeGateway([{ id: 'SMS_1', text: '{text}' }], ['六清'])
    const here = {
      AWS_ENDPOINT_URL: aws.endpoint,
      INBOUND_QUEUE_URL: `${aws.endpoint}/inbound`,
      RECEIPTS_QUEUE_URL: `${aws.endpoint}/receipts`,
    }
    for (const [name, value] of Object.entries({ ...variables, ...here })) vi.stubEnv(name, value)
  })
  afterEach(async () => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    await aws.close()
    await gateway.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('takes a batch of callbacks into the queue of texts, and refuses what is not signed', async () => {
    const texts = Array.from({ length: 23 }, (_, at) => ({
      phone_number: '13800000101',
      send_time: gatewayTime(systemClock.now()),
      content: `36.${at % 10}`,
      dest_code: '1',
      sequence_id: `${at}`,
    }))
    const { headers, body } = gateway.callback(texts, milliseconds(systemClock.now()), LONG_SECRET)
    const event = {
      routeKey: 'POST /texts',
      headers,
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    }
    expect(await handler(event, lambdaContext('receive-callback'))).toMatchObject({ statusCode: 200 })
    expect(aws.queued).toHaveLength(23)
    expect(new Set(aws.queued.map(({ queue }) => queue))).toEqual(new Set([`${aws.endpoint}/inbound`]))
    const unsigned = { ...event, headers: {} }
    expect(await handler(unsigned, lambdaContext('receive-callback'))).toMatchObject({ statusCode: 401 })
    expect(aws.queued).toHaveLength(23)
  })

  it('puts into the queue what it would refuse: strange characters, and what is too long for one call', async () => {
    const { queues } = callbacks(
      {
        STAGE: 'test',
        SERVICE_NAME: 'sixclear',
        SMS_GATEWAY_SECRET_ARN: SECRET_ARN,
        SMS_CALLBACK_PROOF: 'signature',
        INBOUND_QUEUE_URL: `${aws.endpoint}/inbound`,
        RECEIPTS_QUEUE_URL: `${aws.endpoint}/receipts`,
      },
      { log: { info: () => {}, error: () => {} }, count: () => {}, clients: clients(aws.endpoint) },
    )
    const strange = '36.5 \ufffe\uffff "quoted"'
    await queues.texts([JSON.stringify({ strange }), ...Array.from({ length: 4 }, () => '热'.repeat(90_000))])
    expect(aws.queued).toHaveLength(5)
    expect(JSON.parse(aws.queued[0]?.body ?? '')).toEqual({ strange })
  })

  it('gets the messages to numbers that it serves, with the registered texts and the access key of the stage', async () => {
    const file = join(folder, 'registered-texts.json')
    writeFileSync(file, JSON.stringify([{ id: 'SMS_1', text: '{text}' }]))
    const counted: string[] = []
    const wired = messages(
      {
        SMS_BY_AWS: 'no',
        SMS_GATEWAY_ENDPOINT: gateway.endpoint,
        SMS_GATEWAY_SECRET_ARN: SECRET_ARN,
        SMS_GATEWAY_SIGNATURES: '六清',
        SMS_REGISTERED_TEXTS: file,
        SETTINGS_PARAMETER: 'settings',
        SETTINGS: JSON.stringify(usualSettings),
      },
      {
        log: { info: () => {}, error: () => {} },
        count: (name) => void counted.push(name),
        clients: clients(aws.endpoint),
      },
    )
    const sms = { key: 'iso/1', template: 'prompt', params: {}, language: 'zh-CN', text: '【六清】请量体温' }
    await wired.messages.send({ ...sms, to: '+8613800000101' })
    expect(gateway.taken.map(({ text }) => text)).toEqual([sms.text])
    expect(counted).toEqual(['PromptsSent'])
    await expect(wired.messages.send({ ...sms, to: '+447911123456' })).rejects.toMatchObject({
      reason: 'invalid_number',
    })
  })
})
