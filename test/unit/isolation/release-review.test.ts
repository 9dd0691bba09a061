import { describe, expect, it } from 'vitest'
import { SlotId } from '../../../core/ids.ts'
import { slotsOf } from '../../../core/isolation/calendar.ts'
import type { Isolation, Slot } from '../../../core/isolation/isolation.ts'
import { review } from '../../../core/isolation/release-review.ts'
import { plus } from '../../../core/time/instant.ts'
import { anIsolation, at, book, fever } from './an-isolation.ts'

const now = at('2020-03-15 18:05')
const clean: Slot = { state: 'reported', at: now, tenths: 365, symptoms: 0 }
const morning = SlotId.parse('14-morning')
const evening = SlotId.parse('14-evening')

const finished = (more: Partial<Isolation> = {}): Isolation => {
  const slots = Object.fromEntries(slotsOf(anIsolation(), book).map(({ id }) => [id, clean]))
  return anIsolation({ ...more, slots: { ...slots, ...more.slots } })
}

describe('a finished period', () => {
  it('is proposed for release when its last day is clean', () => {
    expect(review(finished(), book, now)).toEqual({ verdict: 'propose' })
  })

  it('is proposed although slots were missed before the last day', () => {
    const missed: Slot = { state: 'missed', at: now, matter: fever }
    expect(review(finished({ slots: { [SlotId.parse('03-morning')]: missed } }), book, now)).toEqual({
      verdict: 'propose',
    })
  })

  it('accepts a late report of the last day', () => {
    expect(review(finished({ slots: { [morning]: { ...clean, state: 'late' } } }), book, now).verdict).toBe(
      'propose',
    )
  })

  it.each<[string, Slot]>([
    ['missed', { state: 'missed', at: now, matter: fever }],
    ['excused', { state: 'excused' }],
    ['a fever', { ...clean, tenths: 373 }],
    ['a symptom', { ...clean, symptoms: 1 }],
    ['no temperature', { state: 'reported', at: now, symptoms: 0 }],
  ])('is held when the last evening has %s', (_, slot) => {
    expect(review(finished({ slots: { [evening]: slot } }), book, now)).toEqual({
      verdict: 'hold',
      reasons: ['no clean report on day 14, evening'],
    })
  })

  it('is held for 72 hours after a fever, and not a millisecond longer', () => {
    const lastFeverAt = at('2020-03-12 18:05')
    expect(review(finished({ lastFeverAt }), book, plus(now, -1))).toEqual({
      verdict: 'hold',
      reasons: ['a fever or symptom in the last 72 hours'],
    })
    expect(review(finished({ lastFeverAt }), book, now).verdict).toBe('propose')
  })

  it('is held while a matter is open', () => {
    expect(review(finished({ matters: { [fever]: { kind: 'fever' } } }), book, now)).toEqual({
      verdict: 'hold',
      reasons: ['a matter is open: fever'],
    })
  })

  it('is for the office to decide after three holds', () => {
    const slots = { [evening]: { state: 'excused' } } as const
    expect(review(finished({ slots, holds: 2 }), book, now).verdict).toBe('hold')
    expect(review(finished({ slots, holds: 3 }), book, now)).toEqual({
      verdict: 'office_decides',
      reasons: ['no clean report on day 14, evening'],
    })
  })

  it('looks at the last day after a hold, not at day 14', () => {
    const held = finished({ lastDay: 15, holds: 1 })
    expect(review(held, book, now)).toEqual({
      verdict: 'hold',
      reasons: ['no clean report on day 15, morning', 'no clean report on day 15, evening'],
    })
  })

  it('is never proposed when nothing at all was seen of it: the office decides', () => {
    const unseen = anIsolation({ registeredAt: at('2020-04-20 12:00') })
    expect(slotsOf(unseen, book)).toEqual([])
    expect(review(unseen, book, at('2020-04-20 12:00'))).toEqual({
      verdict: 'office_decides',
      reasons: ['registered after the period was over'],
    })
  })
})
