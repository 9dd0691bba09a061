/** What happens to prompts, people and communities while the provider of messages fails. */
import { describe, expect, it } from 'vitest'
import { isUntaken } from '../../core/disruption/climb-disruption.ts'
import { MessagesThrottled, ProviderUnavailable, type Sms } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { findDisruption, heldUpIn } from '../../record/disruption-repository.ts'
import { at, exampleCommunity, openTestSystem, type TestReturnee } from './test-system.ts'

const { id: community } = exampleCommunity()

/** Residents in a community whose provider fails from one moment to another: nothing is sent, or nobody knows. */
const withOutage = async (
  from: string,
  to: string,
  error: () => Error = () => new ProviderUnavailable('it is down'),
) => {
  const calls: { readonly sms: Sms; readonly failed: boolean }[] = []
  const wrap = (ports: Ports): Ports => ({
    ...ports,
    messages: {
      send: async (sms) => {
        const now = ports.clock.now()
        const failed = now >= at(from) && now < at(to)
        calls.push({ sms, failed })
        if (failed) throw error()
        return ports.messages.send(sms)
      },
    },
  })
  const sixclear = await openTestSystem({ wrap, messagesPerSecond: { urgent: 4, routine: 16 } })
  const people: TestReturnee[] = []
  for (let n = 0; n < 20; n += 1)
    people.push(
      await sixclear.register({ name: `样例${n}`, phone: `+8613800001${100 + n}`, room: `${101 + n}` }),
    )
  const disruption = async () =>
    (await findDisruption(sixclear.system.ports.store, community, 'messages_failing'))?.disruption
  return { sixclear, people, disruption, calls }
}

const promptsOf = (returnee: TestReturnee): string[] =>
  returnee
    .texts()
    .filter(
      ({ at, sent }) => at > '2020-02-11' && (sent?.template === 'prompt' || sent?.template === 'reminder'),
    )
    .map(({ at }) => at)

describe('a provider that is down', () => {
  it('burns no prompt: each waits, and goes out as soon as it works again', async () => {
    const { sixclear, people } = await withOutage('2020-02-11 07:55', '2020-02-11 08:40')
    await sixclear.until('2020-02-11 08:50')
    for (const one of people) expect(promptsOf(one)).toHaveLength(1)
    expect(promptsOf(people[0] as TestReturnee)[0]).toMatch(/^2020-02-11T00:4/)
  })

  it('is asked by a few messages, not by all that wait', async () => {
    const { sixclear, calls } = await withOutage('2020-02-11 07:55', '2020-02-11 10:50')
    await sixclear.until('2020-02-11 10:45')
    expect(calls.filter(({ failed }) => failed).length).toBeLessThan(100)
  })

  it('loses one prompt a try where nobody knows whether they were sent, and the reminder asks them', async () => {
    const { sixclear, people } = await withOutage(
      '2020-02-11 07:55',
      '2020-02-11 08:40',
      () => new Error('a timeout'),
    )
    await sixclear.until('2020-02-11 09:02')
    for (const one of people) expect(promptsOf(one).length).toBeGreaterThan(0)
  })

  it('is one disruption of the community, with those who are to be rung, and is over by itself', async () => {
    const { sixclear, people, disruption } = await withOutage('2020-02-11 07:55', '2020-02-11 09:30')
    await sixclear.until('2020-02-11 09:10')
    expect((await disruption())?.state.name).toBe('open')
    const { store } = sixclear.system.ports
    expect(await heldUpIn(store, community, 'messages_failing')).toHaveLength(20)
    await sixclear.until('2020-02-11 09:50')
    expect((await disruption())?.state.name).toBe('settled')
    for (const one of people) expect(promptsOf(one)).toHaveLength(1)
  })
})

describe('a provider that is down for so long that nobody can be told of it', () => {
  it('turns the line red', async () => {
    const { sixclear, disruption } = await withOutage('2020-02-11 07:55', '2020-02-11 09:30')
    const isRed = async (): Promise<boolean> => {
      const open = await disruption()
      return open !== undefined && isUntaken(open, sixclear.system.ports.clock.now())
    }
    await sixclear.until('2020-02-11 08:20')
    expect(await isRed()).toBe(false)
    await sixclear.until('2020-02-11 08:55')
    expect(await isRed()).toBe(true)
    await sixclear.until('2020-02-11 09:50')
    expect(await isRed()).toBe(false)
  })
})

describe('a provider that only asks for patience', () => {
  it('is no provider that is down', async () => {
    const { sixclear, disruption } = await withOutage(
      '2020-02-11 07:55',
      '2020-02-11 08:02',
      () => new MessagesThrottled('slower'),
    )
    await sixclear.until('2020-02-11 08:30')
    expect(await disruption()).toBeUndefined()
  })
})
