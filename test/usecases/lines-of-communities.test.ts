import { describe, expect, it } from 'vitest'
import { CommunityId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { instant, MINUTE, plus } from '../../core/time/instant.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { saveCommunity } from '../../record/community-repository.ts'
import { type DistrictFigures, emptyDistrict, saveDistrict } from '../../record/district-figures.ts'
import { districtOffenders } from '../../usecases/judge-line/district-line.ts'
import { judgeLines } from '../../usecases/judge-line/lines-of-communities.ts'
import { exampleCommunity } from '../workflow/test-system.ts'

const NOW = instant(Date.parse('2020-02-11T02:00:00.000Z'))
const clock = { now: () => NOW }
const log = { info: () => {}, error: () => {} }
const named = (name: string): CommunityId => CommunityId.parse(name)

const openStore = async (names: readonly string[]): Promise<Store> => {
  const store = new SqliteStore(new Database(':memory:'), clock)
  for (const name of names) await saveCommunity(store, { ...exampleCommunity(), id: named(name) })
  return store
}

const figures = (known: Partial<DistrictFigures>): DistrictFigures => ({ ...emptyDistrict(NOW), ...known })

const coloursIn = async (store: Store): Promise<string[]> =>
  (await judgeLines({ store, clock, log })).map(({ line }) => line)

describe('the lines of all communities', () => {
  it('are read from the figures of the district; one that could not be read is red', async () => {
    const store = await openStore(['one', 'two', 'three', 'four'])
    const red = [{ community: named('one'), since: NOW }]
    await saveDistrict(store, figures({ red, amber: [named('two')], unread: [named('three')] }))
    expect(await coloursIn(store)).toEqual(['red', 'amber', 'red', 'green'])
  })

  it('are red while nobody has counted, and amber when nobody counts any more', async () => {
    const store = await openStore(['one', 'two'])
    expect(await coloursIn(store)).toEqual(['red', 'red'])
    await saveDistrict(store, figures({ at: plus(NOW, -6 * MINUTE) }))
    expect(await coloursIn(store)).toEqual(['amber', 'amber'])
  })

  it('name the red communities in the log, and a hundred at most', async () => {
    const names = Array.from({ length: 120 }, (_, index) => `town${index}`)
    const store = await openStore([...names, 'calm'])
    const redIn = async (red: readonly string[]): Promise<unknown[]> => {
      await saveDistrict(store, figures({ red: red.map((name) => ({ community: named(name), since: NOW })) }))
      const told: unknown[] = []
      const info = (event: string, fields?: object) => {
        if (event === 'line.red') told.push(fields)
      }
      await judgeLines({ store, clock, log: { ...log, info } })
      return told
    }
    expect(await redIn(['town7'])).toEqual([{ community: 'town7' }])
    expect(await redIn(names)).toHaveLength(100)
  })

  it('take no more reads for more communities', async () => {
    const readsFor = async (count: number): Promise<number> => {
      const store = await openStore(Array.from({ length: count }, (_, index) => `town${index}`))
      await saveDistrict(store, figures({}))
      let reads = 0
      const get: Store['get'] = (key) => {
        reads += 1
        return store.get(key)
      }
      await coloursIn(storeWith(store, { get }))
      return reads
    }
    expect(await readsFor(20)).toBe(await readsFor(2))
  })
})

describe('a page of the district’s offenders', () => {
  it('ends after 64 communities, even if nobody is left behind there any more', async () => {
    const names = Array.from({ length: 70 }, (_, index) => `town${index + 10}`)
    const store = await openStore(names)
    await saveDistrict(store, figures({ red: names.map((name) => ({ community: named(name), since: NOW })) }))
    const first = await districtOffenders({ store, clock }, 50)
    expect(first).toMatchObject({ offenders: [], next: { community: 'town73', skip: 0 } })
    expect(await districtOffenders({ store, clock }, 50, first.next)).toEqual({ offenders: [] })
  })
})
