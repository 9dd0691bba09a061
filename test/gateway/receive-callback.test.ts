import { describe, expect, it } from 'vitest'
import { instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { type Callback, callbackToken } from '../../gateway/callbacks/callback-signature.ts'
import {
  type CallbackAnswer,
  type CallbackKind,
  type CallbackPorts,
  receiveCallback,
} from '../../gateway/callbacks/receive-callback.ts'
import { receiptIn } from '../../usecases/receive-receipt/receipt-in.ts'
import { CALLBACK_SECRET, gatewayTime, openFakeGateway } from './fake-gateway.ts'

const NOW = instant(Date.parse('2020-02-14T00:10:00Z'))
const at = milliseconds(NOW)
const gateway = await openFakeGateway([], [])
await gateway.close()

const receipt = (entry: object = {}): object => ({
  phone_number: '13800000001',
  send_time: gatewayTime('2020-02-14T00:00:00Z'),
  report_time: gatewayTime('2020-02-14T00:00:05Z'),
  success: true,
  err_code: 'DELIVERED',
  err_msg: '用户接收成功',
  sms_size: '1',
  biz_id: '932702304080415357^0',
  out_id: 'iso-1/prompt-1-morning',
  ...entry,
})
const text = (entry: object = {}): object => ({
  phone_number: '13800000001',
  send_time: gatewayTime('2020-02-14T00:05:00Z'),
  content: '36.5',
  dest_code: '1234',
  sequence_id: 1234567890,
  ...entry,
})

interface Received {
  readonly answer: CallbackAnswer
  readonly queued: Readonly<Record<CallbackKind, string[]>>
  readonly logged: string[]
}

const receive = async (
  kind: CallbackKind,
  callback: Callback,
  overrides: Partial<CallbackPorts> = {},
): Promise<Received> => {
  const queued: Record<CallbackKind, string[]> = { texts: [], receipts: [] }
  const logged: string[] = []
  const answer = await receiveCallback(
    {
      clock: { now: () => NOW },
      log: { info: () => {}, error: (event, ids) => void logged.push(`${event} ${JSON.stringify(ids)}`) },
      secrets: async () => ({ callbackSecret: CALLBACK_SECRET }),
      proof: 'signature',
      queues: {
        texts: async (bodies) => void queued.texts.push(...bodies),
        receipts: async (bodies) => void queued.receipts.push(...bodies),
      },
      ...overrides,
    },
    kind,
    callback,
  )
  return { answer, queued, logged }
}

describe('a callback of the gateway', () => {
  it('with receipts becomes receipts under our keys, with the gateway’s ids and times', async () => {
    const { answer, queued } = await receive(
      'receipts',
      gateway.callback(
        [receipt(), receipt({ success: false, err_code: 'MK:0001', out_id: 'iso-2/prompt-1-morning' })],
        at,
      ),
    )
    expect(answer).toEqual({ status: 200, body: '{"code":0,"msg":"OK"}' })
    const providerId = '932702304080415357^0'
    const time = '2020-02-14T00:00:05.000Z'
    expect(queued.receipts.map(receiptIn)).toEqual([
      { key: 'iso-1/prompt-1-morning', providerId, delivery: { state: 'delivered', at: time } },
      {
        key: 'iso-2/prompt-1-morning',
        providerId,
        delivery: { state: 'failed', at: time, why: 'invalid_number' },
      },
    ])
  })

  it('with texts becomes texts from numbers in E.164, published when the gateway says', async () => {
    const { queued } = await receive(
      'texts',
      gateway.callback([text(), text({ phone_number: '+8613900000002' })], at),
    )
    expect(
      queued.texts.map((body) => JSON.parse(body)).map(({ Message, ...rest }) => [JSON.parse(Message), rest]),
    ).toEqual([
      [
        { originationNumber: '+8613800000001', messageBody: '36.5', inboundMessageId: 'gateway-1234567890' },
        { Type: 'Notification', Timestamp: '2020-02-14T00:05:00.000Z' },
      ],
      [
        { originationNumber: '+8613900000002', messageBody: '36.5', inboundMessageId: 'gateway-1234567890' },
        { Type: 'Notification', Timestamp: '2020-02-14T00:05:00.000Z' },
      ],
    ])
  })

  it.each([
    ['UNKNOWN', undefined],
    ['MOBILE_NOT_ON_SERVICE', 'unreachable'],
    ['UNDELIV', 'unreachable'],
    ['MK:0029', 'unreachable'],
    ['MA:0024', 'blocked'],
    ['CONTENT_KEYWORD', 'blocked'],
    ['MOBILE_IN_BLACK', 'blocked'],
    ['UNSUBSCRIBE', 'opted_out'],
    ['a code of tomorrow', 'other'],
  ])('reports %s as %s', async (err_code, why) => {
    const { queued } = await receive(
      'receipts',
      gateway.callback([receipt({ success: false, err_code })], at),
    )
    expect(queued.receipts.map(receiptIn).map((known) => known?.delivery)).toMatchObject(
      why === undefined ? [] : [{ state: 'failed', why }],
    )
  })

  it('keeps every digit of a long id, and words that look like one', async () => {
    const body = JSON.stringify([text({ content: '"sequence_id": 12345678901234567, 36.5' })]).replace(
      /1234567890}/,
      '9007199254740993}',
    )
    const { queued } = await receive('texts', gateway.callback(body, at))
    const sms = JSON.parse(JSON.parse(queued.texts[0] ?? '{}').Message)
    expect(sms).toMatchObject({
      inboundMessageId: 'gateway-9007199254740993',
      messageBody: '"sequence_id": 12345678901234567, 36.5',
    })
  })

  it('in GBK is read too', async () => {
    const [head = '', tail = ''] = JSON.stringify([text({ content: '@' })]).split('@')
    const gbk = Buffer.concat([Buffer.from(head), Buffer.from([0xbf, 0xc8, 0xcb, 0xd4]), Buffer.from(tail)])
    const { queued } = await receive('texts', gateway.callback(gbk, at))
    expect(JSON.parse(JSON.parse(queued.texts[0] ?? '{}').Message).messageBody).toBe('咳嗽')
  })

  it('with an entry that nobody can read holds up no other: it is queued as it is, for the dead letters', async () => {
    const broken = text({ send_time: 'yesterday', sequence_id: '7' })
    const { answer, queued, logged } = await receive('texts', gateway.callback([broken, text()], at))
    expect(answer.status).toBe(200)
    expect(JSON.parse(queued.texts[0] ?? '')).toEqual(broken)
    expect(queued.texts).toHaveLength(2)
    expect(logged).toEqual(['callback.entry-unreadable {"kind":"texts"}'])
  })

  it.each(['', 'not JSON', '[1]', 'null', '"text"'])('that is %j is answered with a fault', async (body) => {
    const { answer, queued } = await receive('texts', gateway.callback(body, at))
    expect(answer.status).toBe(400)
    expect(queued.texts).toEqual([])
  })

  it.each<[string, (signed: Callback) => Callback]>([
    ['without a signature', ({ body }) => ({ headers: {}, body })],
    ['with another body', ({ headers }) => ({ headers, body: Buffer.from('[]') })],
    [
      'with another nonce',
      ({ headers, body }) => ({ headers: { ...headers, 'x-callback-nonce': '2' }, body }),
    ],
    [
      'with another time',
      ({ headers, body }) => ({
        headers: { ...headers, 'x-callback-timestamp': String(at / 1_000 + 1) },
        body,
      }),
    ],
    [
      'with a time that is none',
      ({ headers, body }) => ({ headers: { ...headers, 'x-callback-timestamp': 'now' }, body }),
    ],
  ])('%s is refused, and nothing is queued', async (_, changed) => {
    const { answer, queued } = await receive('texts', changed(gateway.callback([text()], at)))
    expect(answer.status).toBe(401)
    expect(queued.texts).toEqual([])
  })

  it('under another secret is refused, and under the previous one taken while both are known', async () => {
    const signed = gateway.callback([text()], at, 'the one before')
    expect((await receive('texts', signed)).answer.status).toBe(401)
    const secrets = async () => ({
      callbackSecret: CALLBACK_SECRET,
      previousCallbackSecret: 'the one before',
    })
    expect((await receive('texts', signed, { secrets })).answer.status).toBe(200)
  })

  it('is refused more than five minutes after it was signed, or before', async () => {
    for (const minutes of [-6, 6])
      expect((await receive('texts', gateway.callback([text()], at + minutes * MINUTE))).answer.status).toBe(
        401,
      )
    for (const minutes of [-4, 4])
      expect((await receive('texts', gateway.callback([text()], at + minutes * MINUTE))).answer.status).toBe(
        200,
      )
  })

  it('of a gateway that cannot sign is known by its address', async () => {
    const { body } = gateway.callback([text()], at)
    const token = callbackToken(CALLBACK_SECRET)
    const status = async (callback: Callback): Promise<number> =>
      (await receive('texts', callback, { proof: 'token' })).answer.status
    expect(await status({ headers: {}, body, token })).toBe(200)
    expect(await status({ headers: {}, body, token: `${token.slice(1)}0` })).toBe(401)
    expect(await status({ headers: {}, body })).toBe(401)
    // An address does not replace the signature of one that can.
    expect((await receive('texts', { headers: {}, body, token })).answer.status).toBe(401)
  })

  it('is not answered while the queue does not take it, so that it comes again', async () => {
    const queues = {
      texts: async () => {
        throw new Error('the queue is down')
      },
      receipts: async () => {},
    }
    await expect(receive('texts', gateway.callback([text()], at), { queues })).rejects.toThrow('down')
  })

  it('leaves no number and no words in the log', async () => {
    const bodies = [[text({ send_time: 'x' })], 'not JSON 13800000001']
    const logs = await Promise.all(bodies.map((body) => receive('texts', gateway.callback(body, at))))
    expect(logs.flatMap(({ logged }) => logged).join()).not.toMatch(/13800000001|36\.5/)
  })
})
