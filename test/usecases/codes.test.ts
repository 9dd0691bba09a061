import { describe, expect, it } from 'vitest'
import { Community } from '../../core/community/community.ts'
import { CommunityId, IsolationId, MatterId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Item, type Key, WriteRefused } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { HOUR, plus } from '../../core/time/instant.ts'
import { publishCommunity } from '../../local/system/local-system.ts'
import { namedBy, takeCode } from '../../record/short-code-repository.ts'
import { recordRefusal } from '../../usecases/deliver/record-refusal.ts'
import { settleMatter } from '../../usecases/settle-matter/settle-matter.ts'
import { at, exampleCommunity, openTestSystem, phones, sharpRuleBook } from '../workflow/test-system.ts'

const community = exampleCommunity().id

describe('a code', () => {
  it('has four digits, never begins with 0, and names what it was taken for', async () => {
    const { system } = await openTestSystem()
    const named = { subject: IsolationId.parse('iso-abcd') }
    const { code, write } = await takeCode(system.ports.store, community, named, system.ports.clock.now())
    expect(code).toMatch(/^[1-9]\d{3}$/)
    expect(await namedBy(system.ports.store, community, code)).toBeUndefined()
    await system.ports.store.transact([write])
    expect(await namedBy(system.ports.store, community, code)).toEqual(named)
  })

  it('goes to the next number where another matter has it', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { store, clock } = sixclear.system.ports
    const named = { subject: she.id }
    const first = await takeCode(store, community, named, clock.now())
    await store.transact([first.write])
    const second = await takeCode(store, community, named, clock.now())
    expect(Number(second.code)).toBe(first.code === '9999' ? 1000 : Number(first.code) + 1)
  })

  it('is taken by one of two who want it at the same time', async () => {
    const { system } = await openTestSystem()
    const { store, clock } = system.ports
    const named = { subject: IsolationId.parse('iso-abcd') }
    const one = await takeCode(store, community, named, clock.now())
    const other = await takeCode(store, community, named, clock.now())
    await store.transact([one.write])
    await expect(store.transact([other.write])).rejects.toThrow('not as expected')
  })

  it('rests for 48 hours after its matter was settled, then is free again', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    const { id, code } = await she.matter('silence')
    const { store, clock } = sixclear.system.ports
    await settleMatter(sixclear.system.ports, id, 'reached', 'staff:worker-1')
    const settledAt = clock.now()
    const again = (hours: number) =>
      takeCode(store, community, { subject: she.id, matter: id }, plus(settledAt, hours * HOUR))
    expect((await again(1)).code).not.toBe(code)
    expect((await again(48)).code).not.toBe(code)
    expect((await again(49)).code).toBe(code)
  })

  it('of a returnee is kept until the isolation is over', async () => {
    const sixclear = await openTestSystem()
    const he = await sixclear.register({ phone: null })
    const { contact } = await he.isolation()
    if (contact.by !== 'worker') throw new Error('expected to be asked by the worker')
    const { store, clock } = sixclear.system.ports
    const again = () => takeCode(store, community, { subject: he.id }, clock.now())
    expect((await again()).code).not.toBe(contact.code)
    await sixclear.until('2020-02-11 08:01')
    await sixclear.text(phones.worker, `${contact.code} 38.5`)
    await sixclear.confirmed(phones.doctor, `${(await he.matter('fever')).code} 确诊`)
    expect(await he.status()).toBe('ended')
    expect((await again()).code).toBe(contact.code)
  })

  it('that is wanted twice in one change is given to one of the two', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { ports } = sixclear.system
    const { store, clock } = ports
    const wanted = await takeCode(store, community, { subject: she.id }, clock.now())
    const other = await takeCode(store, community, { subject: she.id }, clock.now(), [wanted.write])
    expect(other.code).not.toBe(wanted.code)
    const message = messageToResident('x', clock.now(), 'help', {})
    await expect(recordRefusal(ports, she.id, message, 'unreachable')).resolves.not.toThrow(WriteRefused)
    const { contact } = await she.isolation()
    const matter = await she.matter('unreachable')
    if (contact.by !== 'worker') throw new Error('expected to be asked by the worker')
    expect(contact.code).not.toBe(matter.code)
  })

  it('that is not in use names nothing', async () => {
    const { system } = await openTestSystem()
    expect(await namedBy(system.ports.store, community, '4711')).toBeUndefined()
    expect(MatterId.safeParse('4711').success).toBe(false)
    expect(at('2020-02-10 10:00')).toBe(system.ports.clock.now())
  })

  it('of a joined matter is that of the open one, and no new code is used', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-12 11:30')
    const matters = (await she.matters()).map(({ matter }) => matter)
    const outcomes = matters.map(({ state }) => (state.name === 'settled' ? state.outcome : state.name))
    expect(outcomes).toEqual(['open', 'joined', 'joined'])
    expect(new Set(matters.map(({ code }) => code)).size).toBe(1)
    const [first] = matters
    expect(await namedBy(sixclear.system.ports.store, community, first?.code ?? '')).toEqual({
      subject: she.id,
      matter: first?.id,
    })
  })
})

/** A record in which codes of these lengths all name somebody who is in isolation. */
const crowded = (named: () => IsolationId | undefined, lengths: readonly number[]) => (ports: Ports) => ({
  ...ports,
  store: storeWith(ports.store, {
    get: async (key: Key): Promise<Item | undefined> => {
      const [kind, , code = ''] = key.pk.split('#')
      const isolation = named()
      if (kind !== 'CODE' || isolation === undefined || !lengths.includes(code.length))
        return ports.store.get(key)
      return { ...key, version: 1, body: { v: 1, subject: isolation } }
    },
  }),
})

describe('when codes grow scarce', () => {
  it.each([
    [[4], /^[2-8]\d{4}$/],
    [[4, 5], /^[4-9]\d{5}$/],
  ])('they grow longer, and staff can answer with them: %j are taken', async (lengths, shape) => {
    let holder: IsolationId | undefined
    const sixclear = await openTestSystem({ wrap: crowded(() => holder, lengths) })
    const he = await sixclear.register({ phone: null, room: '1' })
    const she = await sixclear.register()
    holder = he.id
    await she.says('39.5')
    const { code, state } = await she.matter('fever')
    expect(code).toMatch(shape)
    expect(state).toMatchObject({ name: 'open', rung: 'worker_and_doctor' })
    for (const phone of [phones.worker, phones.doctor])
      expect(sixclear.messagesTo(phone, 'matter').at(-1)?.text).toContain(code)
    await sixclear.confirmed(phones.doctor, `${code} 确诊`)
    expect((await she.isolation()).status).toMatchObject({ name: 'ended', reason: 'confirmed' })
  })

  it('and all are taken, fevers and measurements by the worker still work', async () => {
    let holder: IsolationId | undefined
    const sixclear = await openTestSystem({ wrap: crowded(() => holder, [4, 5, 6]) })
    const he = await sixclear.register({ phone: null, room: '1' })
    const she = await sixclear.register()
    holder = he.id
    await she.says('39.5')
    expect((await she.matter('fever')).state).toMatchObject({ name: 'open', rung: 'worker_and_doctor' })
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
    const another = await sixclear.register({ phone: null, room: '2' })
    expect((await another.isolation()).contact).toMatchObject({ by: 'worker' })
    await she.says('STOP')
    expect((await she.matter('opted_out')).state.name).toBe('open')
    expect(sixclear.system.inbound.deadLetters()).toEqual([])
  })
})

describe('a code that one phone can see', () => {
  it('is another one in every community where one of the staff phones holds a post', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const { store, clock } = sixclear.system.ports
    const named = { subject: she.id }
    const { ports } = sixclear.system
    const other = (id: string, phone: string) =>
      Community.parse({
        ...JSON.parse(JSON.stringify(exampleCommunity()).replaceAll('+8613900', '+8613901')),
        id,
        streetOffice: { ...exampleCommunity().streetOffice, phone },
      })
    await publishCommunity(ports, other('linyuan', phones.office), sharpRuleBook)
    await publishCommunity(ports, other('apart', '+8613900000099'), sharpRuleBook)
    const first = await takeCode(store, community, named, clock.now())
    await store.transact([first.write])
    const ofOther = (id: string) => takeCode(store, CommunityId.parse(id), named, clock.now())
    expect((await ofOther('linyuan')).code).not.toBe(first.code)
    expect((await ofOther('apart')).code).toBe(first.code)
  })
})
