import { describe, expect, it } from 'vitest'
import { StaffId } from '../../core/ids.ts'
import type { Message } from '../../core/message/message.ts'
import { type Messages, MessagesThrottled, type Sms } from '../../core/ports/messages.ts'
import type { Handed } from '../../core/ports/outbox.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident, messageToStaff } from '../../core/texts/recorded-message.ts'
import { sendingAtOnce } from '../../local/system/outbox-at-once.ts'
import { handleCommand, loadIsolation } from '../../record/isolation-repository.ts'
import { messageKey } from '../../record/keys.ts'
import { readMessage } from '../../record/message-repository.ts'
import { deliver, deliverAgain } from '../../usecases/deliver/deliver.ts'
import { deliverQueued } from '../../usecases/deliver/deliver-queued.ts'
import { sqsEvent } from '../aws/sqs-event.ts'
import { at, openTestSystem, type TestReturnee } from '../workflow/test-system.ts'

const worker = { role: 'grid_worker', staff: StaffId.parse('worker-1') } as const
const now = at('2020-02-10 10:00')
const prompt = messageToResident('a-prompt', now, 'prompt', {
  slot: { date: '2020-02-11', half: 'morning' },
  closes: '11:00',
})
const notice = messageToResident('a-notice', now, 'fever', { clinic: 'clinic' })
const toWorker = messageToStaff(worker, 'to-the-worker', now, 'new_returnee', {
  until: '2020-02-24',
  signed: false,
})

/** A returnee for whom one text has been recorded as `sending`; nothing has been handed over yet. */
const withRecorded = async (message: Message) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  const { ports } = sixclear.system
  await handleCommand(ports, she.id, () => ({
    by: 'workflow',
    events: [{ type: 'message_received', meaning: 'test', inbound: message.key }],
    messages: [message],
  }))
  return { sixclear, she, ports, context: await loadIsolation(ports, she.id) }
}

const stateOf = async (ports: Ports, she: TestReturnee, { key }: Message): Promise<Message> => {
  const item = await ports.store.get(messageKey(she.id, key))
  if (item === undefined) throw new Error(`no message ${key}`)
  return readMessage(item)
}

const sending = (send: (sms: Sms) => ReturnType<Messages['send']>): Messages => ({ send })

const withMessages = (ports: Ports, messages: Messages): Ports => sendingAtOnce({ ...ports, messages })

describe('a text', () => {
  it('is sent once, and the record knows under which number of the provider', async () => {
    const { sixclear, she, ports, context } = await withRecorded(prompt)
    await deliver(ports, context, prompt)
    expect(await stateOf(ports, she, prompt)).toMatchObject({ state: 'sent', segments: 1 })
    expect((await stateOf(ports, she, prompt)).providerId).toMatch(/\S/)
    await deliverAgain(ports, context, prompt.key)
    expect(sixclear.messagesTo(she.phone, 'prompt')).toHaveLength(1)
  })

  it('that the provider throttles waits, and is sent at the next try', async () => {
    const { sixclear, she, ports, context } = await withRecorded(prompt)
    sixclear.system.inbox.throttleNext(2)
    await expect(deliver(ports, context, prompt)).rejects.toThrow(MessagesThrottled)
    expect((await stateOf(ports, she, prompt)).state).toBe('waiting')
    await expect(deliverAgain(ports, context, prompt.key)).rejects.toThrow(MessagesThrottled)
    expect((await stateOf(ports, she, prompt)).state).toBe('waiting')
    await deliverAgain(ports, context, prompt.key)
    expect((await stateOf(ports, she, prompt)).state).toBe('sent')
    expect(sixclear.messagesTo(she.phone, 'prompt')).toHaveLength(1)
  })

  it.each([
    ['unreachable', 'unreachable', 'unreachable'],
    ['invalid_number', 'unreachable', 'invalid_number'],
  ] as const)(
    'to a phone that is %s makes the worker ask instead, and opens a matter',
    async (condition, kind, reason) => {
      const { sixclear, she, ports, context } = await withRecorded(prompt)
      sixclear.system.inbox.setCondition(she.phone, condition)
      await deliver(ports, context, prompt)
      expect(await stateOf(ports, she, prompt)).toMatchObject({ state: 'refused', reason })
      expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'unreachable' })
      await sixclear.settle()
      expect((await she.matter(kind)).state.name).toBe('open')
      expect(await she.events()).toContain('message_not_delivered')
    },
  )

  it('that is refused a second time opens no second matter', async () => {
    const { sixclear, she, ports, context } = await withRecorded(prompt)
    sixclear.system.inbox.setCondition(she.phone, 'unreachable')
    await deliver(ports, context, prompt)
    await handleCommand(ports, she.id, () => ({
      by: 'workflow',
      events: [{ type: 'message_received', meaning: 'test', inbound: 'x' }],
      messages: [notice],
    }))
    await deliver(ports, await loadIsolation(ports, she.id), notice)
    expect((await she.events()).filter((type) => type === 'message_not_delivered')).toHaveLength(2)
    expect((await she.events()).filter((type) => type === 'matter_opened')).toHaveLength(1)
  })

  it('to a post whose phone is refused is kept as refused, and changes nothing for the returnee', async () => {
    const { sixclear, she, ports, context } = await withRecorded(toWorker)
    sixclear.system.inbox.setCondition('+8613900000001', 'unreachable')
    await deliver(ports, context, toWorker)
    expect((await stateOf(ports, she, toWorker)).state).toBe('refused')
    expect((await she.isolation()).contact).toEqual({ by: 'sms' })
    expect((await she.isolation()).matters).toEqual({})
  })

  it('leaves the answer open when the provider breaks down in the middle: the state stays "sending"', async () => {
    const { she, ports, context } = await withRecorded(prompt)
    const broken = withMessages(
      ports,
      sending(async () => Promise.reject(new Error('connection lost'))),
    )
    await expect(deliver(broken, context, prompt)).rejects.toThrow('connection lost')
    expect((await stateOf(ports, she, prompt)).state).toBe('sending')
  })
})

/** Its result was lost in a crash. */
const lost = (message: Message): Message => ({ ...message, state: 'sending' })

describe('after a crash between the sending and the result', () => {
  it('a prompt is not repeated: a reminder follows it anyway', async () => {
    const { sixclear, she, ports, context } = await withRecorded(lost(prompt))
    await deliverAgain(ports, context, prompt.key)
    expect((await stateOf(ports, she, prompt)).state).toBe('unknown')
    await deliverAgain(ports, context, prompt.key)
    expect(sixclear.messagesTo(she.phone, 'prompt')).toHaveLength(0)
  })

  it('a text about a fever is repeated: no reminder follows it', async () => {
    const { sixclear, she, ports, context } = await withRecorded(lost(notice))
    await deliverAgain(ports, context, notice.key)
    expect((await stateOf(ports, she, notice)).state).toBe('sent')
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(1)
  })

  it('a text to staff is repeated', async () => {
    const { sixclear, she, ports, context } = await withRecorded(lost(toWorker))
    const before = sixclear.messagesTo('+8613900000001', 'new_returnee').length
    await deliverAgain(ports, context, toWorker.key)
    expect((await stateOf(ports, she, toWorker)).state).toBe('sent')
    expect(sixclear.messagesTo('+8613900000001', 'new_returnee')).toHaveLength(before + 1)
  })

  it('two finders at the same time send it once', async () => {
    const { sixclear, she, ports, context } = await withRecorded(lost(notice))
    await Promise.all([deliverAgain(ports, context, notice.key), deliverAgain(ports, context, notice.key)])
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(1)
  })

  it('a key that was never recorded is left alone', async () => {
    const { sixclear, she, ports, context } = await withRecorded(lost(prompt))
    await deliverAgain(ports, context, 'no-such-key')
    expect(sixclear.messagesTo(she.phone, 'prompt')).toHaveLength(0)
  })
})

describe('a prompt that waited', () => {
  it('is given up when the workflow no longer waits for its answer', async () => {
    const key = 'prompt-01-morning-0'
    const { sixclear, she, ports, context } = await withRecorded({ ...prompt, key })
    await deliverAgain(ports, context, key)
    expect((await stateOf(ports, she, { ...prompt, key })).state).toBe('not_needed')
    expect(sixclear.messagesTo(she.phone, 'prompt')).toHaveLength(0)
  })
})

describe('where there is an outbox', () => {
  it('a text is handed to it by its key, and sent when it comes out', async () => {
    const { sixclear, she, ports, context } = await withRecorded(notice)
    const handed: Handed[] = []
    const queued: Ports = { ...ports, outbox: { hand: async (text) => void handed.push(text) } }
    await deliver(queued, context, notice)
    expect(handed).toEqual([{ subject: she.id, key: 'a-notice', lane: 'urgent' }])
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(0)
    await deliverAgain(ports, context, notice.key)
    await deliverAgain(ports, context, notice.key)
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(1)
  })
})

describe('a returnee without a phone', () => {
  it('is sent nothing, and the record says that it was not needed', async () => {
    const sixclear = await openTestSystem()
    const he = await sixclear.register({ phone: null })
    const { ports } = sixclear.system
    await handleCommand(ports, he.id, () => ({
      by: 'workflow',
      events: [{ type: 'message_received', meaning: 'test', inbound: 'x' }],
      messages: [notice],
    }))
    await deliver(ports, await loadIsolation(ports, he.id), notice)
    expect((await stateOf(ports, he, notice)).state).toBe('not_needed')
  })
})

describe('the outbox and the function behind it', () => {
  const withOutbox = (ports: Ports) => {
    const handed: string[] = []
    return {
      handed,
      ports: {
        ...ports,
        outbox: {
          hand: async ({ key }: { readonly key: string }) => {
            handed.push(key)
          },
        },
      },
    }
  }

  it('everything goes to the provider through it, at the first try and later', async () => {
    const { sixclear, she, ports, context } = await withRecorded(notice)
    const { ports: queueing, handed } = withOutbox(ports)
    await deliver(queueing, context, notice)
    await deliverAgain(queueing, context, notice.key)
    expect(handed).toEqual(['a-notice', 'a-notice'])
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(0)
  })

  it('the function behind it sends once what was queued twice, and fails only what it could not send', async () => {
    const { sixclear, she, ports } = await withRecorded(notice)
    const batch = sqsEvent(
      JSON.stringify({ subject: she.id, key: notice.key }),
      JSON.stringify({ subject: she.id, key: notice.key }),
      'no JSON',
      JSON.stringify({ subject: 'iso-0000000000000000', key: 'unknown' }),
      JSON.stringify({ subject: she.id, key: 'unknown' }),
    )
    expect(await deliverQueued(ports, batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-3' }, { itemIdentifier: 'message-4' }],
    })
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(1)
  })

  it('a text comes again from the queue when the provider throttles it', async () => {
    const { sixclear, she, ports } = await withRecorded(notice)
    sixclear.system.inbox.throttleNext(1)
    const queued = sqsEvent(JSON.stringify({ subject: she.id, key: notice.key }))
    expect((await deliverQueued(ports, queued)).batchItemFailures).toHaveLength(1)
    expect((await deliverQueued(ports, queued)).batchItemFailures).toHaveLength(0)
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(1)
  })
})

describe('a queue that brings one text twice at the same moment', () => {
  const queued = (isolation: string, key: string) => sqsEvent(JSON.stringify({ subject: isolation, key }))

  it('sends it once: the second finds it claimed and comes again later', async () => {
    const { sixclear, she, ports } = await withRecorded(toWorker)
    const before = sixclear.messagesTo('+8613900000001', 'new_returnee').length
    let second: unknown
    const slow = withMessages(
      ports,
      sending(async (sms) => {
        second = await deliverQueued(ports, queued(she.id, toWorker.key))
        return ports.messages.send(sms)
      }),
    )
    expect(await deliverQueued(slow, queued(she.id, toWorker.key))).toEqual({ batchItemFailures: [] })
    expect(second).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] })
    expect(sixclear.messagesTo('+8613900000001', 'new_returnee')).toHaveLength(before + 1)
    expect((await stateOf(ports, she, toWorker)).state).toBe('sent')
  })

  it('sends it again, a minute later, when the first has died', async () => {
    const { sixclear, she, ports } = await withRecorded({
      ...lost(toWorker),
      claimedAt: at('2020-02-10 10:00'),
    })
    expect(await deliverQueued(ports, queued(she.id, toWorker.key))).toMatchObject({
      batchItemFailures: [{ itemIdentifier: 'message-1' }],
    })
    await sixclear.until('2020-02-10 10:01')
    expect(await deliverQueued(ports, queued(she.id, toWorker.key))).toEqual({ batchItemFailures: [] })
    expect((await stateOf(ports, she, toWorker)).state).toBe('sent')
  })
})
