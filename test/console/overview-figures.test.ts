import { describe, expect, it } from 'vitest'
import { pathWithQuery } from '../../console/api/path-with-query.ts'
import { formatMinutes } from '../../console/i18n/duration.ts'
import { byDueTime } from '../../console/pages/follow-ups/follow-up-entries.ts'
import { answeredOf, sharesOf } from '../../console/pages/overview/slot-shares.ts'
import { GridId, IsolationId } from '../../core/ids.ts'
import { at } from './a-summary.ts'

const none = { toCome: 0, awaiting: 0, reminded: 0, reported: 0, missed: 0, late: 0, excused: 0 }

describe("today's slots", () => {
  it('share the bar, from what is well to what is still to come', () => {
    const shares = sharesOf({ ...none, reported: 6, missed: 2, toCome: 8 })
    expect(shares.filter(({ count }) => count > 0)).toEqual([
      { name: 'reported', count: 6, percent: 37.5 },
      { name: 'missed', count: 2, percent: 12.5 },
      { name: 'toCome', count: 8, percent: 50 },
    ])
  })

  it('have no share where there are none', () => {
    expect(sharesOf(none).every(({ percent }) => percent === 0)).toBe(true)
  })

  it('are answered out of those that were due: not out of those to come, nor those that were excused', () => {
    expect(
      answeredOf({ toCome: 9, awaiting: 1, reminded: 2, reported: 5, missed: 1, late: 1, excused: 4 }),
    ).toEqual({
      done: 6,
      due: 10,
    })
  })
})

describe('a length of time', () => {
  it.each([
    [0, '0 min', '0分钟'],
    [34.4, '34 min', '34分钟'],
    [59.7, '1 h', '1小时'],
    [125, '2 h 5 min', '2小时5分'],
  ])('of %d minutes is written in words', (minutes, english, chinese) => {
    expect([formatMinutes(minutes, 'en'), formatMinutes(minutes, 'zh-CN')]).toEqual([english, chinese])
  })
})

describe('due visits and calls', () => {
  const due = (overdue: boolean, dueAt: string) => ({
    type: 'visit' as const,
    isolation: IsolationId.parse('iso-aaaa'),
    grid: GridId.parse('grid-1'),
    owners: [],
    dueAt: at(dueAt),
    overdue,
  })

  it('come overdue first, then by time', () => {
    const [old, older] = [due(true, '2020-03-04T02:00:00.000Z'), due(true, '2020-03-04T01:00:00.000Z')]
    const [soon, later] = [due(false, '2020-03-04T05:00:00.000Z'), due(false, '2020-03-04T06:00:00.000Z')]
    expect([later, old, soon, older].sort(byDueTime)).toEqual([older, old, soon, later])
  })
})

describe('a path with a query', () => {
  it('leaves out what is not given, and writes the rest so that it arrives as it was', () => {
    expect(pathWithQuery('/a', {})).toBe('/a')
    expect(pathWithQuery('/a', { grid: undefined, state: '' })).toBe('/a')
    expect(pathWithQuery('/a?x=1', { status: 'under_review', limit: 5 })).toBe(
      '/a?x=1&status=under_review&limit=5',
    )
  })
})
