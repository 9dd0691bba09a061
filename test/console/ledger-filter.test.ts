import { describe, expect, it } from 'vitest'
import {
  countByCategoryAndGrid,
  countByOrigin,
  filterReturnees,
} from '../../console/pages/ledgers/ledger-filter.ts'
import { aPerson, aSummary, at, referredSince } from './a-summary.ts'

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id)

const zhang = aSummary('zhang', {
  category: 'key_area',
  flags: { livesAlone: true, over70: true, child: false, chronic: false, pregnant: false },
  person: aPerson('Zhang Wei', '+8613800000101', '501'),
})
const li = aSummary('lili', { grid: 'grid-2', person: aPerson('李丽', '+8613800000202', '1501') })
const referred = aSummary('referred', { status: referredSince('2020-03-04T00:15:00.000Z') })
const released = aSummary('released', {
  grid: 'grid-2',
  status: { name: 'ended', reason: 'hospitalised', at: at('2020-03-01T00:00:00.000Z') },
  person: null,
})
const rows = [zhang, li, referred, released]

describe('the ledger of origins', () => {
  const wuhan = { ...zhang, origin: '武汉' }
  const again = { ...referred, origin: '武 漢' }
  const york = { ...released, origin: 'New York' }

  it('counts one place once, however it is written, the most first', () => {
    expect(countByOrigin([wuhan, again, york, li]).map(({ name, open, all }) => [name, open, all])).toEqual([
      ['武汉', 2, 2],
      [undefined, 1, 1],
      ['New York', 0, 1],
    ])
  })

  it('filters the rows by any of them, and by a missing origin', () => {
    const all = [wuhan, again, york, li]
    for (const { key, all: count } of countByOrigin(all))
      expect(filterReturnees(all, { origin: key })).toHaveLength(count)
  })
})

describe('the rows of a ledger', () => {
  it('are all there without a filter', () => {
    expect(filterReturnees(rows, {})).toEqual(rows)
  })

  it('have to pass every filter', () => {
    expect(ids(filterReturnees(rows, { grid: 'grid-2' }))).toEqual(ids([li, released]))
    expect(ids(filterReturnees(rows, { grid: 'grid-2', status: 'following' }))).toEqual(ids([li]))
    expect(ids(filterReturnees(rows, { category: 'key_area' }))).toEqual(ids([zhang]))
    expect(ids(filterReturnees(rows, { flag: 'over70' }))).toEqual(ids([zhang]))
    expect(ids(filterReturnees(rows, { flag: 'over70', status: 'referred' }))).toEqual([])
  })

  it('are found by a part of the name, the phone, the door or the id', () => {
    expect(ids(filterReturnees(rows, { search: 'zhang w' }))).toEqual(ids([zhang]))
    expect(ids(filterReturnees(rows, { search: '丽' }))).toEqual(ids([li]))
    expect(ids(filterReturnees(rows, { search: '0202' }))).toEqual(ids([li]))
    expect(ids(filterReturnees(rows, { search: '3-2-501' }))).toEqual(ids([zhang]))
    expect(ids(filterReturnees(rows, { search: 'referr' }))).toEqual(ids([referred]))
  })

  it('are found only where every word of the search is', () => {
    expect(ids(filterReturnees(rows, { search: '3-2 ZHANG' }))).toEqual(ids([zhang]))
    expect(filterReturnees(rows, { search: 'zhang 李' })).toEqual([])
  })
})

describe('the counts', () => {
  it('give the total and the open ones, by category, by grid and overall', () => {
    const counts = countByCategoryAndGrid(rows)
    expect(counts.get('/')).toEqual({ all: 4, open: 3 })
    expect(counts.get('/grid-2')).toEqual({ all: 2, open: 1 })
    expect(counts.get('elsewhere/')).toEqual({ all: 3, open: 2 })
    expect(counts.get('key_area/grid-1')).toEqual({ all: 1, open: 1 })
    expect(counts.get('key_area/grid-2')).toBeUndefined()
  })
})
