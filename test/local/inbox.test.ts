import type { SQSEvent } from 'aws-lambda'
import { Timeline } from 'local-step-functions/timeline'
import { beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { InvalidMessage, type Sms } from '../../core/ports/messages.ts'
import { instant } from '../../core/time/instant.ts'
import type { DeliveryOutcome } from '../../local/sms/carrier.ts'
import { Inbox, type InboxOptions } from '../../local/sms/inbox.ts'
import { Database } from '../../local/sqlite/database.ts'
import { Queue } from '../../local/sqlite/queue.ts'

const ANNA = '+8613800000001'
const BOB = '+8613800000002'

const Envelope = z.object({ Message: z.string() })

let timeline: Timeline
let database: Database
let queue: Queue
let receipts: Queue
let inbox: Inbox

const open = (options: Partial<InboxOptions> = {}) => {
  queue = new Queue({ database, scheduler: timeline, name: 'inbound' })
  receipts = new Queue({ database, scheduler: timeline, name: 'receipts' })
  const clock = { now: () => instant(timeline.now()) }
  inbox = new Inbox({ database, clock, inbound: queue, receipts, ...options })
}
beforeEach(() => {
  timeline = new Timeline({ startAt: 0 })
  database = new Database(':memory:')
  open()
})

const send = (to: string, text: string, overrides: Partial<Sms> = {}) =>
  inbox.send({
    key: `key of ${text}`,
    to,
    template: 'prompt',
    params: {},
    language: 'en',
    text,
    ...overrides,
  })

const delivered = async (from = queue): Promise<unknown[]> => {
  const payloads: unknown[] = []
  from.deliverTo(async ({ Records }: SQSEvent) => {
    payloads.push(...Records.map(({ body }): unknown => JSON.parse(body)))
    return { batchItemFailures: [] }
  })
  await timeline.runUntilIdle()
  return payloads
}

/** The texts from phones, out of the topic's envelopes. */
const texts = async (): Promise<unknown[]> => {
  const envelopes = await delivered()
  return envelopes.map((envelope): unknown => JSON.parse(Envelope.parse(envelope).Message))
}

describe('the inbox', () => {
  it('shows what a phone got and wrote as one conversation, in order', async () => {
    await send(ANNA, 'Temperature?')
    await send(BOB, 'And yours?')
    await timeline.runUntil(60_000)
    await inbox.reply(ANNA, '36.5')
    await send(ANNA, 'Thank you')
    expect(inbox.received(ANNA)).toEqual({
      messages: [
        {
          id: 'sms-000001',
          direction: 'to_phone',
          phone: ANNA,
          at: instant(0),
          text: 'Temperature?',
          sent: { key: 'key of Temperature?', template: 'prompt', language: 'en', delivery: 'delivered' },
        },
        { id: 'inbound-000001', direction: 'from_phone', phone: ANNA, at: instant(60_000), text: '36.5' },
        {
          id: 'sms-000003',
          direction: 'to_phone',
          phone: ANNA,
          at: instant(60_000),
          text: 'Thank you',
          sent: { key: 'key of Thank you', template: 'prompt', language: 'en', delivery: 'delivered' },
        },
      ],
    })
  })

  it('shows a long conversation in pages', async () => {
    for (let n = 0; n < 450; n += 1) await send(ANNA, `${n}`)
    const texts: string[] = []
    let page = inbox.received(ANNA)
    for (;;) {
      texts.push(...page.messages.map(({ text }) => text))
      if (page.cursor === undefined) break
      page = inbox.received(ANNA, { cursor: page.cursor })
    }
    expect(texts).toEqual(Array.from({ length: 450 }, (_, n) => `${n}`))
    expect(() => inbox.received(ANNA, { cursor: 'x' })).toThrow(/cursor/)
  })

  it('lists the phones, the latest conversation first, with their unread texts', async () => {
    await send(ANNA, 'one')
    await send(ANNA, 'two')
    await send(BOB, 'three')
    inbox.setCondition('+8613800000003', 'unreachable')
    inbox.markRead(BOB)
    await inbox.reply(ANNA, 'four')
    expect(inbox.phones()).toMatchObject([
      { phone: ANNA, unread: 2, optedOut: false, condition: 'reachable', last: { text: 'four' } },
      { phone: BOB, unread: 0, last: { text: 'three' } },
      { phone: '+8613800000003', unread: 0, condition: 'unreachable' },
    ])
    expect(inbox.phones()[2]?.last).toBeUndefined()
  })

  it('tells a listener of every text in both directions, with what was handed over', async () => {
    const heard: string[] = []
    const stop = inbox.listen((message, sms) => {
      heard.push(`${message.id} ${message.direction} ${message.text} ${sms?.key ?? 'no key'}`)
    })
    await send(ANNA, 'Temperature?')
    await inbox.reply(ANNA, '36.5')
    stop()
    await send(ANNA, 'Thank you')
    expect(heard).toEqual([
      'sms-000001 to_phone Temperature? key of Temperature?',
      'inbound-000001 from_phone 36.5 no key',
    ])
  })

  it('tells no listener of a text that was refused', async () => {
    let heard = 0
    inbox.listen(() => {
      heard += 1
    })
    inbox.setCondition(ANNA, 'unreachable')
    await expect(send(ANNA, 'Temperature?')).rejects.toThrow('unreachable')
    expect(heard).toBe(0)
  })

  it('shows the texts of all phones in the order they came', async () => {
    await send(ANNA, 'one')
    await inbox.reply(BOB, 'two')
    await send(BOB, 'three')
    expect(inbox.messages().messages.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  })

  it('keeps one alert for each key', async () => {
    const alert = { community: 'c', grid: 'g', department: 'police', kind: 'silence', body: { n: 1 } }
    await inbox.publish({ key: 'a', ...alert })
    await timeline.runUntil(5)
    await inbox.publish({ key: 'a', ...alert })
    expect(inbox.alerts()).toEqual({ alerts: [{ key: 'a', at: instant(0), ...alert }] })
  })

  it('is the same after a restart, and goes on counting', async () => {
    await send(ANNA, 'one')
    await inbox.reply(ANNA, 'STOP')
    const before = inbox.phones()
    open()
    expect(inbox.phones()).toEqual(before)
    expect(await send(BOB, 'three')).toEqual({ providerId: 'sms-000002' })
  })

  it('refuses an unreachable phone until it is reachable again', async () => {
    inbox.setCondition(ANNA, 'unreachable')
    await expect(send(ANNA, 'one')).rejects.toMatchObject({ name: 'MessageRefused', reason: 'unreachable' })
    inbox.setCondition(ANNA, 'reachable')
    await send(ANNA, 'two')
    expect(inbox.received(ANNA).messages.map(({ text }) => text)).toEqual(['two'])
  })
})

describe('a text from a phone', () => {
  it('reaches the function that reads texts, as a two-way SMS payload in the envelope of a topic', async () => {
    await inbox.reply(ANNA, '36.5')
    await send(BOB, 'Temperature?')
    const { inboundMessageId } = await inbox.reply(BOB, '体温３６．５ 😷')
    const payloads = await texts()
    expect(payloads).toEqual([
      expect.objectContaining({ originationNumber: ANNA, messageBody: '36.5' }),
      {
        originationNumber: BOB,
        destinationNumber: expect.stringMatching(/^\+\d+$/),
        messageKeyword: expect.any(String),
        messageBody: '体温３６．５ 😷',
        inboundMessageId,
        previousPublishedMessageId: 'sms-000001',
      },
    ])
    expect(payloads[0]).not.toHaveProperty('previousPublishedMessageId')
  })

  it('says when it was sent, also when it is delivered later', async () => {
    await inbox.reply(ANNA, '36.5')
    await timeline.runUntil(60_000)
    expect(await delivered()).toMatchObject([{ Type: 'Notification', Timestamp: instant(0) }])
  })

  it('is not lost when the process dies before it is delivered', async () => {
    const { inboundMessageId } = await inbox.reply(ANNA, '36.5')
    open()
    expect(await texts()).toMatchObject([{ inboundMessageId }])
  })

  it('is refused when it is empty, too long or has no valid number', async () => {
    for (const [phone, text] of [
      [ANNA, ' '],
      [ANNA, 'x'.repeat(1601)],
      ['13800000001', '36.5'],
    ] as const)
      await expect(inbox.reply(phone, text)).rejects.toBeInstanceOf(InvalidMessage)
    expect(await texts()).toEqual([])
    expect(inbox.phones()).toEqual([])
  })
})

describe('receipts', () => {
  it('say in the form of the provider that a text arrived, some seconds later', async () => {
    await send(ANNA, 'one')
    expect(await delivered(receipts)).toEqual([
      {
        eventType: 'TEXT_DELIVERED',
        eventVersion: '1.0',
        eventTimestamp: 5_000,
        isFinal: true,
        messageId: 'sms-000001',
        messageStatus: 'DELIVERED',
        context: { key: 'key of one' },
      },
    ])
  })

  it('come late, report a failure or get lost, as the carrier decides', async () => {
    const carriages: DeliveryOutcome[] = [
      { outcome: 'delivered', receiptAfter: 600_000 },
      { outcome: 'blocked', receiptAfter: 1_000 },
      { outcome: 'delivered' },
    ]
    open({ carrier: () => carriages.shift() ?? { outcome: 'other' } })
    for (const text of ['one', 'two', 'three']) await send(ANNA, text)
    expect(await delivered(receipts)).toMatchObject([
      { eventType: 'TEXT_CARRIER_BLOCKED', messageId: 'sms-000002' },
      { eventType: 'TEXT_DELIVERED', messageId: 'sms-000001', eventTimestamp: 600_000 },
    ])
    expect(inbox.received(ANNA).messages.map(({ sent }) => sent?.delivery)).toEqual([
      'delivered',
      'blocked',
      'delivered',
    ])
  })
})

describe('a phone that is off', () => {
  it('accepts texts without showing them, and the receipt reports it when they expire', async () => {
    const heard: string[] = []
    inbox.listen(({ text }) => void heard.push(text))
    inbox.setCondition(ANNA, 'off')
    await send(ANNA, 'one', { validUntil: instant(60_000) })
    expect(heard).toEqual([])
    expect(inbox.phone(ANNA)).toMatchObject({ condition: 'off', unread: 0 })
    expect(inbox.received(ANNA).messages[0]?.sent?.delivery).toBe('pending')
    expect(await delivered(receipts)).toMatchObject([
      { eventType: 'TEXT_TTL_EXPIRED', eventTimestamp: 60_000, isFinal: true },
    ])
  })

  it('gets what waits for it and has not expired when it is switched on', async () => {
    const heard: string[] = []
    inbox.listen(({ text }, sms) => void heard.push(`${text} ${sms?.params['slot']}`))
    inbox.setCondition(ANNA, 'off')
    await send(ANNA, 'one', { validUntil: instant(60_000), params: { slot: 1 } })
    await send(ANNA, 'two', { validUntil: instant(600_000), params: { slot: 2 } })
    await timeline.runUntil(120_000)
    open()
    inbox.listen(({ text }, sms) => void heard.push(`${text} ${sms?.params['slot']}`))
    inbox.setCondition(ANNA, 'reachable')
    expect(heard).toEqual(['two 2'])
    expect(inbox.phone(ANNA).unread).toBe(1)
  })
})

describe('a provider that handles opt-outs itself', () => {
  beforeEach(() => open({ optOuts: 'provider' }))

  it.each(['STOP', 'stop', ' Stop. ', 'UNSUBSCRIBE please', 'opt-out', 'TD'])(
    'answers %j, passes it on to nobody and refuses what is sent later',
    async (text) => {
      await inbox.reply(ANNA, text)
      expect(inbox.received(ANNA).messages.at(-1)?.text).toContain('unsubscribed')
      await expect(send(ANNA, 'Temperature?')).rejects.toMatchObject({ reason: 'opted_out' })
      expect(inbox.phones()[0]?.optedOut).toBe(true)
      expect(await texts()).toEqual([])
    },
  )

  it('answers HELP and passes it on to nobody', async () => {
    await inbox.reply(ANNA, 'HELP')
    expect(await texts()).toEqual([])
    await send(ANNA, 'Temperature?')
  })

  it.each(['please stop', 'STOPPED', 'ending', '36.5', '停', 'TD体温', 'stop2'])(
    'passes on %j, and serves the phone as before',
    async (text) => {
      await inbox.reply(ANNA, text)
      await send(ANNA, 'Temperature?')
      expect(inbox.phones()[0]?.optedOut).toBe(false)
      expect(await texts()).toMatchObject([{ messageBody: text }])
    },
  )

  it.each(['START', 'unstop'])('unblocks a phone that writes %s', async (text) => {
    await inbox.reply(ANNA, 'STOP')
    await inbox.reply(ANNA, text)
    await send(ANNA, 'Temperature?')
    expect(inbox.phones()[0]?.optedOut).toBe(false)
  })
})

describe('a provider that leaves opt-outs to us', () => {
  it.each(['STOP', 'HELP', 'START'])('passes on %s, and refuses nothing', async (text) => {
    await inbox.reply(ANNA, text)
    await send(ANNA, 'Temperature?')
    expect(await texts()).toMatchObject([{ messageBody: text }])
    expect(inbox.received(ANNA).messages).toHaveLength(2)
  })
})
