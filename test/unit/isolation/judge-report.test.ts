import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SlotId } from '../../../core/ids.ts'
import type { Isolation, Slot } from '../../../core/isolation/isolation.ts'
import { judge, placeReport } from '../../../core/isolation/judge-report.ts'
import type { Half } from '../../../core/time/half-day.ts'
import { anIsolation, at, book, fever, matter } from './an-isolation.ts'

describe('a reading', () => {
  it.each([
    [350, 'normal'],
    [372, 'normal'],
    [373, 'orange'],
    [379, 'orange'],
    [380, 'red'],
    [420, 'red'],
  ] as const)('of %i tenths is %s', (tenths, judgement) => {
    expect(judge(tenths, [], book)).toBe(judgement)
  })

  it('is orange with mild symptoms alone, red with a fever beside them, or with any other symptom', () => {
    expect(judge(365, ['dry_cough'], book)).toBe('orange')
    expect(judge(undefined, ['fatigue', 'diarrhoea'], book)).toBe('orange')
    expect(judge(375, ['other'], book)).toBe('red')
    expect(judge(365, ['dry_cough', 'breathlessness'], book)).toBe('red')
    expect(judge(undefined, ['fever'], book)).toBe('red')
  })

  it.each(['over70', 'chronic', 'pregnant'] as const)('is red with any finding in somebody %s', (flag) => {
    const before = { flags: { ...anIsolation().flags, [flag]: true }, now: at('2020-03-03 08:00') }
    expect(judge(374, [], book, before)).toBe('red')
    expect(judge(365, ['fatigue'], book, before)).toBe('red')
    expect(judge(365, [], book, before)).toBe('normal')
  })

  it.each([
    ['2020-03-03 08:00', 'orange'],
    ['2020-03-03 08:20', 'red'],
    ['2020-03-04 07:59', 'red'],
    ['2020-03-04 08:01', 'orange'],
  ] as const)('after an orange of 3 March 08:00 is at %s %s', (now, judgement) => {
    const { flags } = anIsolation()
    const before = { flags, lastOrangeAt: at('2020-03-03 08:00'), now: at(now) }
    expect(judge(374, [], book, before)).toBe(judgement)
  })

  it('is normal without temperature and symptom', () => {
    expect(judge(undefined, [], book)).toBe('normal')
  })

  it('never gets milder as it gets hotter', () => {
    const order = ['normal', 'orange', 'red']
    const tenths = fc.integer({ min: 300, max: 450 })
    fc.assert(
      fc.property(tenths, tenths, (a, b) => {
        const [cooler, hotter] = a < b ? [a, b] : [b, a]
        expect(order.indexOf(judge(cooler, [], book))).toBeLessThanOrEqual(
          order.indexOf(judge(hotter, [], book)),
        )
      }),
    )
  })
})

describe('the place of a report', () => {
  const slot = SlotId.parse('02-morning')
  const before = SlotId.parse('01-evening')
  const done: Slot = { state: 'reported', at: at('2020-03-02 18:05'), tenths: 365, symptoms: 0 }
  const missed: Slot = { state: 'missed', at: at('2020-03-02 21:00'), matter }
  const asked: Slot = { state: 'asked', attempt: 0, at: at('2020-03-03 08:00') }
  const place = (now: string, slots: Isolation['slots'] = {}, half?: Half) =>
    placeReport(anIsolation({ slots }), book, at(now), half === undefined ? {} : { when: { day: 0, half } })

  it.each([
    ['2020-03-03 06:00', 'early'],
    ['2020-03-03 07:59', 'early'],
    ['2020-03-03 08:00', 'on_time'],
    ['2020-03-03 10:59', 'on_time'],
  ])('at %s is the morning slot, %s', (now, timing) => {
    expect(place(now, { [before]: done })).toEqual({ timing, slot })
    expect(place(now, { [before]: done, [slot]: asked })).toEqual({ timing, slot })
  })

  it('after the close is the slot that was missed, late', () => {
    expect(place('2020-03-03 11:00', { [before]: done })).toEqual({ timing: 'late', slot })
    expect(place('2020-03-03 15:59', { [before]: done, [slot]: missed })).toEqual({ timing: 'late', slot })
  })

  it('is beside the slots once the missed one has its late report', () => {
    expect(place('2020-03-03 12:00', { [slot]: { ...done, state: 'late' } })).toEqual({ timing: 'extra' })
    expect(place('2020-03-03 12:00', { [slot]: { state: 'excused' } })).toEqual({ timing: 'extra' })
  })

  it('names the slot of this moment when that has its report already', () => {
    expect(place('2020-03-03 08:30', { [before]: done, [slot]: done })).toEqual({
      timing: 'extra',
      filled: slot,
    })
  })

  it.each(['2020-03-03 06:00', '2020-03-03 10:59'])(
    'names that slot from its early hours to its close: %s',
    (now) => {
      expect(place(now, { [before]: done, [slot]: done })).toEqual({ timing: 'extra', filled: slot })
    },
  )

  it.each(['2020-03-03 05:59', '2020-03-03 11:00'])('names no slot outside of it: %s', (now) => {
    expect(place(now, { [before]: done, [slot]: done })).toEqual({ timing: 'extra' })
  })

  it('settles an older slot only when it is the last one', () => {
    expect(place('2020-03-03 12:00', { [before]: missed, [slot]: done })).toEqual({ timing: 'extra' })
  })

  it('is the open slot, unless the half that was written says the missed one', () => {
    const slots = { [before]: missed }
    expect(place('2020-03-03 08:30', slots)).toEqual({ timing: 'on_time', slot })
    expect(place('2020-03-03 08:30', slots, 'morning')).toEqual({ timing: 'on_time', slot })
    expect(place('2020-03-03 08:30', slots, 'evening')).toEqual({ timing: 'late', slot: before })
    expect(place('2020-03-03 07:00', slots, 'evening')).toEqual({ timing: 'late', slot: before })
  })

  it('goes to the only slot there is, whatever half was written', () => {
    expect(place('2020-03-03 08:30', { [before]: done }, 'evening')).toEqual({ timing: 'on_time', slot })
  })

  it('is where it was when the text was sent, which has waited until now', () => {
    const placed = (now: string, slots: Isolation['slots']) =>
      placeReport(anIsolation({ slots }), book, at(now), { sentAt: at('2020-03-02 18:30') })
    expect(placed('2020-03-02 20:00', {})).toEqual({ timing: 'on_time', slot: before })
    expect(placed('2020-03-03 08:30', { [before]: missed, [slot]: asked })).toEqual({
      timing: 'late',
      slot: before,
    })
    expect(placed('2020-03-03 08:30', { [before]: done, [slot]: asked })).toEqual({
      timing: 'extra',
      filled: before,
    })
  })

  it('is beside the slots before the first of them', () => {
    expect(place('2020-03-01 13:00')).toEqual({ timing: 'extra' })
  })

  it('is beside the slots for somebody with the doctor', () => {
    const status = {
      name: 'referred',
      since: at('2020-03-03 08:10'),
      matter: fever,
      severity: 'red',
    } as const
    expect(placeReport(anIsolation({ status }), book, at('2020-03-03 08:30'))).toEqual({ timing: 'extra' })
  })
})
