import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { CommunityId, HouseholdId, IsolationId, MatterId, PersonId, SlotId } from '../../core/ids.ts'
import { LocalDate, LocalTime } from '../../core/time/local-time.ts'

describe('a local date', () => {
  it.each(['2020-02-29', '2026-12-31', '2000-02-29', '0999-01-01'])('can be %s', (text) => {
    expect(z.safeParse(LocalDate, text).success).toBe(true)
  })

  it.each([
    '2021-02-29',
    '2026-02-30',
    '2026-04-31',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '',
    'tomorrow',
  ])('cannot be %j, and returns an error instead of throwing', (text) => {
    expect(z.safeParse(LocalDate, text).success).toBe(false)
  })

  it('says what is expected', () => {
    expect(z.safeParse(LocalDate, '2026-02-30').error?.issues.map(({ message }) => message)).toEqual([
      'expected a day of the calendar such as 2020-02-14',
    ])
  })
})

describe('a local time', () => {
  it.each(['00:00', '09:05', '23:59'])('can be %s', (text) => {
    expect(z.safeParse(LocalTime, text).success).toBe(true)
  })

  it.each(['24:00', '9:05', '12:60', '12:00:00', ''])('cannot be %j', (text) => {
    expect(z.safeParse(LocalTime, text).success).toBe(false)
  })
})

describe('an id', () => {
  it.each([
    ['community', CommunityId, 'qinghe', 'Qinghe'],
    ['person', PersonId, 'person-ab12', 'person-a'],
    ['household', HouseholdId, 'household-ab12', 'household-A1b2'],
    ['isolation', IsolationId, 'iso-ab12', 'iso-ab-12'],
    ['matter', MatterId, 'iso-ab12-03-morning-silence', 'iso-ab12'],
    ['slot', SlotId, '03-morning', '3-morning'],
  ])('of a %s has one shape', (_, schema, good, bad) => {
    expect(z.safeParse(schema, good).success).toBe(true)
    expect(z.safeParse(schema, bad).success).toBe(false)
  })

  it('leaves room for a generation in the 80 characters of an execution name', () => {
    const isolation = `iso-${'a'.repeat(32)}`
    const matter = `${isolation}-${'b'.repeat(30)}`
    expect(z.safeParse(MatterId, matter).success).toBe(true)
    expect(z.safeParse(MatterId, `${matter}b`).success).toBe(false)
    expect(`${matter}-99999`.length).toBeLessThanOrEqual(80)
  })
})
