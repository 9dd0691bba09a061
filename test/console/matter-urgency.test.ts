import { describe, expect, it } from 'vitest'
import { byUrgency } from '../../console/components/matter/matter-urgency.ts'
import { departmentsOf } from '../../console/pages/responsibilities/departments.ts'
import { StaffId } from '../../core/ids.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { aSummary, asksAt, at } from './a-summary.ts'

describe('the order of those who are followed', () => {
  it('begins with open matters, the gravest of them first, and goes on by the next deadline', () => {
    const fever = aSummary('fever', { matters: ['visit', 'fever'], next: asksAt('2020-03-09T00:00:00.000Z') })
    const silence = aSummary('silence', { matters: ['silence'] })
    const visit = aSummary('visit', { matters: ['visit'] })
    const soon = aSummary('soon', { next: asksAt('2020-03-04T04:00:00.000Z') })
    const later = aSummary('later', { next: asksAt('2020-03-04T10:00:00.000Z') })
    const never = aSummary('never', { next: null })
    const order = [never, later, visit, soon, silence, fever].sort(byUrgency)
    expect(order).toEqual([fever, silence, visit, soon, later, never])
  })

  it('is the same whatever the order before, also where everything else is alike', () => {
    const [one, two] = [aSummary('aaaa'), aSummary('bbbb')]
    expect([two, one].sort(byUrgency)).toEqual([one, two])
    expect([one, two].sort(byUrgency)).toEqual([one, two])
  })
})

describe('a matter stands', () => {
  const ladder = defaultRuleBook.ladders.silence
  const owner = (role: 'grid_worker' | 'doctor' | 'police_station') => ({ role, staff: StaffId.parse('s1') })
  const open = {
    name: 'open' as const,
    at: 0,
    round: 0,
    since: at('2020-03-04T03:00:00.000Z'),
    dueAt: at('2020-03-04T05:00:00.000Z'),
    acknowledged: [],
  }

  it('with the department of whoever owns it now', () => {
    expect(departmentsOf({ ladder, state: { ...open, owners: [owner('grid_worker')] } })).toEqual([
      'community',
    ])
    expect(departmentsOf({ ladder, state: { ...open, owners: [owner('police_station')] } })).toEqual([
      'police_station',
    ])
  })

  it('with both where two own it', () => {
    const state = { ...open, owners: [owner('doctor'), owner('grid_worker')] }
    expect(departmentsOf({ ladder, state })).toEqual(['community', 'hospital'])
  })

  it('with those who will be told first where nobody was told yet', () => {
    const fever = defaultRuleBook.ladders.fever
    expect(departmentsOf({ ladder, state: { ...open, at: -1, owners: [] } })).toEqual(['community'])
    expect(departmentsOf({ ladder: fever, state: { ...open, at: -1, owners: [] } })).toEqual([
      'community',
      'hospital',
    ])
  })

  it('settled with everyone who had been told', () => {
    const settled = {
      name: 'settled' as const,
      outcome: 'reached' as const,
      by: 'staff:s1',
      at: at('2020-03-04T04:00:00.000Z'),
      told: [owner('police_station'), owner('grid_worker')],
    }
    expect(departmentsOf({ ladder, state: settled })).toEqual(['community', 'police_station'])
  })
})
