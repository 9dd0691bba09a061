import { describe, expect, it } from 'vitest'
import { Address } from '../../core/person/person.ts'
import { householdsAt } from '../../record/address-repository.ts'
import { householdKey, strangersList } from '../../record/keys.ts'
import { mattersOf } from '../../record/matter-repository.ts'
import { itemsUnder, listed as listedIn } from '../../record/paginate-query.ts'
import { exampleCommunity, openTestSystem, phones, type TestSystem } from './test-system.ts'

const NEIGHBOUR = '+8613800000777'
const ANOTHER = '+8613800000778'
const WORDS = '3-2-502 有人刚从武汉回来'
const door = Address.parse({ grid: 'grid-1', building: '3', unit: '2', room: '502' })

const homesAt = async ({ system }: TestSystem) => householdsAt(system.ports, exampleCommunity().id, door)

const hintsAt = async (sixclear: TestSystem) => {
  const homes = await homesAt(sixclear)
  const matters = await Promise.all(homes.map((home) => mattersOf(sixclear.system.ports.store, home)))
  return matters.flat().filter(({ kind }) => kind === 'hint')
}

const listed = async ({ system }: TestSystem) => {
  let count = 0
  for await (const _ of listedIn(system.ports.store, { index: 'list', pk: strangersList() })) count += 1
  return count
}

/** Somebody of this home is in isolation. */
const withHome = async () => {
  const sixclear = await openTestSystem()
  await sixclear.register({ room: '502' })
  return sixclear
}

describe('a text of a neighbour', () => {
  it('becomes a matter for the worker of the home, who answers it by its code', async () => {
    const sixclear = await withHome()
    await sixclear.text(NEIGHBOUR, WORDS)
    const [matter] = await hintsAt(sixclear)
    if (matter === undefined) throw new Error('no hint')
    const told = sixclear.messagesTo(phones.worker, 'matter').filter(({ text }) => text.includes(matter.code))
    expect(told).toHaveLength(1)
    expect(told[0]?.text).toContain('武汉')
    expect(await listed(sixclear)).toBe(0)
    await sixclear.text(phones.worker, `${matter.code} 处理完`)
    expect((await hintsAt(sixclear))[0]?.state).toMatchObject({ name: 'settled', outcome: 'handled' })
  })

  it('is in the record of the home and in the texts to the worker without the number that sent it', async () => {
    const sixclear = await withHome()
    await sixclear.text(NEIGHBOUR, WORDS)
    const [home] = await homesAt(sixclear)
    if (home === undefined) throw new Error('no home')
    const kept = []
    for await (const item of itemsUnder(sixclear.system.ports.store, { pk: householdKey(home).pk }))
      kept.push(item)
    const told = sixclear.messagesTo(phones.worker).map(({ text }) => text)
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify([await hintsAt(sixclear), kept, told])).not.toContain(NEIGHBOUR.slice(3))
  })

  it('is thanked once with the same words, whether the home is known or not', async () => {
    const sixclear = await withHome()
    await sixclear.text(NEIGHBOUR, WORDS)
    await sixclear.text(ANOTHER, '9-2-901 有人刚从武汉回来')
    await sixclear.text(NEIGHBOUR, WORDS)
    const [thanked, ...others] = sixclear.messagesTo(NEIGHBOUR)
    expect(others).toEqual([])
    expect(thanked?.text).toContain('谢谢您告诉我们')
    expect(thanked?.text).not.toContain('502')
    expect(sixclear.messagesTo(ANOTHER).map(({ text }) => text)).toEqual([thanked?.text])
    expect(await listed(sixclear)).toBe(1)
  })

  it('forms the home when it names the grid, and stays with the strangers’ texts when nobody can know it', async () => {
    const sixclear = await openTestSystem()
    await sixclear.text(NEIGHBOUR, WORDS)
    expect(await homesAt(sixclear)).toEqual([])
    expect(await listed(sixclear)).toBe(1)
    await sixclear.text(NEIGHBOUR, `一网格 ${WORDS}`)
    expect(await hintsAt(sixclear)).toHaveLength(1)
    expect(await listed(sixclear)).toBe(1)
  })

  it('is one matter when it comes again, also after it was settled the same day', async () => {
    const sixclear = await withHome()
    await sixclear.text(NEIGHBOUR, WORDS)
    await sixclear.text(ANOTHER, '3号楼2单元502 有外地人回来了')
    const [matter, another] = await hintsAt(sixclear)
    expect(another).toBeUndefined()
    expect(matter?.more).toHaveLength(1)
    await sixclear.text(phones.worker, `${matter?.code} 处理完`)
    await sixclear.text(NEIGHBOUR, WORDS)
    expect(await hintsAt(sixclear)).toHaveLength(1)
    await sixclear.until('2020-02-11 10:30')
    await sixclear.text(NEIGHBOUR, WORDS)
    expect(await hintsAt(sixclear)).toHaveLength(2)
  })

  it('of danger is told at once, as from any unknown number', async () => {
    const sixclear = await withHome()
    await sixclear.text(NEIGHBOUR, '3-2-502 有人刚从武汉回来，昏倒了，救命')
    expect(await hintsAt(sixclear)).toEqual([])
    expect(sixclear.messagesTo('+8613900000010', 'stranger_in_danger')).toHaveLength(1)
  })

  it('is only listed after three from one number in a day', async () => {
    const sixclear = await openTestSystem()
    for (const room of ['601', '602', '603', '604'])
      await sixclear.text(NEIGHBOUR, `一网格 3-2-${room} 有人刚从武汉回来`)
    expect(await listed(sixclear)).toBe(1)
  })
})
