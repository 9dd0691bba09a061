import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Ids } from '../../core/ports/ids.ts'
import {
  InvalidMessage,
  MessageRefused,
  type Messages,
  MessagesThrottled,
  type Sms,
} from '../../core/ports/messages.ts'
import { instant } from '../../core/time/instant.ts'
import { makeGatewayMessages } from '../../gateway/gateway-messages.ts'
import { OutcomeUnknown } from '../../gateway/send-answer.ts'
import { seededIds } from '../../local/random/seeded-ids.ts'
import { ACCESS_KEY, type FakeGateway, type Fault, openFakeGateway } from './fake-gateway.ts'

const PHONE = '+8613800000001'
const REGISTERED = [{ id: 'SMS_154', text: '请量{slot}体温，{closes}前回复数字，如36.5。' }]
const prompt: Sms = {
  key: 'iso-1/prompt-1-morning',
  to: PHONE,
  template: 'prompt',
  params: {},
  language: 'zh-CN',
  text: '【清河社区】请量2/14早体温，11:00前回复数字，如36.5。',
}

let gateway: FakeGateway
let logged: string[]
let ids: Ids
beforeEach(async () => {
  logged = []
  ids = seededIds('gateway')
  gateway = await openFakeGateway(REGISTERED, ['六清', '清河社区'])
})
afterEach(() => gateway.close())

const messages = (overrides: Partial<Parameters<typeof makeGatewayMessages>[0]> = {}): Messages =>
  makeGatewayMessages({
    endpoint: gateway.endpoint,
    accessKey: async () => ACCESS_KEY,
    signatures: ['六清', '清河社区'],
    registered: REGISTERED,
    clock: { now: () => instant(Date.parse('2020-02-14T00:00:00Z')) },
    ids,
    timeout: 2_000,
    log: { info: () => {}, error: (event, ids) => void logged.push(`${event} ${JSON.stringify(ids)}`) },
    ...overrides,
  })

const sending = (sms: Sms = prompt, by = messages()): Promise<unknown> =>
  by.send(sms).catch((error: unknown) => error)

describe('a message by the gateway', () => {
  it('is a registered text with its variables, under the signature of the community and our key', async () => {
    const { providerId } = await messages().send(prompt)
    expect(gateway.taken).toEqual([
      { number: '13800000001', sign: '清河社区', text: prompt.text, key: prompt.key, id: providerId },
    ])
  })

  it('goes under the stage’s signature where the community’s is not registered', async () => {
    await messages({ signatures: ['六清'] }).send(prompt)
    expect(gateway.taken[0]).toMatchObject({
      sign: '六清',
      text: '【六清】请量2/14早体温，11:00前回复数字，如36.5。',
    })
  })

  it('that nobody has registered is not sent and waits, and the log names its template', async () => {
    expect(await sending({ ...prompt, text: '【清河社区】您好' })).toBeInstanceOf(MessagesThrottled)
    expect(gateway.taken).toEqual([])
    expect(logged).toEqual(['sms.text-not-registered {"template":"prompt","language":"zh-CN"}'])
  })

  it('to a number outside the mainland is refused without a question', async () => {
    expect(await sending({ ...prompt, to: '+447700900123' })).toMatchObject({ reason: 'invalid_number' })
    expect(gateway.taken).toEqual([])
  })

  it.each([
    'isv.AMOUNT_NOT_ENOUGH',
    'isv.OUT_OF_SERVICE',
    'isv.SMS_TEMPLATE_ILLEGAL',
    'isv.SMS_SIGNATURE_ILLEGAL',
    'isp.RAM_PERMISSION_DENY',
    'SignatureDoesNotMatch',
    'a code of tomorrow',
  ])('waits until a person acts on %s, which the log names', async (code) => {
    gateway.next({ code })
    expect(await sending()).toBeInstanceOf(MessagesThrottled)
    expect(logged).toEqual([`sms.provider-refuses {"reason":"${code}"}`])
    expect(gateway.taken).toEqual([])
  })

  it.each<Fault>([
    { code: 'Throttling.User' },
    { code: 'isv.BUSINESS_LIMIT_CONTROL' },
    { status: 429, body: 'Too Many Requests' },
  ])('was not sent after %j, and goes out at the next call', async (fault) => {
    gateway.next(fault)
    expect(await sending()).toBeInstanceOf(MessagesThrottled)
    expect(logged).toEqual([])
    await messages().send(prompt)
    expect(gateway.taken).toHaveLength(1)
  })

  it.each<[Fault, number]>([
    ['lose the answer', 1],
    ['hang', 1],
    ['drop', 0],
    [{ status: 502, body: '<html>Bad Gateway</html>' }, 0],
    [{ status: 200, body: '\u0000\u0000' }, 0],
    [{ code: 'isp.SYSTEM_ERROR' }, 0],
  ])('after %j may have been sent or not: neither refused nor throttled', async (fault, taken) => {
    gateway.next(fault)
    const error = await sending(prompt, messages({ timeout: 150 }))
    expect(error).toBeInstanceOf(OutcomeUnknown)
    expect(error).not.toBeInstanceOf(MessagesThrottled)
    expect(gateway.taken).toHaveLength(taken)
  })

  it('was certainly not sent by a gateway that is not there', async () => {
    await gateway.close()
    expect(await sending()).toBeInstanceOf(MessagesThrottled)
  })

  it('with a forbidden word is an error of its own, and of no number', async () => {
    gateway.next({ code: 'isv.BLACK_KEY_CONTROL_LIMIT' })
    expect(await sending()).toBeInstanceOf(InvalidMessage)
  })

  it('leaves no number and no words in an error or the log, whatever happens', async () => {
    const faults: Fault[] = [
      { code: 'isv.MOBILE_NUMBER_ILLEGAL' },
      { code: 'isv.AMOUNT_NOT_ENOUGH' },
      'lose the answer',
      { status: 500, body: 'failed for 13800000001' },
      { code: 'Throttling' },
    ]
    for (const fault of faults) {
      gateway.next(fault)
      const error = await sending()
      expect(error).toBeInstanceOf(Error)
      if (error instanceof Error)
        expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(
          /13800000001|体温/,
        )
    }
    expect(logged.join()).not.toMatch(/13800000001|体温/)
    gateway.refused.set('13800000001', 'isv.MOBILE_NUMBER_ILLEGAL')
    expect(await sending()).toBeInstanceOf(MessageRefused)
  })

  it('sends a nonce of its own with each request: one that is copied is refused', async () => {
    const repeating = messages({ ids: { next: () => 'the same' } })
    await repeating.send(prompt)
    expect(await sending(prompt, repeating)).toBeInstanceOf(MessagesThrottled)
    expect(logged).toEqual(['sms.provider-refuses {"reason":"SignatureNonceUsed"}'])
  })
})
