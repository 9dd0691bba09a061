import { describe, expect, it } from 'vitest'
import { Role } from '../../core/community/community.ts'
import { SlotId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { ResidentSetting, StaffSetting } from '../../local/hearing/corpus/labelled-lines.ts'
import { observedOutcome } from '../../local/hearing/measure/observed-outcome.ts'
import { residentWorld } from '../../local/hearing/measure/resident-settings.ts'
import { staffWorld } from '../../local/hearing/measure/staff-settings.ts'
import type { World } from '../../local/hearing/measure/world.ts'
import { matterOf, RESIDENT } from '../../local/hearing/measure/world-people.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { at, exampleCommunity } from '../workflow/test-system.ts'

const resident = (setting: ResidentSetting) =>
  residentWorld(setting, exampleCommunity(), defaultRuleBook, 'zh-CN')
const staff = (setting: StaffSetting, role: Role) =>
  staffWorld(setting, exampleCommunity(), defaultRuleBook, 'zh-CN', role)

const first = async ({ people, ports }: World) => {
  const [member] = people
  if (member === undefined) throw new Error('nobody lives here')
  return findIsolation(ports.store, member.id)
}

const stateOf = ({ slots }: Isolation, slot: string) => slots[SlotId.parse(slot)]?.state

const told = (world: World) =>
  world.system.inbox.received(RESIDENT).messages.map(({ sent }) => sent?.template)

describe('the settings of residents', () => {
  it('asked: at 08:20 of day 5 the morning is asked and yesterday was reported', async () => {
    const world = await resident('asked')
    const isolation = await first(world)
    expect(world.ports.clock.now()).toBe(at('2020-02-15 08:20'))
    expect([stateOf(isolation, '04-evening'), stateOf(isolation, '05-morning')]).toEqual([
      'reported',
      'asked',
    ])
    expect(isolation.toConfirm).toBeUndefined()
  })

  it('missed: at 18:10 the evening is asked, the morning was missed', async () => {
    const world = await resident('missed')
    const isolation = await first(world)
    expect(world.ports.clock.now()).toBe(at('2020-02-15 18:10'))
    expect([stateOf(isolation, '05-morning'), stateOf(isolation, '05-evening')]).toEqual(['missed', 'asked'])
  })

  it('reported: at 18:40 the evening is in and nothing is open', async () => {
    const isolation = await first(await resident('reported'))
    expect([stateOf(isolation, '05-evening'), isolation.matters]).toEqual(['reported', {}])
  })

  it('welcome: the welcome texts came, no slot is asked', async () => {
    const world = await resident('welcome')
    const { welcomed, slots } = await first(world)
    expect([welcomed, slots]).toEqual([true, {}])
    expect(told(world)).toContain('welcome')
  })

  it('family: four on one phone, all asked, the mother over 70', async () => {
    const world = await resident('family')
    const all = await Promise.all(world.people.map(({ id }) => findIsolation(world.ports.store, id)))
    expect(world.people.map(({ who }) => who)).toEqual(['self', 'B', 'C', 'D'])
    expect(all.map((isolation) => stateOf(isolation, '05-morning'))).toEqual([
      'asked',
      'asked',
      'asked',
      'asked',
    ])
    expect(all.map(({ contact }) => (contact.by === 'sms' ? contact.member : contact.by))).toEqual([
      'A',
      'B',
      'C',
      'D',
    ])
    expect(all.map(({ flags }) => [flags.over70, flags.child])).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [false, true],
    ])
  })

  it('confirming: whether it is 37.0 has been asked', async () => {
    expect((await first(await resident('confirming'))).toConfirm?.tenths).toBe(370)
  })

  it('referred: 38.2 this morning', async () => {
    const { status, slots } = await first(await resident('referred'))
    expect(status.name).toBe('referred')
    expect(slots[SlotId.parse('05-morning')]).toMatchObject({ state: 'reported', tenths: 382 })
  })

  it('released: three days ago', async () => {
    const world = await resident('released')
    expect((await first(world)).status).toMatchObject({ name: 'released', at: at('2020-02-25 08:00') })
    expect(world.ports.clock.now()).toBe(at('2020-02-28 10:00'))
  })

  it.each(ResidentSetting.options)('%s: every text is read at the same moment', async (setting) => {
    const world = await resident(setting)
    const once = observedOutcome(await world.hear(RESIDENT, '38.5', 'one'))
    await world.hear(RESIDENT, 'STOP', 'two')
    expect(observedOutcome(await world.hear(RESIDENT, '38.5', 'one'))).toEqual(once)
  })
})

describe('the settings of posts', () => {
  const kinds = StaffSetting.options.filter((one) => one !== 'settled' && one !== 'unknown' && one !== 'none')

  it.each(kinds)('%s: the code names an open matter of this kind', async (kind) => {
    const { world, code } = await staff(kind, 'grid_worker')
    const matter = await matterOf(world, (await first(world)).id, kind)
    expect([matter.code, matter.state.name]).toEqual([code, 'open'])
  })

  it.each([
    ['silence', 'police_station'],
    ['silence', 'street_office'],
    ['fever', 'hospital'],
    ['fever', 'doctor'],
    ['release', 'community_administrator'],
    ['release', 'street_office'],
    ['decision', 'street_office'],
    ['no_show', 'street_office'],
    ['no_show', 'police_station'],
  ] as const)('%s: it has come to the %s', async (kind, role) => {
    const { world } = await staff(kind, role)
    const { state } = await matterOf(world, (await first(world)).id, kind)
    expect(state.name === 'open' ? state.owners.map((owner) => owner.role) : state.name).toContain(role)
  })

  it('settled: a minute ago, by the returnee', async () => {
    const { world, code } = await staff('settled', 'grid_worker')
    const matter = await matterOf(world, (await first(world)).id, 'silence')
    expect(matter).toMatchObject({ code, state: { name: 'settled', outcome: 'reported', by: 'resident' } })
  })

  it('unknown: the code names nothing', async () => {
    const { world, code, from } = await staff('unknown', 'grid_worker')
    expect(observedOutcome(await world.hear(from, `${code}到`, 'one')).answers).toEqual([])
  })

  it('none: the writer has a silence and somebody else’s fever', async () => {
    const { world, code, code2 } = await staff('none', 'grid_worker')
    const [one, other] = world.people
    if (one === undefined || other === undefined) throw new Error('two live here')
    expect((await matterOf(world, one.id, 'silence')).code).toBe(code)
    expect((await matterOf(world, other.id, 'fever')).code).toBe(code2)
  })

  it.each(Role.options)('each text comes from the phone of the %s', async (role) => {
    const { world, from, code } = await staff('silence', role)
    expect((await world.hear(from, `${code} 收到`, 'one')).sent.map(({ to }) => to)).toContain(from)
  })
})
