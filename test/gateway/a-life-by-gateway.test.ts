import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '../../core/message/message.ts'
import { instant } from '../../core/time/instant.ts'
import { type CallbackKind, receiveCallback } from '../../gateway/callbacks/receive-callback.ts'
import { makeGatewayMessages } from '../../gateway/gateway-messages.ts'
import { seededIds } from '../../local/random/seeded-ids.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import { messageKey } from '../../record/keys.ts'
import { readMessage } from '../../record/message-repository.ts'
import { at, openTestSystem, type TestReturnee, type TestSystem } from '../workflow/test-system.ts'
import {
  ACCESS_KEY,
  CALLBACK_SECRET,
  type FakeGateway,
  gatewayTime,
  openFakeGateway,
  type Taken,
} from './fake-gateway.ts'

let gateway: FakeGateway
let sixclear: TestSystem
let returnee: TestReturnee

const clock = { now: () => instant(sixclear.system.timeline.now()) }

beforeEach(async () => {
  const registered = [{ id: 'SMS_1', text: '{text}' }]
  gateway = await openFakeGateway(registered, ['六清'])
  const messages = makeGatewayMessages({
    endpoint: gateway.endpoint,
    accessKey: async () => ACCESS_KEY,
    signatures: ['六清'],
    registered,
    clock,
    ids: seededIds('nonces'),
    timeout: 300,
  })
  sixclear = await openTestSystem({ wrap: (ports) => ({ ...ports, messages }) })
  returnee = await sixclear.register()
})
afterEach(async () => {
  sixclear.system.close()
  await gateway.close()
})

const calls = async (kind: CallbackKind, content: object): Promise<number> => {
  const { inbound, receipts } = sixclear.system
  const { status } = await receiveCallback(
    {
      clock,
      log: { info: () => {}, error: () => {} },
      secrets: async () => ({ callbackSecret: CALLBACK_SECRET }),
      proof: 'signature',
      queues: {
        texts: async (bodies) => bodies.forEach((body) => void inbound.send(body)),
        receipts: async (bodies) => bodies.forEach((body) => void receipts.send(body)),
      },
    },
    kind,
    gateway.callback(content, sixclear.system.timeline.now()),
  )
  await sixclear.settle()
  return status
}

const writes = (content: string, sequence_id: string): object => ({
  phone_number: '13800000101',
  send_time: gatewayTime(clock.now()),
  content,
  dest_code: '1234',
  sequence_id,
})
const receiptOf = ({ key, id }: Taken, entry: object = {}): object => ({
  report_time: gatewayTime(clock.now()),
  success: true,
  err_code: 'DELIVERED',
  biz_id: id,
  out_id: key,
  ...entry,
})

const newest = (): Taken => {
  const taken = gateway.taken.findLast(({ number }) => number === '13800000101')
  return taken ?? expect.unreachable('nothing was sent')
}

const recorded = async ({ key }: Taken): Promise<Message> => {
  const item = await sixclear.system.ports.store.get(
    messageKey(returnee.id, key.slice(returnee.id.length + 1)),
  )
  return item === undefined ? expect.unreachable(`no message ${key}`) : readMessage(item)
}

describe('a life by an SMS gateway', () => {
  it('is asked, answers by a callback, and the reading is recorded once however often the callback comes', async () => {
    await sixclear.until('2020-02-11 08:01')
    expect(newest().text).toContain('体温')
    const batch = [writes('36.5', '9007199254740993'), writes('36.5', '9007199254740993')]
    expect(await calls('texts', batch)).toBe(200)
    expect(await calls('texts', batch)).toBe(200)
    expect((await returnee.events()).filter((type) => type === 'reported')).toHaveLength(1)
  })

  it('keeps the time at which the gateway published a text, however late its callback comes', async () => {
    await sixclear.until('2020-02-11 08:10')
    const early = writes('36.5', '1')
    await sixclear.until('2020-02-11 08:50')
    await calls('texts', [early])
    const inbound = await findInbound(sixclear.system.ports.store, 'gateway-1')
    expect(inbound).toMatchObject({ at: at('2020-02-11 08:10'), text: '36.5' })
    expect(await returnee.events()).toContain('reported')
  })

  it('has receipts in any order, twice, and before the answer to the send', async () => {
    await sixclear.until('2020-02-11 08:01')
    const prompt = newest()
    await calls('receipts', [
      receiptOf(prompt),
      receiptOf(prompt, { success: false, err_code: 'UNDELIV' }),
      receiptOf(prompt),
    ])
    expect(await recorded(prompt)).toMatchObject({
      state: 'sent',
      delivery: { state: 'delivered' },
    })
  })

  it('whose number does not exist is measured by the worker from then on', async () => {
    await sixclear.until('2020-02-11 08:01')
    await calls('receipts', [receiptOf(newest(), { success: false, err_code: 'MK:0001' })])
    expect((await returnee.isolation()).contact).toMatchObject({ by: 'worker' })
  })

  it('of which the gateway took a prompt and lost the answer is asked once: the receipt says that it arrived', async () => {
    await sixclear.until('2020-02-11 07:59')
    const before = gateway.taken.length
    gateway.next('hang')
    await sixclear.until('2020-02-11 08:00')
    const prompt = newest()
    await sixclear.until('2020-02-11 08:20')
    await calls('receipts', [receiptOf(prompt)])
    await sixclear.until('2020-02-11 08:40')
    expect(gateway.taken.slice(before).filter(({ key }) => key === prompt.key)).toHaveLength(1)
    expect(await recorded(prompt)).toMatchObject({ delivery: { state: 'delivered' } })
  })
})
