import { describe, expect, it } from 'vitest'
import { GridId } from '../../core/ids.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type IndexQuery, type Item, type Query, type Store, StoreThrottled } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { loadFigures } from '../../record/grid-figures.ts'
import { isolationItem, readIsolation } from '../../record/isolation-item.ts'
import { matterItem, readMatter } from '../../record/matter-repository.ts'
import { correct } from '../../usecases/correct/correct.ts'
import { kept, plain } from './both-figures.ts'
import { laggingIndexes } from './lagging-indexes.ts'
import { exampleCommunity, openTestSystem } from './test-system.ts'

/** Writes an isolation or a matter again, with another summary in its list. */
const withSummary = async (store: Store, item: Item, summary: JsonObject | undefined): Promise<void> => {
  const put =
    item.sk === 'META'
      ? isolationItem(readIsolation(item).isolation, undefined)
      : item.sk.startsWith('MATTER#')
        ? matterItem(readMatter(item).matter)
        : undefined
  if (put?.index?.list === undefined) return
  const { summary: _, ...list } = put.index.list
  const index = { ...put.index, list: summary === undefined ? list : { ...list, summary } }
  await store.transact([{ put: { ...put, body: item.body, index }, expect: { version: item.version } }])
}

/** Ports that report their queries and gets. */
const watched =
  (look: (asked: Query | 'get') => void) =>
  (ports: Ports): Ports => {
    const { store } = ports
    return {
      ...ports,
      store: storeWith(store, {
        get: async (key) => {
          look('get')
          return store.get(key)
        },
        query: async (query) => {
          look(query)
          return store.query(query)
        },
        queryIndex: async (query) => {
          look(query)
          return store.queryIndex(query)
        },
      }),
    }
  }

/** The lists of matters show what stood there half a minute ago, all other lists what stands there now. */
const lateMatters = (ports: Ports): Ports => {
  const late = laggingIndexes(30_000)(ports)
  const queryIndex = (asked: IndexQuery) =>
    (asked.pk.startsWith('MATTERS#') ? late : ports).store.queryIndex(asked)
  return { ...ports, store: { ...late.store, queryIndex } }
}

const isList = (each: Query | 'get'): boolean => each !== 'get' && /^(ISOLATIONS|MATTERS)#/.test(each.pk)

describe('a look at the figures', () => {
  it('reads the lists of a grid only after something has happened there', async () => {
    let asked: (Query | 'get')[] = []
    const sixclear = await openTestSystem({ wrap: watched((each) => asked.push(each)) })
    const she = await sixclear.register()
    await sixclear.register({ name: '样例·李', phone: '+8613800000102', room: '502', grid: 'grid-2' })
    await kept(sixclear)
    await sixclear.until('2020-02-11 08:10')
    await kept(sixclear)
    await sixclear.until('2020-02-11 08:20')
    await kept(sixclear)
    asked = []
    await she.says('36.5')
    asked = []
    expect((await kept(sixclear)).slotsToday).toMatchObject({ reported: 1, awaiting: 1, toCome: 2 })
    const lists = new Set(asked.filter(isList).map((each) => (each === 'get' ? '' : each.pk)))
    expect([...lists]).toEqual(['ISOLATIONS#qinghe#grid-1'])
    asked = []
    await kept(sixclear)
    expect(asked.filter(isList)).toEqual([])
  })

  it('is right for a later moment without another reading', async () => {
    const sixclear = await openTestSystem()
    await sixclear.register({ arrived: '2020-01-28 08:30' })
    await sixclear.until('2020-02-11 07:00')
    const { items } = await sixclear.system.ports.store.query({ pk: 'FIGURES#qinghe' })
    await kept(sixclear)
    for (const moment of ['2020-02-11 07:59', '2020-02-12 07:10']) {
      await sixclear.until(moment)
      expect(await kept(sixclear)).toEqual(await plain(sixclear))
    }
    expect(items.length).toBeGreaterThan(0)
  })

  it('finds what reached the lists late, a minute later', async () => {
    const sixclear = await openTestSystem({ wrap: laggingIndexes(40_000) })
    await sixclear.register()
    await sixclear.until('2020-02-11 07:59')
    await kept(sixclear)
    const { timeline } = sixclear.system
    await sixclear.until('2020-02-11 08:00')
    await timeline.runUntil(timeline.now() + 10_000)
    expect((await kept(sixclear)).slotsToday.awaiting).toBe(0)
    await timeline.runUntil(timeline.now() + 60_000)
    expect((await kept(sixclear)).slotsToday.awaiting).toBe(1)
  })

  it('is right when one list is newer than the other', async () => {
    const sixclear = await openTestSystem({ wrap: lateMatters })
    await sixclear.register()
    await sixclear.until('2020-02-11 11:00')
    await kept(sixclear)
    await sixclear.until('2020-02-11 11:02')
    expect((await kept(sixclear)).matters).toMatchObject({ open: 1, byRung: { grid_worker: 1 } })
    expect(await kept(sixclear)).toEqual(await plain(sixclear))
  })

  it.each([
    ['an earlier release wrote without a summary', undefined],
    ['a newer release wrote with one of its own', { v: 2, all: 'new' }],
  ])('reads whom %s', async (_, summary) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 13:30')
    const { store } = sixclear.system.ports
    const { items } = await store.query({ pk: `ISOLATION#${she.id}` })
    for (const item of items) await withSummary(store, item, summary)
    const overview = await kept(sixclear)
    expect(overview).toMatchObject({ registered: 1, matters: { open: 1 } })
    expect(overview).toEqual(await plain(sixclear))
  })

  it('counts the others when one cannot be read, and says so', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.register({ name: '样例·李', phone: '+8613800000102', room: '502' })
    const { store } = sixclear.system.ports
    const key = { pk: `ISOLATION#${she.id}`, sk: 'META' }
    const item = await store.get(key)
    if (item === undefined) throw new Error('she is not in the store')
    const list = { pk: 'ISOLATIONS#qinghe#grid-1', sk: `following#never#${she.id}` }
    const put = { ...key, body: { v: 99 }, index: { list } }
    await store.transact([{ put, expect: { version: item.version } }])
    expect((await kept(sixclear)).registered).toBe(1)
    const [figures] = await loadFigures(store, exampleCommunity().id)
    expect(figures?.isolations?.unread).toBe(1)
  })

  it('follows somebody who moves to another grid', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    await kept(sixclear)
    const { ports } = sixclear.system
    const address = { grid: GridId.parse('grid-2'), building: '9', unit: '1', room: '101' }
    await correct(ports, she.id, {
      corrections: { address },
      reason: 'entered_wrongly',
      by: 'staff:administrator',
      inbound: 'move',
    })
    const grids = await loadFigures(ports.store, exampleCommunity().id)
    const counts = grids.map(({ grid, isolations, matters }) => [
      grid,
      isolations?.byStatus.following,
      matters?.open.length,
    ])
    expect(Object.fromEntries(counts.map(([grid, ...rest]) => [grid, rest]))).toMatchObject({
      'grid-1': [0, 0],
      'grid-2': [1, 1],
    })
  })

  it('that fails does not spoil the next one', async () => {
    let broken = false
    const sixclear = await openTestSystem({
      wrap: watched(() => {
        if (broken) throw new StoreThrottled('busy')
      }),
    })
    await sixclear.register()
    await kept(sixclear)
    await sixclear.until('2020-02-11 11:30')
    broken = true
    await expect(kept(sixclear)).rejects.toThrow(StoreThrottled)
    broken = false
    expect(await kept(sixclear)).toEqual(await plain(sixclear))
  })
})
