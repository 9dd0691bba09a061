import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRoster } from '../../../usecases/import-roster/read-roster.ts'
import { readRow } from '../../../usecases/import-roster/read-row.ts'

const load = (name: string) => {
  const roster = readRoster(readFileSync(new URL(`../../../examples/${name}`, import.meta.url)))
  const readings = roster.rows.map((row) => ('cells' in row ? readRow(row.cells, 'CN') : row.error))
  const registrations = readings.flatMap((reading) =>
    typeof reading === 'object' && reading.ok ? [reading.registration] : [],
  )
  return { roster, readings, registrations }
}

describe('the example returnees', () => {
  it('are twenty, and every one can be registered', () => {
    const { roster, registrations } = load('returnees.csv')
    expect(roster).toMatchObject({ encoding: 'UTF-8', unknownColumns: [], missingColumns: [] })
    expect(registrations).toHaveLength(20)
  })

  it('cover the cases that the system must handle', () => {
    const { registrations } = load('returnees.csv')
    const phones = registrations.map(({ person }) => person.phone)
    const withPhone = phones.filter((phone) => phone !== undefined)
    expect(withPhone).toHaveLength(19)
    expect(new Set(withPhone).size).toBe(18)
    expect(new Set(registrations.map(({ category }) => category)).size).toBe(4)
    expect(new Set(registrations.map(({ address }) => address.grid)).size).toBe(4)
    expect(registrations.filter(({ person }) => person.language === 'en')).toHaveLength(1)
    expect(registrations.filter(({ flags }) => flags.livesAlone && flags.over70).length).toBeGreaterThan(1)
    expect(registrations.some(({ arrivedAt }) => arrivedAt.time === '23:59')).toBe(true)
    for (const { arrivedAt } of registrations)
      expect(['2020-02-10', '2020-02-11', '2020-02-12']).toContain(arrivedAt.date)
  })

  it('name nobody who could exist', () => {
    for (const { person } of load('returnees.csv').registrations) {
      expect(person.name).toMatch(/^(样例·|Example )/)
      expect(person.phone ?? '+8613800000000').toMatch(/^\+861380000\d{4}$/)
    }
  })
})

describe('the example in GB18030', () => {
  it('is read like any other', () => {
    const { roster, registrations } = load('returnees-gb18030.csv')
    expect(roster).toMatchObject({ encoding: 'GB18030', unknownColumns: [], missingColumns: [] })
    expect(registrations.map(({ person }) => person.name)).toEqual([
      '样例·孙立',
      '样例·钱玥',
      '样例·赵伯',
      '样例·李𬀩',
      '样例·王禾',
    ])
    expect(registrations.map(({ address }) => `${address.building}-${address.unit}-${address.room}`)).toEqual(
      ['1-1-101', '2-1-203', '4-2-301', '6-3-502', '8-1-704'],
    )
  })
})

describe('the example with mistakes', () => {
  it('reports the mistakes of each row, and accepts the good rows', () => {
    const { roster, readings } = load('returnees-with-mistakes.csv')
    expect(roster.unknownColumns).toEqual(['shoe_size'])
    const told = readings.map((reading) => {
      if (typeof reading === 'string') return reading
      return reading.ok ? 'good' : reading.problems.map(({ column }) => column).join(' ')
    })
    expect(told).toEqual([
      'good',
      'phone',
      'phone category arrived_at lives_alone baseline_temperature',
      'name room arrived_at',
      'unit arrived_at',
      '5 cells where the header has 13',
      'good',
      'phone language',
    ])
  })
})
