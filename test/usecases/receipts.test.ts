import { describe, expect, it } from 'vitest'
import { latenessOf } from '../../core/matter/lateness.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Message, Receipt } from '../../core/message/message.ts'
import { MessageRefused } from '../../core/ports/messages.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { type Carrier, receiptEvent } from '../../local/sms/carrier.ts'
import { sendingAtOnce } from '../../local/system/outbox-at-once.ts'
import { handleCommand, loadIsolation } from '../../record/isolation-repository.ts'
import { messageKey } from '../../record/keys.ts'
import { messageItem, readMessage } from '../../record/message-repository.ts'
import { changePhone } from '../../usecases/change-phone/change-phone.ts'
import { deliver } from '../../usecases/deliver/deliver.ts'
import { receiptIn } from '../../usecases/receive-receipt/receipt-in.ts'
import { receiveReceipt } from '../../usecases/receive-receipt/receive-receipt.ts'
import { receiveReceipts } from '../../usecases/receive-receipt/receive-receipts.ts'
import { sqsEvent } from '../aws/sqs-event.ts'
import { at, openTestSystem, phones, type TestReturnee, type TestSystem } from '../workflow/test-system.ts'

const SLOT = '01-morning'

const messageOf = async ({ system }: TestSystem, she: TestReturnee, key: string): Promise<Message> => {
  const item = await system.ports.store.get(messageKey(she.id, key))
  if (item === undefined) throw new Error(`no message ${key}`)
  return readMessage(item)
}

const delivered = (she: TestReturnee, key: string): Receipt => ({
  key: `${she.id}/${key}`,
  providerId: 'sms-1',
  delivery: { state: 'delivered', at: at('2020-02-11 08:01') },
})

const failed = (
  she: TestReturnee,
  key: string,
  why: 'invalid_number' | 'unreachable' | 'blocked' = 'unreachable',
): Receipt => ({
  key: `${she.id}/${key}`,
  providerId: 'sms-1',
  delivery: { state: 'failed', at: at('2020-02-11 08:01'), why },
})

const police = (sixclear: TestSystem) => sixclear.messagesTo(phones.police, 'matter')

/** Later silences go with the first one. */
const openMatter = async (she: TestReturnee, kind: string) => {
  const found = (await she.matters()).find(
    ({ matter }) => matter.kind === kind && matter.state.name === 'open',
  )
  if (found === undefined) throw new Error(`no open matter of kind ${kind}`)
  return found.matter
}

/** Its time is over, and the office has not confirmed the silence. */
const isUnconfirmed = (matter: Matter, now: Instant): boolean => {
  const late = latenessOf(matter)
  return late?.why === 'prompt_unknown' && late.from <= now
}

const noReceipts: Carrier = () => ({ outcome: 'delivered' })

describe('a receipt', () => {
  it('is noted on its text, whichever comes first and however often', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    const key = `prompt-${SLOT}-0`
    const { ports } = sixclear.system
    const deliveryNow = async () => (await messageOf(sixclear, she, key)).delivery?.state
    expect(await deliveryNow()).toBeUndefined()
    await receiveReceipt(ports, failed(she, key))
    expect(await deliveryNow()).toBe('failed')
    for (const receipt of [delivered(she, key), delivered(she, key), failed(she, key)]) {
      await receiveReceipt(ports, receipt)
      expect(await deliveryNow()).toBe('delivered')
    }
    expect(await she.events()).not.toContain('message_not_delivered')
  })

  it('that comes while its text is being sent comes again', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports } = sixclear.system
    const early: Promise<unknown>[] = []
    const impatient = sendingAtOnce({
      ...ports,
      messages: {
        send: async (sms: Parameters<typeof ports.messages.send>[0]) => {
          early.push(
            receiveReceipt(ports, { ...delivered(she, 'x'), key: sms.key }).catch((error: unknown) => error),
          )
          await Promise.all(early)
          return ports.messages.send(sms)
        },
      },
    })
    const text = messageToResident('a-text', ports.clock.now(), 'help', {})
    await handleCommand(ports, she.id, () => ({
      by: 'workflow',
      events: [{ type: 'message_received', meaning: 'test', inbound: 'x' }],
      messages: [text],
    }))
    await deliver(impatient, await loadIsolation(ports, she.id), text)
    expect(await Promise.all(early)).toMatchObject([{ name: 'StillSending' }])
    expect(await messageOf(sixclear, she, 'a-text')).toMatchObject({ state: 'sent', segments: 1 })
    await receiveReceipt(ports, { ...delivered(she, 'a-text') })
    expect(await messageOf(sixclear, she, 'a-text')).toMatchObject({
      state: 'sent',
      segments: 1,
      delivery: { state: 'delivered' },
    })
  })

  it('tells of a send whose result a crash has hidden', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    const key = `prompt-${SLOT}-0`
    const { ports } = sixclear.system
    const { providerId: _, ...sent } = await messageOf(sixclear, she, key)
    const item = await ports.store.get(messageKey(she.id, key))
    await ports.store.transact([
      {
        put: messageItem(await she.isolation(), {
          ...sent,
          state: 'sending',
          claimedAt: plus(ports.clock.now(), -2 * MINUTE),
        }),
        expect: { version: item?.version ?? 0 },
      },
    ])
    await receiveReceipt(ports, delivered(she, key))
    expect(await messageOf(sixclear, she, key)).toMatchObject({ state: 'sent', providerId: 'sms-1' })
  })

  it.each([
    '',
    'help/+8613800000001',
    'isolation-unknown',
    'nonsense',
    'iso-whqcr5gqttnjxhwd/prompt-01-morning-0',
  ])('of a text of no isolation is nothing: %j', async (key) => {
    const sixclear = await openTestSystem()
    await receiveReceipt(sixclear.system.ports, {
      key,
      providerId: 'x',
      delivery: { state: 'delivered', at: at('2020-02-11 08:00') },
    })
  })

  it('of a number that will never take texts turns the returnee over to the worker, once', async () => {
    const sixclear = await openTestSystem({
      carrier: (sms) => ({
        outcome: sms.template === 'prompt' ? 'invalid_number' : 'delivered',
        receiptAfter: 60_000,
      }),
      duplicates: 1,
    })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:30')
    expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'unreachable' })
    expect((await she.events()).filter((type) => type === 'message_not_delivered')).toHaveLength(1)
    expect(await she.matter('unreachable')).toMatchObject({ prompt: 'not_delivered' })
  })

  it('has the worker told when it comes again after a crash', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    const { ports } = sixclear.system
    const receipt = failed(she, `prompt-${SLOT}-0`, 'invalid_number')
    const dying = {
      ...ports,
      executions: { ...ports.executions, start: () => Promise.reject(new Error('died')) },
    }
    await expect(receiveReceipt(dying, receipt)).rejects.toThrow('died')
    await receiveReceipt(ports, receipt)
    await sixclear.until('2020-02-11 08:11')
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(1)
  })

  it('of a post whose phone takes no texts is logged as an error, once for each text', async () => {
    const errors: string[] = []
    const sixclear = await openTestSystem({
      carrier: ({ to }) => ({
        outcome: to === phones.worker ? 'invalid_number' : 'delivered',
        receiptAfter: 60_000,
      }),
      log: { info: () => {}, error: (event) => void errors.push(event) },
      duplicates: 1,
    })
    await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    const told = sixclear.messagesTo(phones.worker)
    expect(told.map(({ sent }) => sent?.delivery)).toContain('invalid_number')
    expect(errors.filter((event) => event === 'staff.phone-refused')).toHaveLength(told.length)
  })

  it('in a form that nobody knows fails alone, and the others are done', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    const event = (more: object) =>
      JSON.stringify({
        eventType: 'TEXT_DELIVERED',
        eventTimestamp: Date.parse('2020-02-11T00:01:00Z'),
        isFinal: true,
        messageId: 'sms-9',
        context: { key: `${she.id}/prompt-${SLOT}-0` },
        ...more,
      })
    const answer = await receiveReceipts(
      sixclear.system.ports,
      sqsEvent('nonsense', event({ eventType: 'TEXT_SUCCESSFUL' }), event({ context: {} }), event({})),
    )
    expect(answer.batchItemFailures).toHaveLength(1)
    expect((await messageOf(sixclear, she, `prompt-${SLOT}-0`)).delivery?.state).toBe('delivered')
  })

  it('says nothing when the provider has given up waiting for its carrier', () => {
    const givenUp = receiptEvent({ key: 'some/key' }, 'sms-9', 'other', 0).replace(/TEXT_\w+/, 'TEXT_UNKNOWN')
    expect(receiptIn(givenUp)).toBeUndefined()
  })
})

describe('a slot that nobody answers', () => {
  it('is silence when its prompt was delivered, and goes to the police by day, who hear that nobody was at the door', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    expect(await she.matter('silence')).toMatchObject({ prompt: 'delivered' })
    expect((await she.isolation()).slots).toMatchObject({ [SLOT]: { state: 'missed', prompt: 'delivered' } })
    await sixclear.until('2020-02-11 14:59')
    expect(police(sixclear)).toEqual([])
    await sixclear.until('2020-02-11 15:01')
    expect(police(sixclear)).toHaveLength(1)
    expect(police(sixclear)[0]?.text).toContain('没人上过门')
  })

  it.each([
    ['2020-02-11 09:05', '没有体温计'],
    ['2020-02-11 09:05', '收到'],
    ['2020-02-11 10:30', '家里没米了'],
    ['2020-02-11 11:30', '我在家，等下量'],
    ['2020-02-11 12:00', '什么时候解除'],
    ['2020-02-11 12:00', 'STOP'],
    ['2020-02-11 14:30', '365'],
  ])('does not go to the police when something else has come from the person: %s %s', async (time, text) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until(time)
    await she.says(text)
    await sixclear.until('2020-02-11 15:30')
    expect(police(sixclear)).toEqual([])
    const silent = (await she.matters()).find(({ matter }) => matter.kind === 'silence')
    expect(['written_back', undefined]).toContain(silent?.matter.prompt)
  })

  it('goes to the police when only a machine has answered, or what came was before it was asked', async () => {
    for (const [time, text] of [
      ['2020-02-11 09:05', '【自动回复】我正在开车，稍后联系您'],
      ['2020-02-11 05:50', '我在家'],
    ] as const) {
      const sixclear = await openTestSystem()
      const she = await sixclear.register()
      await sixclear.until(time)
      await she.says(text)
      await sixclear.until('2020-02-11 15:30')
      expect(police(sixclear)).toHaveLength(1)
    }
  })

  it('goes to the police of her next silence, whatever had come before that one', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 09:05')
    await she.says('收到')
    await sixclear.until('2020-02-12 07:29')
    expect(police(sixclear)).toEqual([])
    // The evening's prompt was delivered too: the office has its two hours once more, and the station hears by day.
    await sixclear.until('2020-02-12 07:31')
    expect(police(sixclear)).toHaveLength(1)
  })

  it('does not tell the police that nobody was at the door when somebody was', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    await sixclear.text(phones.worker, `${(await she.matter('silence')).code} 敲门没人应`)
    await sixclear.until('2020-02-11 17:30')
    expect(police(sixclear)[0]?.text).not.toContain('没人上过门')
  })

  it.each(['off', 'unreachable', 'invalid_number'] as const)(
    'is no silence when the phone was %s after its prompt: the office has to ask for the police',
    async (condition) => {
      const sixclear = await openTestSystem()
      const she = await sixclear.register()
      await sixclear.until('2020-02-11 08:05')
      sixclear.system.inbox.setCondition(she.phone, condition)
      await sixclear.until('2020-02-11 11:30')
      const kinds = (await she.matters()).map(({ matter }) => matter.kind)
      expect(kinds).toContain('unreachable')
      expect(kinds).not.toContain('silence')
      await sixclear.until('2020-02-13 12:00')
      expect(police(sixclear)).toEqual([])
      expect(await openMatter(she, 'unreachable')).toMatchObject({
        state: { name: 'open', rung: 'street_office' },
      })
    },
  )

  it('is looked into sooner when a late receipt says that the prompt was delivered', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-12 00:30')
    const dueAt = async () => {
      const { state } = await openMatter(she, 'silence')
      return state.name === 'open' ? state.dueAt : undefined
    }
    // The office was told again and again: next time in the evening.
    expect(await dueAt()).toBe(at('2020-02-12 21:00'))
    await receiveReceipt(sixclear.system.ports, delivered(she, 'prompt-01-evening-2'))
    await sixclear.settle()
    expect(await dueAt()).toBe(at('2020-02-12 02:30'))
    await sixclear.until('2020-02-12 07:29')
    expect(police(sixclear)).toEqual([])
    await sixclear.until('2020-02-12 07:31')
    expect(police(sixclear)).toHaveLength(1)
    // By its own ladder: the sweeper had nothing to restart.
    expect(await openMatter(she, 'silence')).toMatchObject({ generation: 1 })
  })

  it('without a receipt has an unknown delivery: red until the office asks for the police', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 14:59')
    const before = await she.matter('silence')
    expect(before).toMatchObject({ prompt: 'unknown', state: { rung: 'street_office' } })
    expect(isUnconfirmed(before, sixclear.system.ports.clock.now())).toBe(false)
    await sixclear.until('2020-02-12 09:00')
    expect(police(sixclear)).toEqual([])
    expect(sixclear.messagesTo(phones.office, 'matter').length).toBeGreaterThan(2)
    expect(sixclear.messagesTo(phones.office, 'matter').at(-1)?.text).toContain('请派出所')
    const waiting = await openMatter(she, 'silence')
    expect(isUnconfirmed(waiting, sixclear.system.ports.clock.now())).toBe(true)
    await sixclear.confirmed(phones.office, `${waiting.code} 请派出所出面`)
    expect(police(sixclear)).toHaveLength(1)
    expect(await openMatter(she, 'silence')).toMatchObject({ officeConfirmed: true, absenceConfirmed: false })
  })

  it.each(['报警', '请民警上门', '通知派出所', 'call the police'])(
    'goes to the police when the office says so in other words, and confirms it: %s',
    async (words) => {
      const sixclear = await openTestSystem({ carrier: noReceipts })
      const she = await sixclear.register()
      await sixclear.until('2020-02-11 15:30')
      await sixclear.confirmed(phones.office, `${(await she.matter('silence')).code} ${words}`)
      expect(police(sixclear)).toHaveLength(1)
    },
  )

  it('is not for a worker to send the police to', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    await sixclear.confirmed(phones.worker, `${(await she.matter('silence')).code} 请派出所出面`)
    await sixclear.until('2020-02-11 17:30')
    expect(police(sixclear)).toEqual([])
  })

  it('waits for the day when the office asks for the police at night', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 23:00')
    await sixclear.confirmed(phones.office, `${(await openMatter(she, 'silence')).code} call police`)
    expect(police(sixclear)).toEqual([])
    await sixclear.until('2020-02-12 07:31')
    expect(police(sixclear)).toHaveLength(1)
  })

  it('is never silence after STOP, though its prompt was delivered', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await she.says('STOP')
    await sixclear.until('2020-02-14 12:00')
    const kinds = (await she.matters()).map(({ matter }) => matter.kind)
    expect(kinds).not.toContain('silence')
    expect(police(sixclear)).toEqual([])
  })

  it('is known better when its receipt comes after it has closed', async () => {
    const sixclear = await openTestSystem({ carrier: noReceipts })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    await receiveReceipt(sixclear.system.ports, delivered(she, `prompt-${SLOT}-2`))
    expect(await she.matter('silence')).toMatchObject({ prompt: 'delivered' })
    expect((await she.isolation()).slots).toMatchObject({ [SLOT]: { prompt: 'delivered' } })
    await sixclear.until('2020-02-11 15:01')
    expect(police(sixclear)).toHaveLength(1)
  })

  it('goes by the newest one of several', async () => {
    const sixclear = await openTestSystem({
      carrier: ({ key }) =>
        key.includes('evening') ? { outcome: 'delivered', receiptAfter: 1_000 } : { outcome: 'delivered' },
    })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    const [before] = (await she.matters()).filter(({ matter }) => matter.kind === 'silence')
    expect(before?.matter).toMatchObject({ prompt: 'unknown' })
    await sixclear.until('2020-02-11 21:10')
    const [now] = (await she.matters()).filter(({ matter }) => matter.kind === 'silence')
    expect(now?.matter).toMatchObject({ id: before?.matter.id, prompt: 'delivered', state: { name: 'open' } })
  })

  it('is no silence when the carrier blocks its texts', async () => {
    const sixclear = await openTestSystem({
      carrier: () => ({ outcome: 'blocked', receiptAfter: 60_000 }),
    })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    expect(await she.matter('unreachable')).toMatchObject({ prompt: 'not_delivered', slot: SLOT })
  })
})

describe('a prompt that came to a phone which is not theirs any more', () => {
  const OLD = '+8613800000101'
  const NEW = '+8613800000199'

  /** Silent on the second morning, and found with another number after the last reminder has gone to the old one. */
  const found = async (carrier?: Carrier) => {
    const sixclear = await openTestSystem(carrier === undefined ? {} : { carrier })
    const she = await sixclear.register({ arrived: '2020-02-10 08:30' })
    await sixclear.until('2020-02-12 10:30')
    await sixclear.confirmed(phones.worker, `${(await openMatter(she, 'silence')).code} 换号${NEW}`)
    return { sixclear, she }
  }

  it('asked nobody: the police do not hear that its new owner was silent', async () => {
    const { sixclear, she } = await found()
    await sixclear.text(NEW, '是')
    const before = police(sixclear).length
    await sixclear.until('2020-02-12 17:30')
    expect((await she.isolation()).slots).toMatchObject({
      '02-morning': { state: 'missed', prompt: 'not_delivered' },
    })
    expect(police(sixclear)).toHaveLength(before)
  })

  it('asked nobody, whenever its receipt comes', async () => {
    const late: Carrier = ({ to }) =>
      to === OLD ? { outcome: 'delivered', receiptAfter: 4 * 3_600_000 } : { outcome: 'delivered' }
    const { sixclear, she } = await found(late)
    await sixclear.until('2020-02-12 17:30')
    expect(await she.matter('unreachable')).toMatchObject({ prompt: 'not_delivered' })
  })

  it('turns nobody over to the worker when it fails late', async () => {
    const { sixclear, she } = await found()
    await sixclear.text(NEW, '是')
    const { ports } = sixclear.system
    await receiveReceipt(ports, failed(she, 'prompt-02-morning-2', 'invalid_number'))
    expect((await she.isolation()).contact).toEqual({ by: 'sms' })
  })

  it.each(['你们打错了', 'wrong number'])(
    'asked nobody when whoever has the phone says: %s',
    async (text) => {
      const sixclear = await openTestSystem()
      const she = await sixclear.register()
      await sixclear.until('2020-02-11 11:30')
      expect(await she.matter('silence')).toMatchObject({ prompt: 'delivered' })
      await she.says(text)
      await sixclear.until('2020-02-11 20:30')
      expect(police(sixclear)).toEqual([])
      const now = await openMatter(she, 'silence')
      expect(now).toMatchObject({ prompt: 'not_delivered' })
      expect(isUnconfirmed(now, sixclear.system.ports.clock.now())).toBe(true)
    },
  )

  it('asked nobody when the number is mended in another matter', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    await changePhone(sixclear.system.ports, she.id, NEW, 'staff:worker-1', 'request-1')
    await sixclear.until('2020-02-11 20:30')
    expect(police(sixclear)).toEqual([])
    expect(await openMatter(she, 'silence')).toMatchObject({ prompt: 'not_delivered' })
  })
})

describe('a provider that handles opt-outs', () => {
  it('keeps STOP to itself: the next text is refused, and the worker goes there', async () => {
    const sixclear = await openTestSystem({ optOuts: 'provider' })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await she.says('STOP')
    expect(await she.events()).not.toContain('message_received')
    await sixclear.until('2020-02-11 09:30')
    expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'opted_out' })
    await expect(
      sixclear.system.inbox.send({
        key: 'x',
        to: she.phone,
        template: 'help',
        params: {},
        language: 'en',
        text: 'hello',
      }),
    ).rejects.toBeInstanceOf(MessageRefused)
  })
})
