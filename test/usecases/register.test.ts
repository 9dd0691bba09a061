import { describe, expect, it } from 'vitest'
import { GridId } from '../../core/ids.ts'
import type { Registration } from '../../core/person/registration.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { register } from '../../usecases/register/register.ts'
import {
  at,
  exampleCommunity,
  exampleRegistration,
  openTestSystem,
  phones,
  type TestSystem,
} from '../workflow/test-system.ts'

const community = exampleCommunity().id
const enter = (sixclear: TestSystem, registration: Registration) =>
  register(sixclear.system.ports, community, registration, 'staff:administrator')

describe('a registration', () => {
  it('of the same person with the same arrival is one isolation, however often it comes', async () => {
    const sixclear = await openTestSystem()
    const first = await enter(sixclear, exampleRegistration())
    const again = await enter(sixclear, exampleRegistration())
    expect(first).toMatchObject({ result: 'registered' })
    expect(again).toEqual({ ...first, result: 'registered_already' })
    await sixclear.settle()
    expect(sixclear.messagesTo('+8613800000101', 'welcome')).toHaveLength(1)
  })

  it('that comes twice at the same moment is one isolation', async () => {
    const sixclear = await openTestSystem()
    const answers = await Promise.all([
      enter(sixclear, exampleRegistration()),
      enter(sixclear, exampleRegistration()),
    ])
    expect(answers.map(({ result }) => result).sort()).toEqual(['registered', 'registered_already'])
    expect(new Set(answers.map((answer) => 'isolation' in answer && answer.isolation)).size).toBe(1)
  })

  it('knows a person by the document number, whatever else changes', async () => {
    const sixclear = await openTestSystem()
    const one = exampleRegistration()
    const first = await enter(sixclear, {
      ...one,
      person: { ...one.person, documentNumber: 'E 123-45' },
    })
    const moved = exampleRegistration({ name: '王 明', phone: '+8613800000177', room: '601' })
    const again = await enter(sixclear, {
      ...moved,
      person: { ...moved.person, documentNumber: 'e123-45' },
    })
    expect(again).toEqual({ ...first, result: 'registered_already' })
  })

  it('of two people of one name without a phone is told apart by the address', async () => {
    const sixclear = await openTestSystem()
    const first = await enter(sixclear, exampleRegistration({ phone: null }))
    expect(await enter(sixclear, exampleRegistration({ phone: null }))).toMatchObject({
      result: 'registered_already',
    })
    expect(await enter(sixclear, exampleRegistration({ phone: null, room: '502' }))).toMatchObject({
      result: 'registered',
    })
    expect(first).toMatchObject({ result: 'registered' })
  })

  it('of somebody whose isolation is over begins a new one, if the arrival is newer', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    await she.says('38.5')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 确诊`)
    expect(await she.status()).toBe('ended')
    await sixclear.until('2020-03-20 10:00')
    expect(await enter(sixclear, exampleRegistration())).toEqual({
      result: 'over_already',
      isolation: she.id,
      status: 'ended',
    })
    const again = await sixclear.register({ arrived: '2020-03-20 08:00' })
    expect(again.id).not.toBe(she.id)
    expect((await again.isolation()).person).toBe((await she.isolation()).person)
    await sixclear.until('2020-03-21 08:00')
    expect(again.texts('prompt').at(-1)?.at).toBe(at('2020-03-21 08:00'))
    expect((await again.isolation()).contact).toEqual({ by: 'sms' })
    await again.says('36.5')
    expect(await again.slot('01-morning')).toBe('reported')
  })

  it('without a phone is asked through the grid worker, under a code', async () => {
    const sixclear = await openTestSystem()
    const he = await sixclear.register({ phone: null })
    const { contact } = await he.isolation()
    expect(contact).toMatchObject({ by: 'worker', why: 'no_phone' })
    if (contact.by === 'worker')
      expect(sixclear.messagesTo(phones.worker, 'new_returnee').at(-1)?.text).toContain(contact.code)
  })

  it.each([
    [
      'an arrival in the future',
      exampleRegistration({ arrived: '2020-02-10 10:01' }),
      'arrivedAt',
      'lies in the future',
    ],
    [
      'an arrival tomorrow',
      exampleRegistration({ arrived: '2020-02-11' }),
      'arrivedAt',
      'lies in the future',
    ],
    [
      'an arrival of last year',
      exampleRegistration({ arrived: '2019-02-01' }),
      'arrivedAt',
      'lies more than a year back',
    ],
    [
      'an exposure in the future',
      { ...exampleRegistration(), lastExposure: LocalDate.parse('2020-02-11') },
      'lastExposure',
      'lies in the future',
    ],
    [
      'an exposure of many years ago',
      { ...exampleRegistration(), lastExposure: LocalDate.parse('1970-01-01') },
      'lastExposure',
      'lies more than a year back',
    ],
    [
      'a commitment signed tomorrow',
      { ...exampleRegistration(), commitmentSignedOn: LocalDate.parse('2020-02-11') },
      'commitmentSignedOn',
      'lies in the future',
    ],
    [
      'a document number that a spreadsheet cut off',
      {
        ...exampleRegistration(),
        person: { ...exampleRegistration().person, documentNumber: '110101199003070000' },
      },
      'person.documentNumber',
      'the spreadsheet has cut this number off: format the column as text and enter it again',
    ],
    [
      'a name that lost a sign',
      exampleRegistration({ name: '王\ufffd' }),
      'person.name',
      'holds a sign that was lost when the file was saved or copied: enter it again',
    ],
    ['a name without a letter', exampleRegistration({ name: '---' }), 'person.name', 'expected a name'],
    [
      'an address that lost a sign',
      exampleRegistration({ room: '5\ufffd1' }),
      'address.room',
      'holds a sign that was lost when the file was saved or copied: enter it again',
    ],
    [
      'a baseline that is no temperature',
      { ...exampleRegistration(), baselineTenths: 450 },
      'baselineTenths',
      'is not a body temperature: expected 34.0 to 43.0',
    ],
    [
      'a grid that nobody knows',
      {
        ...exampleRegistration(),
        address: { ...exampleRegistration().address, grid: GridId.parse('grid-9') },
      },
      'address.grid',
      'no such grid; qinghe has grid-1, grid-2, grid-3, grid-4',
    ],
  ])('with %s is rejected with the field and the reason', async (_, registration, field, reason) => {
    const sixclear = await openTestSystem()
    const answer = await enter(sixclear, registration)
    expect(answer).toEqual({ result: 'rejected', problems: [{ field, reason }] })
  })

  it('names every problem at once', async () => {
    const sixclear = await openTestSystem()
    const wrong = { ...exampleRegistration({ arrived: '2020-02-12' }), baselineTenths: 450 }
    const answer = await enter(sixclear, wrong)
    expect(answer.result === 'rejected' && answer.problems.map(({ field }) => field)).toEqual([
      'arrivedAt',
      'baselineTenths',
    ])
  })

  it('without an hour counts from the end of the arrival day, or from now if that is today', async () => {
    const sixclear = await openTestSystem()
    const today = await sixclear.register({ arrived: '2020-02-10' })
    expect((await today.isolation()).arrivedAt).toBe(at('2020-02-10 10:00'))
    const before = await sixclear.register({
      arrived: '2020-02-09',
      name: '样例·李强',
      phone: '+8613800000102',
    })
    expect((await before.isolation()).arrivedAt).toBe(at('2020-02-09 23:59'))
  })

  it('after day 14 is handed to the street office, once', async () => {
    const sixclear = await openTestSystem({ now: '2020-03-01 10:00' })
    const she = await sixclear.register()
    await enter(sixclear, exampleRegistration())
    expect(await she.status()).toBe('under_review')
    expect((await she.matters()).map(({ matter }) => matter.kind)).toEqual(['decision'])
    expect(she.texts('prompt')).toEqual([])
  })
})

describe('a phone of several returnees', () => {
  const two = async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    const he = await sixclear.register({ name: '样例·李强' })
    return { sixclear, she, he }
  }

  it('gives each a letter as soon as there are two', async () => {
    const { she, he } = await two()
    expect((await she.isolation()).contact).toEqual({ by: 'sms', member: 'A' })
    expect((await he.isolation()).contact).toEqual({ by: 'sms', member: 'B' })
  })

  it('gives a letter when a number is mended to one that another has', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    sixclear.system.inbox.setCondition('+8613800000102', 'unreachable')
    const he = await sixclear.register({ name: '样例·李强', phone: '+8613800000102' })
    await sixclear.confirmed(phones.worker, `${(await he.matter('unreachable')).code} 换号 13800000101`)
    await sixclear.text('+8613800000101', 'B是')
    expect((await he.isolation()).contact).toEqual({ by: 'sms', member: 'B' })
    expect((await she.isolation()).contact).toEqual({ by: 'sms', member: 'A' })
  })

  it('keeps the letter of somebody who stops and starts again', async () => {
    const { she, he } = await two()
    await he.says('STOP')
    expect((await he.isolation()).contact).toMatchObject({ by: 'worker', why: 'opted_out' })
    expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'opted_out' })
    await he.says('START')
    expect((await she.isolation()).contact).toEqual({ by: 'sms', member: 'A' })
    expect((await he.isolation()).contact).toEqual({ by: 'sms', member: 'B' })
  })
})
