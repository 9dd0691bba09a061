import { describe, expect, it } from 'vitest'
import { Check, Why } from '../../../core/line/line.ts'
import { checkOf, checksOf, colourOf, type LineFacts, usualOf } from '../../../core/line/line-checks.ts'
import { whyWords } from '../../../core/texts/line-words.ts'

const facts = (overrides: Partial<LineFacts> = {}): LineFacts => ({
  named: [],
  swept: { of: 8, late: 0, isAsleep: false },
  areFiguresLate: false,
  beyond: [{ count: 3, usual: usualOf([4, 4, 4], 64) }],
  of: {
    next_step: 64,
    owner_with_time: 27,
    last_rung_answered: 27,
    decision_in_time: 9,
    danger_answered: 0,
    prompt_known: 12,
    messages_sent: 64,
  },
  ...overrides,
})

const colour = (overrides: Partial<LineFacts> = {}) => colourOf(checksOf(facts(overrides)))

describe('the line', () => {
  it('is green while every check passes, and names each', () => {
    const checks = checksOf(facts())
    expect(colourOf(checks)).toBe('green')
    expect(checks.map(({ check }) => check)).toEqual(
      Check.options.filter((check) => check !== 'record_has_room'),
    )
  })

  it('is red while the disk of the record is full, whoever is looked after', () => {
    expect(colour({ isRecordFull: true })).toBe('red')
    expect(colour({ isRecordFull: false })).toBe('green')
  })

  it.each(Why.options)('is not green while somebody is named: %s', (why) => {
    expect(colour({ named: [why] })).toBe(why === 'beyond_first_rung' ? 'green' : 'red')
    expect(Check.options).toContain(checkOf[why])
    expect(whyWords[why].todo['zh-CN']).toMatch(/[一-龥]/)
  })

  it('is red while nobody looks', () => {
    expect(colour({ swept: { of: 8, late: 8, isAsleep: true } })).toBe('red')
  })

  it('is amber while a part of the sweep is late, and counts it', () => {
    const late = facts({ swept: { of: 130, late: 1, isAsleep: false } })
    expect(colourOf(checksOf(late))).toBe('amber')
    expect(checksOf(late)).toContainEqual({ check: 'sweeper_awake', line: 'amber', count: 1, of: 130 })
  })

  it('is amber above what is usual, in one community of several, and red where both are so', () => {
    const calm = { count: 0, usual: usualOf([0, 0, 0], 10) }
    const busy = { count: 9, usual: usualOf([4, 4, 4], 10) }
    expect(colour({ beyond: [calm, { ...busy, count: 8 }] })).toBe('green')
    expect(colour({ beyond: [calm, busy] })).toBe('amber')
    expect(colour({ beyond: [busy], named: ['decision_late'] })).toBe('red')
  })

  it('counts how many of how many fail', () => {
    const checks = checksOf(facts({ named: Array.from({ length: 9 }, () => 'decision_late' as const) }))
    expect(checks).toContainEqual({ check: 'decision_in_time', line: 'red', count: 9, of: 9 })
  })
})

describe('what is usual', () => {
  it.each([
    { counts: [], open: 8, from: 0, to: 4, by: 'default_rate' },
    { counts: [50, 50], open: 100, from: 8, to: 26, by: 'default_rate' },
    { counts: [0, 0, 0], open: 1000, from: 0, to: 2, by: 'days_before' },
    { counts: [4, 4, 4, 4], open: 64, from: 0, to: 8, by: 'days_before' },
    { counts: [16, 18, 17, 900, 17, 0, 17], open: 64, from: 8, to: 26, by: 'days_before' },
    { counts: [4, 5, 3, 4], open: 64, from: 0, to: 8, by: 'days_before' },
  ])(
    'is the median of the days before, give or take, and not moved by one bad day: $counts',
    ({ counts, open, ...usual }) => {
      expect(usualOf(counts, open)).toEqual(usual)
    },
  )
})
