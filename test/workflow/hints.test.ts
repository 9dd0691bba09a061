import { describe, expect, it } from 'vitest'
import { replay } from '../../core/household/state.ts'
import type { HouseholdId, MatterId } from '../../core/ids.ts'
import { Address } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { findHome } from '../../record/home-repository.ts'
import { findHousehold } from '../../record/household-repository.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { householdKey } from '../../record/keys.ts'
import { readHouseholdEntry } from '../../record/ledger-shapes.ts'
import { loadMatter, mattersOf } from '../../record/matter-repository.ts'
import { itemsUnder } from '../../record/paginate-query.ts'
import { openHint } from '../../usecases/open-household-matter/open-hint.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { dyingPorts } from './dying-ports.ts'
import { at, exampleCommunity, openTestSystem, phones, type TestSystem } from './test-system.ts'

const NEIGHBOUR = '+8613800000777'
const address = Address.parse({ grid: 'grid-1', building: '3', unit: '2', room: '501' })
const WORDS = '3-2-501有人刚从武汉回来'

/** A neighbour's words about a home, as they were received. */
const hint = async (ports: Ports, inbound = 'in:hint') => {
  await keepInbound(ports.store, { id: inbound, from: NEIGHBOUR, text: WORDS, at: at('2020-02-10 10:00') })
  return openHint(ports, exampleCommunity().id, address, { inbound, by: 'workflow' })
}

const given = async () => {
  const sixclear = await openTestSystem()
  const { opened, household } = await hint(sixclear.system.ports)
  await sixclear.settle()
  const [matter] = opened
  if (matter === undefined) throw new Error('no matter was opened')
  return { sixclear, matter, id: household.id }
}

const stateOf = async ({ system }: TestSystem, id: MatterId) =>
  (await loadMatter(system.ports.store, id)).matter.state

const ledgerOf = async ({ system }: TestSystem, id: HouseholdId) => {
  const entries = []
  const { pk } = householdKey(id)
  for await (const item of itemsUnder(system.ports.store, { pk, sk: { prefix: 'LEDGER#' } }))
    entries.push(readHouseholdEntry(item))
  return entries
}

describe('a hint about a home', () => {
  it('tells the worker with its words and without who sent it, and then the office', async () => {
    const { sixclear, matter } = await given()
    const [told] = sixclear.messagesTo(phones.worker, 'matter')
    expect(told?.text).toContain('3-2-501')
    expect(told?.text).toContain('武汉')
    expect(told?.text).toContain(matter.code)
    expect(told?.text).not.toContain(NEIGHBOUR.slice(3))
    expect(sixclear.messagesTo(phones.office, 'matter')).toEqual([])
    await sixclear.until('2020-02-10 22:10')
    await sixclear.until('2020-02-11 08:00')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
    expect(sixclear.messagesTo(NEIGHBOUR)).toEqual([])
  })

  it('is answered by text with its code', async () => {
    const { sixclear, matter } = await given()
    await sixclear.text(phones.worker, `${matter.code} 收到`)
    expect(await stateOf(sixclear, matter.id)).toMatchObject({ name: 'open', acknowledged: [{}] })
    await sixclear.text(phones.worker, `${matter.code} 处理完`)
    expect(await stateOf(sixclear, matter.id)).toMatchObject({ name: 'settled', outcome: 'handled' })
  })

  it('takes no temperature, and keeps other words with the matter', async () => {
    const { sixclear, matter, id } = await given()
    await sixclear.text(phones.worker, `${matter.code} 36.5`)
    await sixclear.text(phones.worker, `${matter.code} 敲门没人应，明天再去`)
    expect(await stateOf(sixclear, matter.id)).toMatchObject({ name: 'open' })
    expect((await loadMatter(sixclear.system.ports.store, matter.id)).matter.more?.length).toBeGreaterThan(0)
    expect((await ledgerOf(sixclear, id)).map(({ event }) => event.type)).toContain('matter_raised')
  })

  it('opens a matter of danger when the worker finds somebody in danger there', async () => {
    const { sixclear, matter, id } = await given()
    await sixclear.text(phones.worker, `${matter.code} 有人昏倒了`)
    const kinds = (await mattersOf(sixclear.system.ports.store, id)).map(({ kind }) => kind)
    expect(kinds).toEqual(expect.arrayContaining(['hint', 'danger']))
    expect(sixclear.messagesTo(phones.doctor, 'matter')).toHaveLength(1)
  })

  it('goes on with a lost ladder after a sweep', async () => {
    const { sixclear, matter } = await given()
    const { ports } = sixclear.system
    await ports.executions.stop('escalation', `${matter.id}-1`, 'lost')
    await sixclear.until('2020-02-11 00:30')
    await sweep(ports)
    await sixclear.until('2020-02-11 09:00')
    expect((await loadMatter(ports.store, matter.id)).matter).toMatchObject({ generation: 2 })
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
  })

  it('is forgotten 14 days after it was settled, if nobody was registered there', async () => {
    const { sixclear, matter, id } = await given()
    const { store } = sixclear.system.ports
    await sixclear.text(phones.worker, `${matter.code} 处理完`)
    await sixclear.until('2020-02-24 09:00')
    expect(await findHome(store, id)).toBeDefined()
    await sixclear.until('2020-02-24 11:00')
    expect(await findHome(store, id)).toBeUndefined()
  })

  it('stays known if somebody is registered there meanwhile, in the same household', async () => {
    const { sixclear, matter, id } = await given()
    const { store } = sixclear.system.ports
    await sixclear.text(phones.worker, `${matter.code} 处理完`)
    const she = await sixclear.register()
    expect((await she.isolation()).household).toBe(id)
    await sixclear.until('2020-02-25 09:00')
    expect((await findHome(store, id))?.home.address.room).toBe('501')
  })

  it('is one matter and a whole ledger, wherever a crash comes', { timeout: 60_000 }, async () => {
    for (let call = 1; ; call += 1) {
      const sixclear = await openTestSystem()
      const { ports } = sixclear.system
      const dying = dyingPorts({ call })
      const died = await hint(dying.wrapInvocation(ports)).then(
        () => false,
        () => true,
      )
      const { household } = await hint(ports)
      await sixclear.until('2020-02-10 11:05')
      const where = `call ${call}, ${dying.places[call - 1]}`
      const matters = await mattersOf(ports.store, household.id)
      expect(matters, where).toHaveLength(1)
      expect(sixclear.messagesTo(phones.worker, 'matter'), where).toHaveLength(1)
      expect(replay(await ledgerOf(sixclear, household.id)), where).toEqual(
        await findHousehold(ports.store, household.id),
      )
      sixclear.system.close()
      if (!died && dying.calls() < call) break
    }
  })
})
