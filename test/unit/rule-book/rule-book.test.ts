import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { RuleBook } from '../../../core/rule-book/rule-book.ts'

const { slots, fever, ladders } = defaultRuleBook

const refusals = (book: object): string[] =>
  z
    .safeParse(RuleBook, { ...defaultRuleBook, ...book })
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

const police = { rung: 'police_station', dueMinutes: 60, onlyIfAbsenceConfirmed: true } as const

describe('a rule book', () => {
  it.each([
    [
      'a high fever below a fever',
      { fever: { ...fever, highFrom: 372 } },
      'fever.highFrom: a high fever begins below a fever',
    ],
    ['a range upside down', { plausible: { min: 420, max: 350 } }, 'plausible: min is above max'],
    [
      'a plausible reading that nobody could confirm',
      { confirm: { min: 355, max: 430 } },
      'confirm: the range to confirm does not contain the plausible range',
    ],
    [
      'a range to confirm that ends too low',
      { confirm: { min: 340, max: 410 } },
      'confirm: the range to confirm does not contain the plausible range',
    ],
    [
      'reminders in the wrong order',
      { slots: { ...slots, reminderAfterMinutes: [120, 60] } },
      'slots: reminders must follow one another and come before the slot closes, the spread included',
    ],
    [
      'a reminder at the close',
      { slots: { ...slots, reminderAfterMinutes: [60, 180] } },
      'slots: reminders must follow one another and come before the slot closes, the spread included',
    ],
    [
      'a reminder after the close for whoever is asked last',
      { slots: { ...slots, spreadMinutes: 60 } },
      'slots: reminders must follow one another and come before the slot closes, the spread included',
    ],
    [
      'a last reminder in the quiet hours for whoever is asked last',
      { slots: { ...slots, spreadMinutes: 45 }, quietHours: { from: '20:40', to: '07:30' } },
      'quietHours: a prompt or reminder falls into the quiet hours, the spread included',
    ],
    [
      'a morning slot that runs into the evening',
      { slots: { ...slots, closeAfterMinutes: 481 } },
      'slots.closeAfterMinutes: one slot closes after the next may be reported',
    ],
    [
      'an evening slot that runs into the next morning',
      {
        slots: { ...slots, morning: '04:00', evening: '20:00', closeAfterMinutes: 361 },
        quietHours: { from: '00:00', to: '00:00' },
      },
      'slots.closeAfterMinutes: one slot closes after the next may be reported',
    ],
    [
      'a prompt in the quiet hours',
      { slots: { ...slots, morning: '07:00' } },
      'quietHours: a prompt or reminder falls into the quiet hours, the spread included',
    ],
    [
      'a reminder in the quiet hours',
      { slots: { ...slots, evening: '19:00' } },
      'quietHours: a prompt or reminder falls into the quiet hours, the spread included',
    ],
    [
      'a prompt in quiet hours within the day',
      { quietHours: { from: '12:00', to: '18:01' } },
      'quietHours: a prompt or reminder falls into the quiet hours, the spread included',
    ],
    [
      'a ladder that tells nobody at first',
      { ladders: { ...ladders, visit: [police] } },
      'ladders.visit: every rung waits for a confirmation, so nobody would be told at first',
    ],
  ])('with %s is refused, and says where', (_, book, expected) => {
    expect(refusals(book)).toContain(expected)
  })

  it.each([
    ['an empty ladder', { ladders: { ...ladders, fever: [] } }, 'ladders.fever'],
    ['no ladder for a kind', { ladders: { ...ladders, fever: undefined } }, 'ladders.fever'],
    [
      'an unknown rung',
      { ladders: { ...ladders, fever: [{ rung: 'mayor', dueMinutes: 5 }] } },
      'ladders.fever.0.rung',
    ],
    [
      'a rung without time',
      { ladders: { ...ladders, fever: [{ rung: 'hospital', dueMinutes: 0 }] } },
      'ladders.fever.0.dueMinutes',
    ],
    ['a fraction of a tenth', { fever: { ...fever, from: 37.3 } }, 'fever.from'],
    ['a time that is none', { quietHours: { from: '24:00', to: '07:30' } }, 'quietHours.from'],
    ['no days', { days: 0 }, 'days'],
    ['a field nobody knows', { temperature: 37 }, ''],
  ])('with %s is refused at its path', (_, book, path) => {
    expect(refusals(book).map((refusal) => refusal.split(': ')[0])).toContain(path)
  })

  it.each([
    ['quiet hours that end with the first prompt', { quietHours: { from: '21:00', to: '08:00' } }],
    ['quiet hours that begin after the last reminder of all', { quietHours: { from: '20:30', to: '07:30' } }],
    ['no reminders', { slots: { ...slots, reminderAfterMinutes: [] } }],
    ['slots that just do not meet', { slots: { ...slots, closeAfterMinutes: 480 } }],
    ['quiet hours within the day, between the slots', { quietHours: { from: '12:00', to: '14:00' } }],
    ['quiet hours within the day that end with a prompt', { quietHours: { from: '12:00', to: '18:00' } }],
    ['no quiet hours', { quietHours: { from: '12:00', to: '12:00' } }],
    ['one plausible reading only', { plausible: { min: 365, max: 365 } }],
    ['one threshold', { fever: { ...fever, from: 380 } }],
  ])('may have %s', (_, book) => {
    expect(refusals(book)).toEqual([])
  })
})
