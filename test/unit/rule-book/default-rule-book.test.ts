import { describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { RuleBook } from '../../../core/rule-book/rule-book.ts'

const minutes = { '30 min': 30, '2 h': 120, '12 h': 720, '24 h': 1440 } as const
const rungs = (kind: keyof RuleBook['ladders']) =>
  defaultRuleBook.ladders[kind].map(({ rung, dueMinutes }) => [rung, dueMinutes])

describe('the rules of a new community', () => {
  it('are a valid rule book', () => {
    expect(RuleBook.parse(defaultRuleBook)).toEqual(defaultRuleBook)
  })

  it.each([
    ['days', defaultRuleBook.days, 14],
    ['fever from', defaultRuleBook.fever.from, 373],
    ['high fever from', defaultRuleBook.fever.highFrom, 380],
    ['lowest reading accepted', defaultRuleBook.plausible.min, 350],
    ['highest reading accepted', defaultRuleBook.plausible.max, 420],
    ['lowest reading asked about', defaultRuleBook.confirm.min, 340],
    ['highest reading asked about', defaultRuleBook.confirm.max, 430],
    ['morning slot', defaultRuleBook.slots.morning, '08:00'],
    ['evening slot', defaultRuleBook.slots.evening, '18:00'],
    ['reminders after minutes', defaultRuleBook.slots.reminderAfterMinutes, [60, 120]],
    ['a slot closes after minutes', defaultRuleBook.slots.closeAfterMinutes, 180],
    ['early by minutes', defaultRuleBook.slots.earlyMinutes, 120],
    ['quiet hours', defaultRuleBook.quietHours, { from: '21:00', to: '07:30' }],
    ['unclear replies before a human', defaultRuleBook.unclearRepliesPerSlot, 2],
    [
      'replies an hour',
      defaultRuleBook.replies,
      {
        residentPerHour: 6,
        repeatedAdvicePerHour: 1,
        repeatedTellingsPerHour: 3,
        staffPerHour: 60,
        staffHelpPerHour: 3,
        unknownCodesPerHour: 5,
      },
    ],
    ['release at', defaultRuleBook.release.at, '08:00'],
    ['clean hours', defaultRuleBook.release.cleanHours, 72],
    ['holds', defaultRuleBook.release.maxHolds, 3],
    ['late registration', defaultRuleBook.lateRegistration, { minHours: 24, minSlots: 2 }],
  ])('%s', (_, actual, expected) => {
    expect(actual).toEqual(expected)
  })

  it('ask for a second measurement after 15 to 30 minutes', () => {
    expect(defaultRuleBook.fever.measureAgainAfterMinutes).toBeGreaterThanOrEqual(15)
    expect(defaultRuleBook.fever.measureAgainAfterMinutes).toBeLessThanOrEqual(30)
  })

  it('hand a silence to the worker for two hours, the office for two, then the police by day', () => {
    expect(rungs('silence')).toEqual([
      ['grid_worker', minutes['2 h']],
      ['street_office', minutes['2 h']],
      ['police_station', minutes['12 h']],
    ])
    expect(defaultRuleBook.ladders.silence[2]?.daytimeOnly).toBe(true)
  })

  it.each(['unreachable', 'opted_out', 'unclear_replies', 'visit'] as const)(
    'call the police for %s only when a person has confirmed the absence',
    (kind) => {
      const police = defaultRuleBook.ladders[kind].filter(({ rung }) => rung === 'police_station')
      expect(police.map(({ onlyIfAbsenceConfirmed }) => onlyIfAbsenceConfirmed)).toEqual([true])
    },
  )

  it('tell the worker and the doctor of a fever within half an hour, then the hospital', () => {
    expect(rungs('fever')).toEqual([
      ['worker_and_doctor', minutes['30 min']],
      ['street_office', minutes['30 min']],
      ['hospital', minutes['24 h']],
    ])
  })

  it('give twelve hours to approve, then climb', () => {
    expect(rungs('release')).toEqual([
      ['community', minutes['12 h']],
      ['street_office', minutes['12 h']],
    ])
    expect(rungs('decision')).toEqual([['street_office', minutes['12 h']]])
  })
})
