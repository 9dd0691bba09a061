import { seededRandom } from 'local-step-functions/random'
import { describe, expect, it } from 'vitest'
import { GridId } from '../../core/ids.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type IndexQuery, type Item, type Query, type Store, StoreThrottled } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { isolationItem, readIsolation } from '../../record/isolation-item.ts'
import { matterItem, readMatter } from '../../record/matter-repository.ts'
import { figuresOf } from '../../usecases/count-figures/kept-figures.ts'
import { overviewOf } from '../../usecases/count-figures/overview-figures.ts'
import { register } from '../../usecases/register/register.ts'
import { itemsOf, putAll } from '../bench/a-district.ts'
import { community, everyGrid, kept, plain } from './both-figures.ts'
import { laggingIndexes } from './lagging-indexes.ts'
import { plainOverview } from './plain-overview.ts'
import { at, exampleCommunity, exampleRegistration, openTestSystem } from './test-system.ts'

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

describe('a look at the kept figures', () => {
  it('reads the lists once, and from then on only whom the ledger names', async () => {
    let asked: (Query | 'get')[] = []
    const sixclear = await openTestSystem({ wrap: watched((each) => asked.push(each)) })
    const she = await sixclear.register()
    await sixclear.register({ name: '样例·李', phone: '+8613800000102', room: '502' })
    await kept(sixclear)
    await sixclear.until('2020-02-11 08:10')
    await kept(sixclear)
    await sixclear.until('2020-02-11 08:20')
    await she.says('36.5')
    asked = []
    expect((await kept(sixclear)).slotsToday).toMatchObject({ reported: 1, awaiting: 1, toCome: 2 })
    const lists = asked.filter((each) => each !== 'get' && /^(ISOLATIONS|MATTERS)#/.test(each.pk))
    expect(lists).toEqual([])
    expect(asked.filter((each) => each === 'get')).toHaveLength(1)
    asked = []
    await kept(sixclear)
    expect(asked).not.toContain('get')
  })

  it('finds entries that reached the ledger’s list late', async () => {
    const sixclear = await openTestSystem({ wrap: laggingIndexes(40_000) })
    await sixclear.register()
    await sixclear.until('2020-02-11 07:59')
    await kept(sixclear)
    const { timeline } = sixclear.system
    await sixclear.until('2020-02-11 08:00')
    await timeline.runUntil(timeline.now() + 10_000)
    expect((await kept(sixclear)).slotsToday.awaiting).toBe(0)
    await timeline.runUntil(timeline.now() + 40_000)
    expect((await kept(sixclear)).slotsToday.awaiting).toBe(1)
  })

  it('is right when one list is newer than the other', async () => {
    const sixclear = await openTestSystem({ wrap: lateMatters })
    await sixclear.register()
    await sixclear.until('2020-02-11 11:00')
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
    await sixclear.until('2020-02-11 13:45')
    const overview = await kept(sixclear)
    expect(overview).toMatchObject({ registered: 1, matters: { open: 1 } })
    expect(overview).toEqual(await plain(sixclear))
  })

  it('reads the lists again where that is less than reading everybody who changed', async () => {
    let gets = 0
    const sixclear = await openTestSystem({
      now: '2020-02-10 08:02',
      wrap: watched((each) => {
        if (each === 'get') gets += 1
      }),
    })
    await kept(sixclear)
    const { store, clock } = sixclear.system.ports
    const draw = seededRandom('many')
    const [community, grid] = [exampleCommunity().id, GridId.parse('grid-2')]
    for (let number = 0; number < 1_000; number += 1)
      await putAll(store, itemsOf({ community, grid, number }, clock.now(), draw))
    gets = 0
    expect((await kept(sixclear)).registered).toBe(1_000)
    expect(gets).toBeLessThan(20)
    expect(await kept(sixclear)).toEqual(await plain(sixclear))
  })

  it('begins anew when the clock was set back', async () => {
    const sixclear = await openTestSystem()
    await sixclear.register()
    await sixclear.until('2020-02-11 08:10')
    await kept(sixclear)
    const { ports } = sixclear.system
    const now = at('2020-02-10 12:00')
    const earlier = { ...ports, clock: { now: () => now } }
    const another = exampleRegistration({ name: '样例·李', phone: '+8613800000102', room: '502' })
    await register(earlier, community.id, another, 'staff:administrator')
    const overview = overviewOf(await figuresOf(earlier, community), everyGrid, now)
    expect(overview.registered).toBe(2)
    expect(overview).toEqual(await plainOverview(sixclear.system, community, now))
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

  it('includes a new grid of the community', async () => {
    const sixclear = await openTestSystem()
    await sixclear.register()
    await sixclear.until('2020-02-10 12:00')
    const { ports } = sixclear.system
    const without = { ...community, grids: community.grids.slice(1) }
    const before = overviewOf(await figuresOf(ports, without), everyGrid, ports.clock.now())
    expect(before.registered).toBe(0)
    expect((await kept(sixclear)).registered).toBe(1)
  })
})
