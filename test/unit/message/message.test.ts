import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { Inbound, Message } from '../../../core/message/message.ts'
import { ExecutionLimitReached, ExecutionsThrottled } from '../../../core/ports/executions.ts'
import { MessageRefused, MessagesThrottled } from '../../../core/ports/messages.ts'
import { ConditionFailed, StoreThrottled, WriteRefused } from '../../../core/ports/store.ts'

const message = {
  key: 'prompt-01-morning-0',
  to: { who: 'resident' },
  template: 'prompt',
  params: { closes: '11:00' },
  at: '2020-03-02T00:00:00.000Z',
  state: 'sending',
}

describe('a recorded message', () => {
  it('has the recipient, never the number', () => {
    expect(z.safeParse(Message, message).success).toBe(true)
    expect(
      z.safeParse(Message, { ...message, to: { who: 'resident', phone: '+8613800001111' } }).success,
    ).toBe(false)
    expect(z.safeParse(Message, { ...message, phone: '+8613800001111' }).success).toBe(false)
  })

  it('to staff names the post', () => {
    const to = { who: 'staff', role: 'doctor', staff: 'doctor' }
    expect(z.safeParse(Message, { ...message, to }).success).toBe(true)
    expect(z.safeParse(Message, { ...message, to: { ...to, role: 'neighbour' } }).success).toBe(false)
  })

  it('always has a key', () => {
    expect(z.safeParse(Message, { ...message, key: '' }).success).toBe(false)
  })
})

describe('a text that came in', () => {
  it('is received, then recorded', () => {
    const inbound = { id: 'a', from: '+8613800001111', text: '36.5', at: message.at }
    expect(z.safeParse(Inbound, { ...inbound, state: 'received' }).success).toBe(true)
    expect(z.safeParse(Inbound, { ...inbound, state: 'recorded' }).success).toBe(true)
    expect(z.safeParse(Inbound, { ...inbound, state: 'lost' }).success).toBe(false)
  })
})

describe('an error of a port', () => {
  it.each([
    [new MessageRefused('opted_out'), 'MessageRefused', 'the provider refuses this number: opted out'],
    [
      new ConditionFailed([
        { pk: 'A', sk: '1' },
        { pk: 'B', sk: '2' },
      ]),
      'ConditionFailed',
      'not as expected: A 1, B 2',
    ],
    [new MessagesThrottled('slow down'), 'MessagesThrottled', 'slow down'],
    [new StoreThrottled('slow down'), 'StoreThrottled', 'slow down'],
    [new WriteRefused('too big'), 'WriteRefused', 'too big'],
    [new ExecutionsThrottled('slow down'), 'ExecutionsThrottled', 'slow down'],
    [new ExecutionLimitReached('too many'), 'ExecutionLimitReached', 'too many'],
  ])('%s is known by its name, as a workflow sees it', (error, name, words) => {
    expect(error).toBeInstanceOf(Error)
    expect([error.name, error.message]).toEqual([name, words])
  })
})
