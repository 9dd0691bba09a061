import { describe, expect, it } from 'vitest'
import { loadPhone } from '../../record/phone-repository.ts'
import { endIsolation } from '../../usecases/end-isolation/end-isolation.ts'
import { importRoster } from '../../usecases/import-roster/import-roster.ts'
import { previewRoster } from '../../usecases/import-roster/preview-roster.ts'
import { register } from '../../usecases/register/register.ts'
import {
  exampleCommunity,
  exampleRegistration,
  openTestSystem,
  phones,
  type TestReturnee,
} from '../workflow/test-system.ts'

const PHONE = '+8613800000101'
const NAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金'].map((name) => `${name}客`)
const REASON = /26 people have this phone.*another phone.*or none, and the grid worker measures/

const hostel = async (guests: number) => {
  const sixclear = await openTestSystem()
  const all: TestReturnee[] = []
  for (const name of NAMES.slice(0, guests)) all.push(await sixclear.register({ name, room: '900' }))
  return { sixclear, all, ports: sixclear.system.ports }
}

const enter = (
  ports: Awaited<ReturnType<typeof hostel>>['ports'],
  name: string,
  phone: string | null = PHONE,
) =>
  register(
    ports,
    exampleCommunity().id,
    exampleRegistration({ name, room: '900', phone }),
    'staff:administrator',
  )

const membersOf = async (all: readonly TestReturnee[]) =>
  Promise.all(
    all.map(async (one) => {
      const { contact } = await one.isolation()
      return contact.by === 'sms' ? contact.member : contact.why
    }),
  )

const csvOf = (names: readonly string[]): Uint8Array =>
  new TextEncoder().encode(
    [
      'name,phone,grid,building,unit,room,category,arrived_at',
      ...names.map((name) => `${name},13800000101,grid-1,3,2,900,key area,2020-02-10`),
    ].join('\n'),
  )

describe('a hostel on one phone', () => {
  it('has a letter for each of 26, and none for the 27th', async () => {
    const { all, ports } = await hostel(26)
    expect(await membersOf(all)).toEqual([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'])
    const refused = await enter(ports, '第二十七')
    expect(refused).toMatchObject({ result: 'rejected', problems: [{ field: 'person.phone' }] })
    expect(JSON.stringify(refused)).toMatch(REASON)
    expect((await loadPhone(ports, PHONE)).phone.residents).toHaveLength(26)
    expect(await enter(ports, '第二十七', null)).toMatchObject({ result: 'registered' })
  })

  it('is refused row by row on a roster, and in its preview', async () => {
    const { system } = await openTestSystem()
    const community = exampleCommunity()
    const { rows } = await previewRoster(system.ports, community, csvOf(NAMES.slice(0, 28)))
    expect(rows.map(({ result }) => result)).toEqual([
      ...Array.from({ length: 26 }, () => 'new'),
      'rejected',
      'rejected',
    ])
    expect(JSON.stringify(rows[27])).toMatch(REASON)
    const imported = await importRoster(
      system.ports,
      community,
      csvOf(NAMES.slice(0, 28)),
      'staff:administrator',
    )
    expect([imported.registered.length, imported.rejected.length]).toEqual([26, 2])
    expect(imported.rejected.map(({ row }) => row)).toEqual([28, 29])
  })

  it('takes no mended number either', async () => {
    const { sixclear } = await hostel(26)
    const she = await sixclear.register({ name: '第二十七', phone: '+8613800000102', room: '900' })
    await sixclear.until('2020-02-11 11:10')
    await sixclear.text(phones.worker, `${(await she.matter('silence')).code} 换号13800000101`)
    expect(sixclear.messagesTo(phones.worker, 'number_refused').at(-1)?.text).toContain('已有26人')
    expect((await she.matter('silence')).state.name).toBe('open')
  })

  it('that filled up before a mended number was confirmed leaves the worker to find another', async () => {
    const { sixclear, ports } = await hostel(25)
    const she = await sixclear.register({ name: '第二十七', phone: '+8613800000102', room: '900' })
    await sixclear.until('2020-02-11 11:10')
    await sixclear.text(phones.worker, `${(await she.matter('silence')).code} 换号13800000101`)
    expect(await enter(ports, '第二十六')).toMatchObject({ result: 'registered' })
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect((await she.matter('wrong_number')).state.name).toBe('open')
    expect((await she.isolation()).contact).toEqual({ by: 'sms' })
  })

  it('gives a letter anew only days after its bearer has left, and tells the phone', async () => {
    const { sixclear, all, ports } = await hostel(26)
    const [, second] = all
    if (second === undefined) throw new Error('26 guests')
    await endIsolation(ports, second.id, 'left_with_permission', 'staff:administrator')
    expect(await enter(ports, '第二十七')).toMatchObject({ result: 'rejected' })
    await sixclear.until('2020-02-12 12:30')
    const told = sixclear.messagesTo(PHONE, 'letters').length
    const taken = await enter(ports, '第二十七')
    expect(taken).toMatchObject({ result: 'registered' })
    await sixclear.settle()
    expect(sixclear.messagesTo(PHONE, 'letters')).toHaveLength(told + 1)
    const { residents } = (await loadPhone(ports, PHONE)).phone
    expect(new Set(residents.map(({ member }) => member)).size).toBe(26)
    expect(residents.some(({ isolation }) => isolation === second.id)).toBe(false)
    const before = await second.ledger()
    await sixclear.until('2020-02-12 18:05')
    await sixclear.text(PHONE, 'B38.9')
    expect(await second.ledger()).toEqual(before)
    expect(sixclear.messagesTo(phones.worker, 'matter').at(-1)?.text).toContain('B第二十七')
  })
})
