import { describe, expect, it } from 'vitest'
import { GridId } from '../../core/ids.ts'
import type { Corrections } from '../../core/isolation/decisions/correct/correction.ts'
import { CorrectionRejected } from '../../core/isolation/decisions/correct/correction.ts'
import { NotPossible } from '../../core/not-possible.ts'
import { LocalDate, LocalTime } from '../../core/time/local-time.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { findPerson } from '../../record/person-repository.ts'
import { type Corrected, correct, previewCorrection } from '../../usecases/correct/correct.ts'
import { openTestSystem, phones, type TestReturnee, type TestSystem } from './test-system.ts'

const by = 'staff:administrator'

const day = (text: string): LocalDate => LocalDate.parse(text)
const arrived = (text: string): Corrections => {
  const [date = '', time] = text.split(' ')
  return {
    arrivedAt: { date: day(date), ...(time === undefined ? {} : { time: LocalTime.parse(time) }) },
  }
}

/** Previews, corrects, and checks that both say the same. */
const puts = async (
  sixclear: TestSystem,
  she: TestReturnee,
  corrections: Corrections,
  inbound = 'request-1',
): Promise<Corrected> => {
  const { ports } = sixclear.system
  const correction = { corrections, reason: 'entered_wrongly' } as const
  const before = JSON.stringify([await she.isolation(), await she.ledger()])
  const preview = await previewCorrection(ports, she.id, correction, by)
  expect(JSON.stringify([await she.isolation(), await she.ledger()])).toBe(before)
  const corrected = await correct(ports, she.id, { ...correction, by, inbound })
  if (corrected.result === 'corrected') expect(corrected.consequences).toEqual(preview)
  await sixclear.settle()
  expect(await findViolations(sixclear.system, { registered: [she.id] })).toEqual([])
  return corrected
}

const states = async (she: TestReturnee) =>
  Object.fromEntries(Object.entries((await she.isolation()).slots).map(([id, { state }]) => [id, state]))

const live = async (until: string) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.healthyUntil(until, she)
  return { sixclear, she }
}

describe('an arrival that was a day later', () => {
  it('renumbers what was reported, drops what lies before day 1, and ends a day later', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    expect(Object.keys(await states(she))).toHaveLength(5)
    const corrected = await puts(sixclear, she, arrived('2020-02-11 09:00'))
    expect(await states(she)).toEqual({
      '01-morning': 'reported',
      '01-evening': 'reported',
      '02-morning': 'reported',
    })
    expect(await she.isolation()).toMatchObject({ dayZero: '2020-02-11', lastDay: 14, generation: 2 })
    expect(corrected).toMatchObject({
      consequences: { lastDay: { from: '2020-02-24', to: '2020-02-25' } },
    })
    expect(she.texts('last_day_moved').at(-1)?.text).toContain('2/25')
    await sixclear.healthyUntil('2020-02-26 12:00', she)
    expect(await she.status()).toBe('under_review')
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-27 09:00')
    expect(await she.status()).toBe('released')
    expect((await she.matters()).map(({ matter }) => matter.kind)).toEqual(['release'])
  })

  it('lets the answer to a prompt that is out fill the right slot, and refuses the old token', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await sixclear.until('2020-02-13 18:10')
    expect(await she.slot('03-evening')).toBe('asked')
    const prompts = she.texts('prompt').length
    await puts(sixclear, she, arrived('2020-02-11 09:00'))
    expect(await she.slot('02-evening')).toBe('asked')
    expect(await she.slot('03-evening')).toBeUndefined()
    expect(she.texts('prompt')).toHaveLength(prompts)
    await she.says('36.6')
    expect(await she.slot('02-evening')).toBe('reported')
    await sixclear.until('2020-02-14 08:10')
    expect(await she.slot('03-morning')).toBe('asked')
    expect(she.texts('prompt')).toHaveLength(prompts + 1)
    await sixclear.until('2020-02-14 09:10')
    expect(she.texts('reminder')).toHaveLength(1)
  })

  it('settles the matter of a silence that lies before day 1, and tells whoever was told', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 12:00')
    expect(await she.slot('01-morning')).toBe('missed')
    await puts(sixclear, she, arrived('2020-02-11 09:00'))
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'overtaken' })
    expect(sixclear.messagesTo(phones.worker, 'matter_settled')).toHaveLength(1)
    expect(await states(she)).toEqual({})
    await sixclear.until('2020-02-12 11:30')
    expect(await she.slot('01-morning')).toBe('missed')
    expect((await she.matter('silence')).state.name).toBe('open')
  })

  it('keeps the matter of a silence that a later one has joined', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-12 12:00')
    expect(await she.slot('02-morning')).toBe('missed')
    await puts(sixclear, she, arrived('2020-02-11 09:00'))
    expect(await she.slot('01-morning')).toBe('missed')
    expect(Object.keys((await she.isolation()).matters)).toHaveLength(1)
  })

  it('and was not, leaves everything as it was', async () => {
    const { sixclear, she } = await live('2020-02-13 18:10')
    await sixclear.until('2020-02-14 08:05')
    const before = await states(she)
    await puts(sixclear, she, arrived('2020-02-12 09:00'), 'request-1')
    await puts(sixclear, she, arrived('2020-02-10 08:30'), 'request-2')
    expect(await states(she)).toEqual(before)
    const { dayZero, lastDay, slotsBefore, namedFrom } = await she.isolation()
    expect({ dayZero, lastDay, slotsBefore, namedFrom }).toEqual({ dayZero: '2020-02-10', lastDay: 14 })
    await she.says('36.4')
    expect(await she.slot('04-morning')).toBe('reported')
  })
})

describe('an arrival that was earlier', () => {
  it('excuses half-days in which nobody was asked, and ends earlier', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, arrived('2020-02-08 09:00'))
    expect(await states(she)).toMatchObject({ '02-evening': 'excused', '03-morning': 'reported' })
    await sixclear.healthyUntil('2020-02-23 09:00', she)
    expect(await she.status()).toBe('under_review')
  })

  it('asks at once in a slot that is open now', async () => {
    const sixclear = await openTestSystem({ now: '2020-02-10 18:30' })
    const she = await sixclear.register({ arrived: '2020-02-10 17:00' })
    await puts(sixclear, she, arrived('2020-02-09 17:00'))
    expect(await she.slot('01-evening')).toBe('asked')
  })

  it('so that the period is over, is reviewed now', async () => {
    const { sixclear, she } = await live('2020-02-20 12:00')
    await puts(sixclear, she, arrived('2020-02-04 09:00'))
    expect(await she.status()).toBe('under_review')
    expect((await she.matter('release')).state.name).toBe('open')
  })

  it('so that the period is over and its last day was silent, goes on for a day with a visit', async () => {
    const { sixclear, she } = await live('2020-02-16 20:00')
    await sixclear.until('2020-02-18 09:30')
    await puts(sixclear, she, arrived('2020-02-03 09:00'))
    expect(await she.isolation()).toMatchObject({ holds: 1, lastDay: 15, status: { name: 'following' } })
    expect(await she.slot('15-morning')).toBe('asked')
    const prompts = she.texts('prompt').length
    await she.says('36.5')
    expect(await she.slot('15-morning')).toBe('reported')
    await sixclear.until('2020-02-18 18:05')
    expect(await she.slot('15-evening')).toBe('asked')
    expect(she.texts('prompt')).toHaveLength(prompts + 1)
    expect(await findViolations(sixclear.system, { registered: [she.id] })).toEqual([])
  })

  it('than the registration by more than the whole period, is for the office to decide', async () => {
    const { sixclear, she } = await live('2020-02-11 12:00')
    await puts(sixclear, she, arrived('2020-01-20 09:00'))
    expect((await she.matter('decision')).state.name).toBe('open')
  })
})

describe('a release for a date that was too early', () => {
  it('is withdrawn when it was proposed, and the isolation goes on', async () => {
    const { sixclear, she } = await live('2020-02-24 22:00')
    expect(await she.status()).toBe('under_review')
    await puts(sixclear, she, arrived('2020-02-12 09:00'))
    expect(await she.status()).toBe('following')
    expect((await she.matter('release')).state).toMatchObject({ name: 'settled', outcome: 'overtaken' })
    await sixclear.until('2020-02-25 08:05')
    expect(await she.slot('13-morning')).toBe('asked')
  })

  it('is withdrawn when it was approved, and nobody is released before fourteen days', async () => {
    const { sixclear, she } = await live('2020-02-24 22:00')
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    expect(await she.status()).toBe('approved')
    await puts(sixclear, she, arrived('2020-02-11 23:59'))
    expect(await she.status()).toBe('following')
    await sixclear.healthyUntil('2020-02-25 22:00', she)
    expect(await she.status()).toBe('under_review')
    expect(she.texts('released')).toEqual([])
  })

  it('stands when the arrival was earlier still', async () => {
    const { sixclear, she } = await live('2020-02-24 22:00')
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await puts(sixclear, she, arrived('2020-02-09 09:00'))
    expect(await she.status()).toBe('approved')
    await sixclear.until('2020-02-25 08:10')
    expect(await she.status()).toBe('released')
  })

  it('stays released: its dates are not put right any more', async () => {
    const { sixclear, she } = await live('2020-02-24 22:00')
    await sixclear.confirmed(phones.administrator, `${sixclear.codeOn(phones.administrator)} 同意`)
    await sixclear.until('2020-02-25 08:10')
    await expect(
      correct(sixclear.system.ports, she.id, {
        corrections: arrived('2020-02-12'),
        reason: 'entered_wrongly',
        by,
        inbound: 'request-1',
      }),
    ).rejects.toThrow(NotPossible)
  })
})

describe('a newer exposure', () => {
  it.each(['2020-02-24 07:00', '2020-02-24 08:05', '2020-02-24 19:00', '2020-02-24 23:30'])(
    'on day 14, known at %s, begins the count again',
    async (moment) => {
      const { sixclear, she } = await live('2020-02-23 22:00')
      await sixclear.until(moment)
      await puts(sixclear, she, { lastExposure: day('2020-02-24') })
      expect(await she.isolation()).toMatchObject({ dayZero: '2020-02-24', lastDay: 14 })
      await sixclear.until('2020-02-25 08:05')
      expect(await she.slot('01-morning')).toBe('asked')
      await she.says('36.5')
      await sixclear.healthyUntil('2020-03-09 22:00', she)
      expect(await she.status()).toBe('under_review')
      expect(await findViolations(sixclear.system, { registered: [she.id] })).toEqual([])
    },
  )

  it('over the end of a month and a leap day ends on the right day', async () => {
    const { sixclear, she } = await live('2020-02-16 12:00')
    await puts(sixclear, she, { lastExposure: day('2020-02-16') })
    expect(she.texts('last_day_moved').at(-1)?.text).toContain('3/1')
  })

  it('that is taken back counts from the arrival again', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, { lastExposure: day('2020-02-12') }, 'request-1')
    await puts(sixclear, she, { lastExposure: null }, 'request-2')
    expect(await she.isolation()).toMatchObject({ dayZero: '2020-02-10', lastDay: 14 })
    expect(await states(she)).toMatchObject({ '01-morning': 'reported', '03-morning': 'reported' })
  })

  it('does not shorten a period that was held', async () => {
    const { sixclear, she } = await live('2020-02-23 18:30')
    await sixclear.until('2020-02-25 12:00')
    const { dayZero, lastDay } = await she.isolation()
    await puts(sixclear, she, { lastExposure: day('2020-02-11') })
    const after = await she.isolation()
    expect([dayZero, lastDay, after.dayZero]).toEqual(['2020-02-10', lastDay, '2020-02-11'])
    expect(after.lastDay).toBeGreaterThanOrEqual(lastDay - 1)
  })
})

describe('a date put right', () => {
  it('while the doctor has her, leaves her with the doctor', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await she.says('38.6 咳嗽')
    expect(await she.status()).toBe('referred')
    await puts(sixclear, she, arrived('2020-02-12 09:00'))
    expect(await she.status()).toBe('referred')
    await sixclear.until('2020-02-14 12:00')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
    expect(await she.status()).toBe('following')
    await sixclear.until('2020-02-14 18:05')
    expect(await she.slot('02-evening')).toBe('asked')
  })

  it('at night disturbs nobody before the morning', async () => {
    const { sixclear, she } = await live('2020-02-12 22:30')
    await puts(sixclear, she, arrived('2020-02-12 09:00'))
    expect(she.texts('last_day_moved')).toEqual([])
    await sixclear.until('2020-02-13 08:00')
    expect(she.texts('last_day_moved')).toHaveLength(1)
  })

  it('of somebody who is measured by the worker tells the worker', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ phone: null })
    await sixclear.until('2020-02-11 08:10')
    await puts(sixclear, she, arrived('2020-02-09 09:00'))
    expect(sixclear.messagesTo(phones.worker, 'last_day_moved_for')).toHaveLength(1)
    expect(await she.slot('02-morning')).toBe('asked')
  })

  it('is refused where it lies in the future', async () => {
    const { sixclear, she } = await live('2020-02-11 12:00')
    const put = (corrections: Corrections) =>
      correct(sixclear.system.ports, she.id, {
        corrections,
        reason: 'entered_wrongly',
        by,
        inbound: 'request-1',
      })
    await expect(put(arrived('2020-02-12'))).rejects.toThrow(CorrectionRejected)
    await expect(put({ lastExposure: day('2020-02-12') })).rejects.toThrow(CorrectionRejected)
    expect(await she.events()).not.toContain('corrected')
  })

  it('once more by the same request is put right once', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, arrived('2020-02-12 09:00'))
    const { ports } = sixclear.system
    const again = { corrections: arrived('2020-02-12 09:00'), reason: 'entered_wrongly', by } as const
    expect(await correct(ports, she.id, { ...again, inbound: 'request-1' })).toEqual({
      result: 'corrected_already',
    })
    expect(await correct(ports, she.id, { ...again, inbound: 'request-2' })).toEqual({
      result: 'nothing_to_correct',
    })
    expect((await she.events()).filter((type) => type === 'corrected')).toHaveLength(1)
    expect((await she.isolation()).generation).toBe(2)
  })
})

describe('flags put right', () => {
  const flags = { over70: true }

  it('make a mild finding that is open urgent: everybody told hears, and she is referred', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await she.says('37.4')
    expect(await she.status()).toBe('following')
    await puts(sixclear, she, { flags })
    expect(await she.isolation()).toMatchObject({
      flags: { over70: true, child: false },
      status: { name: 'referred' },
    })
    expect((await she.matter('fever')).severity).toBe('red')
    for (const phone of [phones.worker, phones.doctor])
      expect(sixclear.messagesTo(phone, 'matter_raised').at(-1)?.text).toContain('37.4')
    expect(she.texts('fever')).toHaveLength(1)
    await sixclear.until('2020-02-13 19:00')
    expect(await she.slot('03-evening')).toBeUndefined()
  })

  it('judge from now on, and lower nothing that is open', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, { flags }, 'request-1')
    await she.says('37.4')
    expect((await she.matter('fever')).severity).toBe('red')
    await puts(sixclear, she, { flags: { over70: false } }, 'request-2')
    expect((await she.matter('fever')).severity).toBe('red')
    expect(await she.status()).toBe('referred')
  })

  it('with a date put right as well: both count', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await she.says('37.4')
    await puts(sixclear, she, { ...arrived('2020-02-12 09:00'), flags })
    expect(await she.isolation()).toMatchObject({ dayZero: '2020-02-12', status: { name: 'referred' } })
  })
})

describe('category, origin and language put right', () => {
  it('are known from now on, and the ledger says from what to what', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, { category: 'overseas', origin: 'Milan' }, 'request-1')
    await puts(sixclear, she, { origin: null }, 'request-2')
    const corrected = (await she.ledger()).flatMap(({ event }) =>
      event.type === 'corrected' ? [[event.from, event.to]] : [],
    )
    expect(corrected).toEqual([
      [
        { category: 'key_area', origin: null },
        { category: 'overseas', origin: 'Milan' },
      ],
      [{ origin: 'Milan' }, { origin: null }],
    ])
    const { category, origin, generation } = await she.isolation()
    expect([category, origin, generation]).toEqual(['overseas', undefined, 1])
  })
})

describe('a phone put right', () => {
  const NEW = '+8613800000177'

  it('stops the old number at once, and counts from its owner’s yes', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, { phone: NEW })
    expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'number_not_confirmed' })
    expect(sixclear.messagesTo(NEW, 'confirm_number')).toHaveLength(1)
    await sixclear.until('2020-02-13 18:05')
    const reports = (await she.events()).filter((type) => type === 'reported').length
    await she.says('36.5')
    expect((await she.events()).filter((type) => type === 'reported')).toHaveLength(reports)
    await sixclear.text(NEW, '是')
    expect((await she.isolation()).contact).toEqual({ by: 'sms' })
  })

  it('that is taken away leaves the worker to measure', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, { phone: null })
    expect((await she.isolation()).contact).toMatchObject({ by: 'worker', why: 'no_phone' })
    await sixclear.until('2020-02-13 18:05')
    expect(sixclear.messagesTo(phones.worker, 'measure_for_them')).toHaveLength(1)
  })

  it('together with the door and a date is measured by the worker of the new grid', async () => {
    const { sixclear, she } = await live('2020-02-13 12:00')
    await puts(sixclear, she, {
      ...arrived('2020-02-12 09:00'),
      phone: null,
      address: { grid: GridId.parse('grid-2'), building: '9', unit: '1', room: '101' },
    })
    await sixclear.until('2020-02-13 18:05')
    expect(sixclear.messagesTo('+8613900000002', 'measure_for_them')).toHaveLength(1)
    expect(await she.slot('01-evening')).toBe('asked')
  })

  it('by text of the worker stands in the history like any other', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    await sixclear.confirmed(phones.worker, `${sixclear.codeOn(phones.worker)} 换号 13800000177`)
    const { person } = await she.isolation()
    const found = await findPerson(sixclear.system.ports.store, person)
    expect(found?.history).toMatchObject([
      { by: 'staff:worker-1', changes: [{ field: 'phone', from: '+8613800000101', to: NEW }] },
    ])
  })
})
