import { describe, expect, it } from 'vitest'
import { EscalationId, IsolationId } from '../../core/domain/ids.ts'
import { HOUR, plus } from '../../core/instant.ts'
import { WriteRefused } from '../../core/ports/store.ts'
import { recordRefusal } from '../../functions/deliver/record-refusal.ts'
import { textToResident } from '../../functions/deliver/text.ts'
import { settleEscalation } from '../../functions/settle-escalation/settle-escalation.ts'
import { namedBy, takeCode } from '../../record/code-record.ts'
import { aNeighbourhood, at, phones, theCommunity } from '../workflow/neighbourhood.ts'

const community = theCommunity().id

describe('a code', () => {
  it('has four digits, never begins with 0, and names what it was taken for', async () => {
    const { system } = await aNeighbourhood()
    const named = { isolation: IsolationId.parse('iso-abcd') }
    const { code, write } = await takeCode(system.ports.store, community, named, system.ports.clock.now())
    expect(code).toMatch(/^[1-9]\d{3}$/)
    expect(await namedBy(system.ports.store, community, code)).toBeUndefined()
    await system.ports.store.transact([write])
    expect(await namedBy(system.ports.store, community, code)).toEqual(named)
  })

  it('goes to the next number where another matter has it', async () => {
    const neighbourhood = await aNeighbourhood()
    const she = await neighbourhood.register()
    const { store, clock } = neighbourhood.system.ports
    const named = { isolation: she.id }
    const first = await takeCode(store, community, named, clock.now())
    await store.transact([first.write])
    const second = await takeCode(store, community, named, clock.now())
    expect(Number(second.code)).toBe(first.code === '9999' ? 1000 : Number(first.code) + 1)
  })

  it('is taken by one of two who want it at the same time', async () => {
    const { system } = await aNeighbourhood()
    const { store, clock } = system.ports
    const named = { isolation: IsolationId.parse('iso-abcd') }
    const one = await takeCode(store, community, named, clock.now())
    const other = await takeCode(store, community, named, clock.now())
    await store.transact([one.write])
    await expect(store.transact([other.write])).rejects.toThrow('not as expected')
  })

  it('rests for 48 hours after its matter was settled, then is free again', async () => {
    const neighbourhood = await aNeighbourhood()
    const she = await neighbourhood.register()
    await neighbourhood.until('2020-02-11 11:30')
    const { id, code } = await she.matter('silence')
    const { store, clock } = neighbourhood.system.ports
    await settleEscalation(neighbourhood.system.ports, id, 'reached', 'staff:worker-1')
    const settledAt = clock.now()
    const again = (hours: number) =>
      takeCode(store, community, { isolation: she.id, matter: id }, plus(settledAt, hours * HOUR))
    expect((await again(1)).code).not.toBe(code)
    expect((await again(48)).code).not.toBe(code)
    expect((await again(49)).code).toBe(code)
  })

  it('of a returnee is kept until the isolation is over', async () => {
    const neighbourhood = await aNeighbourhood()
    const he = await neighbourhood.register({ phone: null })
    const { contact } = await he.isolation()
    if (contact.by !== 'worker') throw new Error('expected to be asked by the worker')
    const { store, clock } = neighbourhood.system.ports
    const again = () => takeCode(store, community, { isolation: he.id }, clock.now())
    expect((await again()).code).not.toBe(contact.code)
    await neighbourhood.until('2020-02-11 08:01')
    await neighbourhood.text(phones.worker, `${contact.code} 38.5`)
    await neighbourhood.confirmed(phones.doctor, `${(await he.matter('fever')).code} 确诊`)
    expect(await he.status()).toBe('ended')
    expect((await again()).code).toBe(contact.code)
  })

  it('that is wanted twice in one change is given to one of the two', async () => {
    const neighbourhood = await aNeighbourhood()
    const she = await neighbourhood.register()
    const { ports } = neighbourhood.system
    const { store, clock } = ports
    const wanted = await takeCode(store, community, { isolation: she.id }, clock.now())
    const other = await takeCode(store, community, { isolation: she.id }, clock.now(), wanted.code)
    expect(other.code).not.toBe(wanted.code)
    const message = textToResident('x', clock.now(), 'help', {})
    await expect(recordRefusal(ports, she.id, message, 'unreachable')).resolves.not.toThrow(WriteRefused)
    const { contact } = await she.isolation()
    const matter = await she.matter('unreachable')
    if (contact.by !== 'worker') throw new Error('expected to be asked by the worker')
    expect(contact.code).not.toBe(matter.code)
  })

  it('that nobody has names nothing', async () => {
    const { system } = await aNeighbourhood()
    expect(await namedBy(system.ports.store, community, '4711')).toBeUndefined()
    expect(EscalationId.safeParse('4711').success).toBe(false)
    expect(at('2020-02-10 10:00')).toBe(system.ports.clock.now())
  })
})
