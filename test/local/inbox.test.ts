import type { SQSEvent } from 'aws-lambda'
import { beforeEach, describe, expect, it } from 'vitest'
import { instant } from '../../core/instant.ts'
import { InvalidMessage, type Sms } from '../../core/ports/messages.ts'
import { Timeline } from '../../local/clock/timeline.ts'
import { Database } from '../../local/database.ts'
import { Inbox } from '../../local/inbox.ts'
import { Queue } from '../../local/queue.ts'

const ANNA = '+8613800000001'
const BOB = '+8613800000002'

let timeline: Timeline
let database: Database
let queue: Queue
let inbox: Inbox

const open = () => {
  queue = new Queue({ database, scheduler: timeline, name: 'inbound' })
  inbox = new Inbox({ database, clock: { now: () => instant(timeline.now()) }, inbound: queue })
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

const delivered = async (): Promise<unknown[]> => {
  const payloads: unknown[] = []
  queue.deliverTo(async ({ Records }: SQSEvent) => {
    payloads.push(...Records.map(({ body }): unknown => JSON.parse(body)))
    return { batchItemFailures: [] }
  })
  await timeline.runUntilIdle()
  return payloads
}

describe('the inbox', () => {
  it('shows what a phone got and wrote as one talk, in order', async () => {
    await send(ANNA, 'Temperature?')
    await send(BOB, 'And yours?')
    await timeline.runUntil(60_000)
    await inbox.reply(ANNA, '36.5')
    await send(ANNA, 'Thank you')
    expect(inbox.received(ANNA)).toEqual({
      messages: [
        {
          id: 'sms-000001',
          direction: 'to phone',
          phone: ANNA,
          at: instant(0),
          text: 'Temperature?',
          sent: { key: 'key of Temperature?', template: 'prompt', language: 'en' },
        },
        { id: 'inbound-000001', direction: 'from phone', phone: ANNA, at: instant(60_000), text: '36.5' },
        {
          id: 'sms-000003',
          direction: 'to phone',
          phone: ANNA,
          at: instant(60_000),
          text: 'Thank you',
          sent: { key: 'key of Thank you', template: 'prompt', language: 'en' },
        },
      ],
    })
  })

  it('shows a long talk in pages', async () => {
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

  it('lists the phones, the last talk first, with their unread texts', async () => {
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
      'sms-000001 to phone Temperature? key of Temperature?',
      'inbound-000001 from phone 36.5 no key',
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

  it('keeps one alert a key', async () => {
    const alert = { community: 'c', grid: 'g', department: 'police', kind: 'silence', body: { n: 1 } }
    await inbox.publish({ key: 'a', ...alert })
    await timeline.runUntil(5)
    await inbox.publish({ key: 'a', ...alert })
    expect(inbox.alerts()).toEqual({ alerts: [{ key: 'a', at: instant(0), ...alert }] })
  })

  it('is as it was after a restart, and goes on counting', async () => {
    await send(ANNA, 'one')
    await inbox.reply(ANNA, 'STOP')
    const before = inbox.phones()
    open()
    expect(inbox.phones()).toEqual(before)
    await expect(send(ANNA, 'two')).rejects.toMatchObject({ reason: 'opted out' })
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
  it('reaches the function that reads texts, as a two-way SMS payload', async () => {
    await inbox.reply(ANNA, '36.5')
    await send(BOB, 'Temperature?')
    const { inboundMessageId } = await inbox.reply(BOB, '体温３６．５ 😷')
    const payloads = await delivered()
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

  it('is not lost when the process dies before it is delivered', async () => {
    const { inboundMessageId } = await inbox.reply(ANNA, '36.5')
    open()
    expect(await delivered()).toMatchObject([{ inboundMessageId }])
  })

  it('is refused when it is empty, too long or from no number', async () => {
    for (const [phone, text] of [
      [ANNA, ' '],
      [ANNA, 'x'.repeat(1601)],
      ['13800000001', '36.5'],
    ] as const)
      await expect(inbox.reply(phone, text)).rejects.toBeInstanceOf(InvalidMessage)
    expect(await delivered()).toEqual([])
    expect(inbox.phones()).toEqual([])
  })
})

describe('the opt-out list of the provider', () => {
  it.each(['STOP', 'stop', ' Stop. ', 'UNSUBSCRIBE please', 'opt-out', 'TD'])(
    'takes up a phone that writes %j, and the text is delivered all the same',
    async (text) => {
      await inbox.reply(ANNA, text)
      await expect(send(ANNA, 'Temperature?')).rejects.toMatchObject({ reason: 'opted out' })
      expect(inbox.phones()[0]?.optedOut).toBe(true)
      expect(await delivered()).toMatchObject([{ messageBody: text }])
    },
  )

  it.each(['please stop', 'STOPPED', 'ending', '36.5', '停', 'TD体温', 'stop2'])(
    'is not changed by %j',
    async (text) => {
      await inbox.reply(ANNA, text)
      await send(ANNA, 'Temperature?')
      expect(inbox.phones()[0]?.optedOut).toBe(false)
    },
  )

  it.each(['START', 'unstop'])('lets go a phone that writes %s', async (text) => {
    await inbox.reply(ANNA, 'STOP')
    await inbox.reply(ANNA, text)
    await send(ANNA, 'Temperature?')
    expect(inbox.phones()[0]?.optedOut).toBe(false)
  })
})
