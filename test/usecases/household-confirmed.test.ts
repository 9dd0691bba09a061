import { describe, expect, it } from 'vitest'
import { confirm } from '../../core/household/decisions/confirmed.ts'
import { findHousehold, handleHouseholdCommand } from '../../record/household-repository.ts'
import { endIsolation } from '../../usecases/end-isolation/end-isolation.ts'
import { reopenIsolation } from '../../usecases/reopen/reopen.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { openTestSystem, phones, type TestReturnee } from '../workflow/test-system.ts'

const OTHER = '+8613800000102'

/** Father, mother and child at one door, the child on the mother's phone; a neighbour across the landing. */
const home = async () => {
  const sixclear = await openTestSystem()
  const he = await sixclear.register({ name: '王建国' })
  const she = await sixclear.register({ name: '李梅', phone: OTHER })
  const child = await sixclear.register({ name: '王小宝', phone: OTHER, flags: { child: true } })
  const neighbour = await sixclear.register({ name: '赵邻居', phone: '+8613800000103', room: '502' })
  return { sixclear, he, she, child, neighbour }
}

/** He has a fever, and the doctor confirms it by text. */
const confirmed = async () => {
  const all = await home()
  const { sixclear, he } = all
  await sixclear.until('2020-02-11 08:05')
  await he.says('39.2 咳嗽')
  await sixclear.until('2020-02-11 09:00')
  await sixclear.confirmed(phones.doctor, `${(await he.matter('fever')).code} 确诊`)
  return all
}

const contactsOf = (all: readonly TestReturnee[]) =>
  Promise.all(all.map(async (one) => (await one.isolation()).closeContactOf?.isolation))

describe('a member of a household who is confirmed', () => {
  it('flags everybody else of it, and nobody else', async () => {
    const { he, she, child, neighbour } = await confirmed()
    expect((await he.isolation()).status).toMatchObject({ name: 'ended', reason: 'confirmed' })
    expect(await contactsOf([she, child, neighbour, he])).toEqual([he.id, he.id, undefined, undefined])
    expect((await she.ledger()).map(({ event }) => event)).toContainEqual({
      type: 'became_close_contact',
      isolation: he.id,
    })
  })

  it('is told to each phone once, and without a name', async () => {
    const { sixclear, he, neighbour } = await confirmed()
    const [told, another] = sixclear.messagesTo(OTHER, 'household_confirmed')
    expect(told?.text).toMatch(/您家有一位同住的人确诊了/)
    expect(told?.text).not.toMatch(/王|建国|A：/)
    expect(another).toBeUndefined()
    expect(neighbour.texts('household_confirmed')).toEqual([])
    expect(he.texts('household_confirmed')).toEqual([])
  })

  it('is one matter for the grid worker, whoever lives there', async () => {
    const { sixclear, she, child } = await confirmed()
    const told = sixclear
      .messagesTo(phones.worker, 'matter')
      .filter(({ text }) => text.includes('同住有人确诊'))
    expect(told).toHaveLength(1)
    expect((await she.matter('visit')).state.name).toBe('open')
    expect(await child.matters()).toEqual([])
    await sixclear.text(phones.worker, `${(await she.matter('visit')).code} 到`)
    expect((await she.matter('visit')).state).toMatchObject({ outcome: 'reached' })
  })

  it('changes nobody’s days', async () => {
    const { she, child } = await confirmed()
    for (const one of [she, child])
      expect(await one.isolation()).toMatchObject({
        dayZero: '2020-02-10',
        lastDay: 14,
        status: { name: 'following' },
      })
  })

  it('makes a mild fever of theirs urgent', async () => {
    const { sixclear, she } = await confirmed()
    await sixclear.until('2020-02-11 18:05')
    await sixclear.text(OTHER, 'A37.4')
    expect(await she.matter('fever')).toMatchObject({ severity: 'red' })
    expect(await she.status()).toBe('referred')
  })

  it('by the console is the same, and waits for the morning at night', async () => {
    const { sixclear, he, she } = await home()
    await sixclear.until('2020-02-11 22:30')
    await endIsolation(sixclear.system.ports, he.id, 'confirmed', 'staff:doctor')
    await endIsolation(sixclear.system.ports, he.id, 'confirmed', 'staff:doctor')
    expect(await contactsOf([she])).toEqual([he.id])
    expect(sixclear.messagesTo(OTHER, 'household_confirmed')).toEqual([])
    await sixclear.until('2020-02-12 09:00')
    expect(sixclear.messagesTo(OTHER, 'household_confirmed')).toHaveLength(1)
  })

  it('in error removes the flags again', async () => {
    const { sixclear, he, she, child } = await confirmed()
    await reopenIsolation(sixclear.system.ports, he.id, 'ended_in_error', 'staff:administrator')
    expect(await contactsOf([she, child])).toEqual([undefined, undefined])
  })

  it('who comes back from the hospital was confirmed all the same', async () => {
    const { sixclear, he, she } = await confirmed()
    await reopenIsolation(sixclear.system.ports, he.id, 'came_back', 'staff:administrator')
    expect(await contactsOf([she])).toEqual([he.id])
  })

  it('in error is told to nobody where a crash came before the error was mended', async () => {
    const { sixclear, he, she } = await home()
    const { ports } = sixclear.system
    const { household: id } = await he.isolation()
    await endIsolation(ports, he.id, 'confirmed', 'staff:doctor')
    await handleHouseholdCommand(ports, id, () => confirm(he.id, 'staff:doctor'))
    await reopenIsolation(ports, he.id, 'ended_in_error', 'staff:administrator')
    await sweep(ports)
    expect(await contactsOf([she])).toEqual([undefined])
  })

  it('makes the line red while its household cannot be told', async () => {
    const { sixclear, he, she } = await home()
    const { ports } = sixclear.system
    const { household: id } = await he.isolation()
    await handleHouseholdCommand(ports, id, () => confirm(he.id, 'staff:doctor'))
    const start = () => Promise.reject(new Error('down'))
    const { offenders } = await sweep({ ...ports, executions: { ...ports.executions, start } })
    expect(offenders).toEqual([
      { id, household: id, isolation: he.id, why: 'message_not_sent', since: ports.clock.now() },
    ])
    expect((await sweep(ports)).offenders).toEqual([])
    expect(await contactsOf([she])).toEqual([he.id])
  })

  it('ended for another reason tells nobody', async () => {
    const { sixclear, he, she } = await home()
    await endIsolation(sixclear.system.ports, he.id, 'left_with_permission', 'staff:office')
    await sweep(sixclear.system.ports)
    expect(await contactsOf([she])).toEqual([undefined])
  })

  it('is told by the sweeper where a crash came between', async () => {
    const { sixclear, he, she, child } = await home()
    const { store } = sixclear.system.ports
    const { household: id } = await he.isolation()
    await handleHouseholdCommand(sixclear.system.ports, id, () => confirm(he.id, 'staff:doctor'))
    await sweep(sixclear.system.ports)
    await sweep(sixclear.system.ports)
    await sixclear.settle()
    expect(await contactsOf([she, child])).toEqual([he.id, he.id])
    expect(sixclear.messagesTo(OTHER, 'household_confirmed')).toHaveLength(1)
    expect((await findHousehold(store, id)).confirmed).toBeUndefined()
  })
})
