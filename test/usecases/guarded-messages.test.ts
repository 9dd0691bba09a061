import { expect, it } from 'vitest'
import { MessageRefused, type Messages, ProviderUnavailable, type Sms } from '../../core/ports/messages.ts'
import { MINUTE, plus } from '../../core/time/instant.ts'
import { CircuitOpen, guardedMessages, noneWorks, sendNow } from '../../usecases/deliver/guarded-messages.ts'
import { at, openTestSystem } from '../workflow/test-system.ts'

const sms: Sms = {
  key: 'k',
  to: '+8613800000101',
  template: 'prompt',
  params: {},
  language: 'en',
  text: 'How warm are you?',
}

/** Two providers, the second behind the first, on one record. */
const twoProviders = async () => {
  const { system } = await openTestSystem()
  let now = at('2020-02-10 10:00')
  const broken = new Map<string, Error>()
  const sent: string[] = []
  const provider = (name: string) => {
    const messages: Messages = {
      send: async () => {
        const error = broken.get(name)
        if (error !== undefined) throw error
        sent.push(name)
        return { providerId: `${name}-${sent.length}` }
      },
    }
    return { name, serves: () => true, messages }
  }
  const providers = [provider('first'), provider('second')]
  const messages: Messages = {
    send: async () => {
      sent.push('at all events')
      return { providerId: 'never' }
    },
    providers,
  }
  const ports = { ...system.ports, messages, clock: { now: () => now } }
  return {
    ports,
    broken,
    sent,
    send: () => guardedMessages(ports).send(sms),
    sendNow: () => sendNow(ports, sms),
    wait: (duration: number) => {
      now = plus(now, duration)
    },
  }
}

const times = async (count: number, run: () => Promise<unknown>): Promise<void> => {
  for (let time = 0; time < count; time += 1) await run().catch(() => undefined)
}

it('a second provider sends while the first is down, and the first again when a probe succeeds', async () => {
  const { broken, sent, send, wait, ports } = await twoProviders()
  broken.set('first', new ProviderUnavailable('down'))
  await times(8, send)
  expect(sent).toEqual(Array.from({ length: 8 }, () => 'second'))
  expect(await noneWorks(ports)).toBe(false)
  broken.delete('first')
  await send()
  expect(sent.at(-1)).toBe('second')
  wait(MINUTE)
  await send()
  await send()
  expect(sent.slice(-2)).toEqual(['first', 'first'])
})

it('a message of which nobody knows whether it was sent is not sent by the other one', async () => {
  const { broken, sent, send } = await twoProviders()
  broken.set('first', new Error('a timeout'))
  await expect(send()).rejects.toThrow('a timeout')
  expect(sent).toEqual([])
})

it('a number that is refused says nothing against the provider', async () => {
  const { broken, send, ports } = await twoProviders()
  broken.set('first', new MessageRefused('invalid_number'))
  await times(8, send)
  broken.clear()
  expect((await guardedMessages(ports).send(sms)).providerId).toBe('first-1')
})

it('where both are down nothing is tried until the next probe, by one process or another', async () => {
  const { broken, send, ports } = await twoProviders()
  for (const name of ['first', 'second']) broken.set(name, new ProviderUnavailable('down'))
  await times(10, send)
  expect(await noneWorks(ports)).toBe(true)
  await expect(guardedMessages({ ...ports }).send(sms)).rejects.toThrow(CircuitOpen)
})

it('what stands in no queue goes by a provider that works, and is tried by one when none is known to', async () => {
  const { broken, sent, sendNow } = await twoProviders()
  broken.set('first', new ProviderUnavailable('down'))
  await times(6, sendNow)
  expect(sent).toEqual(Array.from({ length: 6 }, () => 'second'))
  broken.set('second', new ProviderUnavailable('down'))
  await times(6, sendNow)
  sent.length = 0
  await sendNow()
  expect(sent).toEqual(['at all events'])
})
