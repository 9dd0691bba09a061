/** A slot closes, and no text had asked for it: the system or its provider failed, and not the people. */
import { describe, expect, it } from 'vitest'
import { ProviderUnavailable } from '../../core/ports/messages.ts'
import { type Store, StoreThrottled } from '../../core/ports/store.ts'
import { findDisruption, heldUpIn } from '../../record/disruption-repository.ts'
import { at, exampleCommunity, openTestSystem, phones, type TestReturnee } from './test-system.ts'

const { id: community } = exampleCommunity()
const MATTERS_OF_SILENCE = ['silence', 'unreachable']

interface Outage {
  readonly from: string
  readonly to: string
}

/** Twenty people, of whom the first writes her reading by herself, and the last is measured by the worker. */
const lives = async (what: 'record' | 'provider', { from, to }: Outage) => {
  const sixclear = await openTestSystem({
    wrapInvocation: (ports) => {
      const isDown = (): boolean => ports.clock.now() >= at(from) && ports.clock.now() < at(to)
      if (what === 'provider')
        return {
          ...ports,
          messages: {
            send: async (sms) => {
              if (isDown()) throw new ProviderUnavailable('it is down')
              return ports.messages.send(sms)
            },
          },
        }
      const down: Store = new Proxy(ports.store, {
        get: () => async () => {
          throw new StoreThrottled('a brown-out')
        },
      })
      return isDown() ? { ...ports, store: down } : ports
    },
  })
  const people: TestReturnee[] = []
  for (let n = 0; n < 20; n += 1)
    people.push(
      await sixclear.register({
        name: `样例${n}`,
        ...(n === 19 ? {} : { phone: `+8613800001${100 + n}` }),
        room: `${101 + n}`,
      }),
    )
  const { store } = sixclear.system.ports
  const listed = async (): Promise<number> => (await heldUpIn(store, community, 'not_asked')).length
  const disruption = async () => (await findDisruption(store, community, 'not_asked'))?.disruption.state.name
  const silences = async (): Promise<number> => {
    const all = await Promise.all(people.map((one) => one.matters()))
    return all.flat().filter(({ matter }) => MATTERS_OF_SILENCE.includes(matter.kind)).length
  }
  const states = async (slot: string): Promise<(string | undefined)[]> => [
    ...new Set(await Promise.all(people.map((one) => one.slot(slot)))),
  ]
  return { sixclear, people, listed, disruption, silences, states }
}

describe.each(['record', 'provider'] as const)('while the %s fails beyond the close of a slot', (what) => {
  const outage = { from: '2020-02-11 07:55', to: '2020-02-11 11:40' }

  it('nobody is looked for one by one: the community has one list, and is told once', async () => {
    const { sixclear, people, listed, disruption, silences, states } = await lives(what, outage)
    await sixclear.until('2020-02-11 14:00')
    expect(await states('01-morning')).toEqual(['excused'])
    expect(await silences()).toBe(0)
    expect(await listed()).toBe(people.length)
    expect(await disruption()).toBe('open')
    const told = sixclear.messagesTo(phones.administrator, 'disruption').map(({ text }) => text)
    expect(told.filter((text) => text.includes('人因故障没有被问体温'))).toHaveLength(1)
  })

  it('who reports meanwhile is off the list, and the reading counts for the slot', async () => {
    const { sixclear, people, listed } = await lives(what, outage)
    await sixclear.until('2020-02-11 14:00')
    const [she] = people
    await sixclear.text(she?.phone ?? '', '36.5')
    await sixclear.until('2020-02-11 14:20')
    expect(await she?.slot('01-morning')).toBe('late')
    expect(await listed()).toBe(people.length - 1)
  })

  it('everybody is asked at the next slot, and then it is over by itself', async () => {
    const { sixclear, people, listed, disruption } = await lives(what, outage)
    await sixclear.until('2020-02-11 19:00')
    for (const one of people.slice(0, -1))
      expect(
        one.texts().filter(({ at: sent, sent: sms }) => sent > '2020-02-11 17' && sms?.template === 'prompt'),
      ).toHaveLength(1)
    expect(await listed()).toBe(0)
    expect(await disruption()).toBe('settled')
  })
})

describe('a provider that fails for two days', () => {
  it('is one list for a day; then each person has a matter, because a list cannot stand for ever', async () => {
    const { sixclear, people, silences, states } = await lives('provider', {
      from: '2020-02-11 07:55',
      to: '2020-02-12 14:00',
    })
    await sixclear.until('2020-02-12 07:00')
    expect([await states('01-morning'), await states('01-evening')]).toEqual([['excused'], ['excused']])
    expect(await silences()).toBe(0)
    await sixclear.until('2020-02-12 11:30')
    expect(await states('02-morning')).toEqual(['missed'])
    expect(await silences()).toBe(people.length)
  })
})
