import { describe, expect, it } from 'vitest'
import type { Decided } from '../../core/identity/who-is-who.ts'
import { GridId } from '../../core/ids.ts'
import { GivenEndReason } from '../../core/isolation/isolation.ts'
import { Registration } from '../../core/person/registration.ts'
import { findPerson } from '../../record/person-repository.ts'
import { changePhone } from '../../usecases/change-phone/change-phone.ts'
import { correct } from '../../usecases/correct/correct.ts'
import { endIsolation } from '../../usecases/end-isolation/end-isolation.ts'
import { type Registered, register } from '../../usecases/register/register.ts'
import {
  at,
  exampleCommunity,
  exampleRegistration,
  openTestSystem,
  type TestSystem,
} from '../workflow/test-system.ts'

interface Entered {
  readonly name?: string
  readonly phone?: string | null
  readonly document?: string | undefined
  readonly room?: string
  readonly building?: string
  readonly arrived?: string
  readonly exposed?: string
  readonly baseline?: number
}

const ADMINISTRATOR = 'staff:administrator'
const DOCUMENT = '11010119900101119X'
const OTHER_DOCUMENT = '11010119900101127X'

const entered = ({ document, exposed, building = '3', baseline, ...rest }: Entered): Registration => {
  const { person, address, ...one } = exampleRegistration(rest)
  return Registration.parse({
    ...one,
    person: { ...person, ...(document === undefined ? {} : { documentNumber: document }) },
    address: { ...address, building },
    ...(exposed === undefined ? {} : { lastExposure: exposed }),
    ...(baseline === undefined ? {} : { baselineTenths: baseline }),
  })
}

const enter = async (sixclear: TestSystem, what: Entered, decided?: Decided): Promise<Registered> => {
  const answer = await register(
    sixclear.system.ports,
    exampleCommunity().id,
    entered(what),
    ADMINISTRATOR,
    decided === undefined ? {} : { decided },
  )
  await sixclear.settle()
  return answer
}

const idOf = (answer: Registered) => {
  if (!('isolation' in answer)) throw new Error(JSON.stringify(answer))
  return answer.isolation
}

const one = { name: '王明', phone: '+8613800000101', document: DOCUMENT, room: '501' } as const

describe('the same person', () => {
  it.each<[string, Entered, Entered]>([
    ['by phone', { ...one, document: undefined }, { name: '王 明', phone: one.phone, room: '902' }],
    [
      'by document',
      one,
      { name: '王明', phone: '+8613800000177', document: '11010119900101119x', room: '902' },
    ],
    ['by address', { ...one, document: undefined }, { name: '王明', phone: '+8613800000177', room: '501' }],
    [
      'by address, called otherwise',
      { ...one, phone: null },
      { name: '王明', phone: null, building: '3号楼' },
    ],
    ['with a document as well (E6)', { name: '王明' }, { name: '王明', document: DOCUMENT }],
    ['with the document left out', one, { name: '王明' }],
    ['with a phone as well', { name: '王明', phone: null }, { name: '王明' }],
    ['in traditional characters', { name: '刘国发' }, { name: '劉國發' }],
    ['in pinyin the other way round', { name: 'Zhang Wei' }, { name: 'WEI, Zhāng' }],
    ['with another dot (E9)', { name: '阿卜杜拉·买买提' }, { name: '阿卜杜拉．买买提' }],
    ['with a passport beside an identity card', one, { name: '王明', document: 'E1234567' }],
    [
      'with a part of the name, by document',
      { ...one, name: '样例·王明' },
      { ...one, phone: null, room: '7' },
    ],
  ])('is known %s', async (_, first, again) => {
    const sixclear = await openTestSystem()
    const before = await enter(sixclear, first)
    expect(before).toMatchObject({ result: 'registered' })
    expect(await enter(sixclear, again)).toEqual({
      result: 'registered_already',
      isolation: idOf(before),
    })
  })

  it('is known by every key that was ever added, also over several steps', async () => {
    const sixclear = await openTestSystem()
    const id = idOf(await enter(sixclear, { name: '王明', document: undefined }))
    const known = { result: 'registered_already', isolation: id }
    expect(await enter(sixclear, { name: '王明', document: DOCUMENT })).toEqual(known)
    const moved = { name: '王明', document: DOCUMENT, phone: '+8613800000188', room: '1501' }
    expect(await enter(sixclear, moved)).toEqual(known)
    expect(await enter(sixclear, { ...moved, document: undefined, room: '7' })).toEqual(known)
    expect(await enter(sixclear, { ...moved, document: undefined, phone: null })).toEqual(known)
  })

  it('gets the document that was not known into the vault, and nothing is overwritten', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ name: '王明' })
    await enter(sixclear, { name: '王明', document: DOCUMENT })
    await enter(sixclear, { name: '王明', document: 'E1234567' })
    const { person } = await she.isolation()
    const { store } = sixclear.system.ports
    expect((await findPerson(store, person))?.person.documentNumber).toBe(DOCUMENT)
  })

  it('is known by a phone that was mended', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ name: '王明' })
    await changePhone(sixclear.system.ports, she.id, '+8613800000188', ADMINISTRATOR, 'request-1')
    expect(await enter(sixclear, { name: '王明', phone: '+8613800000188', room: '902' })).toEqual({
      result: 'registered_already',
      isolation: she.id,
    })
  })

  it('gets the phone that was not known, once its owner says yes', async () => {
    const sixclear = await openTestSystem()
    const he = await sixclear.register({ name: '王明', phone: null })
    for (let time = 0; time < 2; time += 1) await enter(sixclear, { name: '王明' })
    expect((await he.isolation()).contact.by).toBe('worker')
    expect(sixclear.conversation('+8613800000101')).toHaveLength(1)
    await sixclear.text('+8613800000101', '是')
    expect((await he.isolation()).contact).toEqual({ by: 'sms' })
  })

  it('gives nobody else on a phone a letter when the phone is not the matching fact', async () => {
    const sixclear = await openTestSystem()
    const other = await sixclear.register({ name: '李强', phone: '+8613800000188', room: '7' })
    const she = await sixclear.register({ name: '王明' })
    expect(await enter(sixclear, { name: '王明', phone: '+8613800000188' })).toMatchObject({
      isolation: she.id,
    })
    expect((await other.isolation()).contact).toEqual({ by: 'sms' })
  })

  it('that is registered twice at the same moment by two keys is one isolation', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const answers = await Promise.all(
      [one, { ...one, document: undefined }, { ...one, phone: null }].map((what) =>
        register(ports, exampleCommunity().id, entered(what), ADMINISTRATOR),
      ),
    )
    expect(answers.map(({ result }) => result).toSorted()).toEqual([
      'registered',
      'registered_already',
      'registered_already',
    ])
    expect(new Set(answers.map(idOf)).size).toBe(1)
  })
})

describe('a conflict', () => {
  const clashes: [string, string, Entered, Entered][] = [
    [
      'one document under two names',
      'same_document',
      one,
      { ...one, name: '李强', phone: '+8613800000177', room: '902' },
    ],
    ['one phone under two names at two doors', 'same_phone', { name: '王明' }, { name: '李强', room: '902' }],
    [
      'one name and phone with two documents',
      'other_document',
      one,
      { ...one, document: OTHER_DOCUMENT, room: '902' },
    ],
    [
      'one name and door with two documents',
      'other_document',
      one,
      { ...one, document: OTHER_DOCUMENT, phone: null },
    ],
    [
      'a document of somebody else beside a name and phone that are known',
      'same_document',
      { name: '李强', phone: '+8613800000177', document: DOCUMENT, room: '7' },
      one,
    ],
  ]

  it.each(clashes)(
    'is %s: it is answered with what clashes, and nothing is written',
    async (_, type, first, second) => {
      const sixclear = await openTestSystem()
      const isolation = idOf(await enter(sixclear, first))
      const conflict = { result: 'conflict', clashes: [{ type, isolation }] }
      expect(await enter(sixclear, second)).toEqual(conflict)
      expect(await enter(sixclear, second)).toEqual(conflict)
      expect(sixclear.messagesTo('+8613800000101', 'welcome').length).toBeLessThanOrEqual(1)
    },
  )

  it.each(clashes)(
    'over %s is another person, if a person says so, once and for all',
    async (_, __, first, second) => {
      const sixclear = await openTestSystem()
      const isolation = idOf(await enter(sixclear, first))
      const other = await enter(sixclear, second, { another_person: true })
      expect(other).toMatchObject({ result: 'registered' })
      expect(idOf(other)).not.toBe(isolation)
      const known = { result: 'registered_already', isolation: idOf(other) }
      expect(await enter(sixclear, second, { another_person: true })).toEqual(known)
      expect(await enter(sixclear, first)).toEqual({ result: 'registered_already', isolation })
    },
  )

  it.each(clashes)(
    'over %s is the same person, if a person says so, once and for all',
    async (_, __, first, second) => {
      const sixclear = await openTestSystem()
      const isolation = idOf(await enter(sixclear, first))
      const known = { result: 'registered_already', isolation }
      expect(await enter(sixclear, second, { same_as: isolation })).toEqual(known)
      expect(await enter(sixclear, second)).toEqual(known)
    },
  )

  it('does not arise in a family: one phone, two names, one door', async () => {
    const sixclear = await openTestSystem()
    await enter(sixclear, { name: '王明' })
    expect(await enter(sixclear, { name: '李强' })).toMatchObject({ result: 'registered' })
  })

  it('does not arise with somebody whose isolation has ended', async () => {
    const sixclear = await openTestSystem()
    const id = idOf(await enter(sixclear, one))
    await endIsolation(sixclear.system.ports, id, 'registered_by_error', ADMINISTRATOR)
    expect(await enter(sixclear, { ...one, name: '李强', room: '902' })).toMatchObject({
      result: 'registered',
    })
  })

  it('is not decided by naming somebody without a common fact', async () => {
    const sixclear = await openTestSystem()
    const far = idOf(await enter(sixclear, { name: '赵六', phone: '+8613800000199', room: '1' }))
    await enter(sixclear, one)
    expect(
      await enter(sixclear, { ...one, name: '李强', phone: '+8613800000177' }, { same_as: far }),
    ).toMatchObject({ result: 'rejected', problems: [{ field: 'decided.same_as' }] })
  })
})

describe('an isolation that has ended', () => {
  it.each(['2020-02-09', '2020-02-08 12:00', '2020-02-10 08:30'])(
    'by error never blocks: registered again with arrival %s (E1)',
    async (arrived) => {
      const sixclear = await openTestSystem()
      const wrong = await sixclear.register()
      await endIsolation(sixclear.system.ports, wrong.id, 'registered_by_error', ADMINISTRATOR)
      const right = await sixclear.register({ arrived })
      expect(right.id).not.toBe(wrong.id)
      expect((await right.isolation()).person).toBe((await wrong.isolation()).person)
      await sixclear.until('2020-02-11 08:05')
      expect(right.texts('prompt').at(-1)?.at).toBe(at('2020-02-11 08:00'))
    },
  )

  it.each(GivenEndReason.options)('as %s never blocks an arrival of another day', async (reason) => {
    for (const arrived of ['2020-02-09 08:00', '2020-02-11 08:00']) {
      const sixclear = await openTestSystem()
      const before = await sixclear.register()
      await endIsolation(sixclear.system.ports, before.id, reason, ADMINISTRATOR)
      await sixclear.until('2020-02-11 09:00')
      expect(await enter(sixclear, { name: '样例·王明', arrived })).toMatchObject({
        result: 'registered',
      })
    }
  })

  it('otherwise is over for its own arrival, says so, and begins again if a person says so', async () => {
    const sixclear = await openTestSystem()
    const before = await sixclear.register()
    await endIsolation(sixclear.system.ports, before.id, 'hospitalised', ADMINISTRATOR)
    const same = { name: '样例·王明' }
    expect(await enter(sixclear, same)).toEqual({
      result: 'over_already',
      isolation: before.id,
      status: 'ended',
    })
    const again = await enter(sixclear, same, { again: true })
    expect(again).toMatchObject({ result: 'registered' })
    expect(await enter(sixclear, same, { again: true })).toEqual({
      result: 'registered_already',
      isolation: idOf(again),
    })
  })

  it.each(['absconded', 'left_with_permission', 'hospitalised'] as const)(
    'as %s does not hide an exposure that came later, though the arrival is the same',
    async (reason) => {
      const sixclear = await openTestSystem()
      const before = await sixclear.register()
      await sixclear.until('2020-02-15 12:00')
      await endIsolation(sixclear.system.ports, before.id, reason, ADMINISTRATOR)
      const again = await enter(sixclear, { name: '样例·王明', exposed: '2020-02-14' })
      expect(again).toMatchObject({ result: 'registered' })
      expect(idOf(again)).not.toBe(before.id)
    },
  )
})

describe('somebody in isolation now who came or was exposed once more', () => {
  it('counts from the newest exposure (E3)', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-15 12:00')
    const again = { name: '样例·王明', exposed: '2020-02-15' }
    expect(await enter(sixclear, again)).toEqual({ result: 'count_restarted', isolation: she.id })
    expect((await she.isolation()).dayZero).toBe('2020-02-15')
    expect(await enter(sixclear, again)).toEqual({ result: 'registered_already', isolation: she.id })
    await sixclear.until('2020-02-24 12:00')
    expect(await she.status()).toBe('following')
  })

  it('counts from the newest arrival, and never from an older one', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-15 12:00')
    await enter(sixclear, { name: '样例·王明', arrived: '2020-02-14 09:00' })
    expect((await she.isolation()).dayZero).toBe('2020-02-14')
    expect(await enter(sixclear, { name: '样例·王明', exposed: '2020-02-12' })).toEqual({
      result: 'registered_already',
      isolation: she.id,
    })
    expect((await she.isolation()).dayZero).toBe('2020-02-14')
  })

  it('counts so whenever it says so, also after that was taken back on the same day', async () => {
    const sixclear = await openTestSystem()
    const { ports } = sixclear.system
    const she = await sixclear.register()
    await sixclear.until('2020-02-15 12:00')
    const again = { name: '样例·王明', arrived: '2020-02-14 09:00' }
    const restarted = { result: 'count_restarted', isolation: she.id }
    expect(await enter(sixclear, again)).toEqual(restarted)
    const { arrivedAt } = exampleRegistration()
    const back = { corrections: { arrivedAt }, reason: 'entered_wrongly', by: ADMINISTRATOR } as const
    await correct(ports, she.id, { ...back, inbound: 'request-1' })
    expect((await she.isolation()).dayZero).toBe('2020-02-10')
    expect(await enter(sixclear, again)).toEqual(restarted)
    expect((await she.isolation()).dayZero).toBe('2020-02-14')
  })

  it('and has a fever this time is heard', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await enter(sixclear, { name: '样例·王明', baseline: 390 })
    expect(await she.status()).toBe('referred')
    expect(await she.matter('fever')).toMatchObject({ severity: 'red' })
  })
})

it('a grid does not matter when name and phone agree', async () => {
  const sixclear = await openTestSystem()
  const first = await enter(sixclear, one)
  const { address, ...rest } = entered(one)
  const moved = { ...rest, address: { ...address, grid: GridId.parse('grid-2') } }
  expect(await register(sixclear.system.ports, exampleCommunity().id, moved, ADMINISTRATOR)).toEqual({
    result: 'registered_already',
    isolation: idOf(first),
  })
})
