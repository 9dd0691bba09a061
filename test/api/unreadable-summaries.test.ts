import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../core/json.ts'
import type { Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { openStore } from '../../local/sqlite/sqlite-store.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { openTestApi, type TestApi } from './test-api.ts'

/** Lists that show summaries. The others show their items whole. */
const SUMMARISED = /^(ISOLATIONS|MATTERS|MESSAGES|DUE)#/

/** As if another release had written every summary. */
const withSummaries = (store: Store, summary: JsonObject | undefined): Store =>
  storeWith(store, {
    queryIndex: async (query) => {
      const page = await store.queryIndex(query)
      if (!SUMMARISED.test(query.pk)) return page
      const items = page.items.map(({ pk, sk, index }) => ({ pk, sk, index, ...(summary && { summary }) }))
      return { ...page, items }
    },
  })

/** Somebody silent and somebody ill, both overdue for somebody's answer, and one without a phone. */
const aDay = async (store?: (one: Store) => Store): Promise<TestApi> => {
  const api = await openTestApi({
    store: (clock) => {
      const one = openStore(':memory:', clock)
      return store === undefined ? one : store(one)
    },
  })
  await api.registered({ origin: 'Rome', category: 'overseas' })
  await api.registered({
    person: { name: '样例·李', phone: '138 0000 0102' },
    address: { grid: 'grid-2', building: '1', unit: '1', room: '102' },
  })
  await api.registered({
    person: { name: '样例·周' },
    address: { grid: 'grid-1', building: '1', unit: '1', room: '103' },
  })
  await api.until('2020-02-11 08:10')
  await api.says('+8613800000102', '39.1 咳嗽')
  await api.until('2020-02-11 13:30')
  return api
}

const QINGHE = '/communities/qinghe'

describe.each([
  ['an earlier release has written without a summary', undefined],
  ['a newer release has summarised in its own way', { v: 2, everything: 'new' }],
])('a list with people whom %s', (_, summary) => {
  let plain: TestApi
  let other: TestApi
  beforeAll(async () => {
    plain = await aDay()
    other = await aDay((store) => withSummaries(store, summary))
  })
  afterAll(() => {
    plain.system.close()
    other.system.close()
  })

  it.each([
    [`${QINGHE}/isolations`, undefined],
    [`${QINGHE}/isolations?category=overseas`, undefined],
    [`${QINGHE}/isolations?origin=rome&open=true`, undefined],
    [`${QINGHE}/isolations.csv?origin=rome`, undefined],
    [`${QINGHE}/matters`, undefined],
    [`${QINGHE}/matters?rung=community`, undefined],
    [`${QINGHE}/matters`, 'doctor'],
    ['/my-matters', 'administrator'],
    ['/my-matters', 'doctor'],
    [`${QINGHE}/messages?state=sent`, undefined],
    [`${QINGHE}/follow-ups`, undefined],
    [`${QINGHE}/executions?show=running`, undefined],
    [`${QINGHE}/executions?show=running&workflow=escalation`, undefined],
    [`${QINGHE}/executions`, undefined],
    [`${QINGHE}/overview`, undefined],
    ['/no-one-left-behind', undefined],
    [`/no-one-left-behind?community=qinghe`, undefined],
  ])('leaves nobody out: %s for %s', async (path, actor) => {
    const asked = actor === undefined ? {} : { actor }
    const [expected, found] = [await plain.get(path, asked), await other.get(path, asked)]
    expect(expected.status).toBe(200)
    expect(found.text).toEqual(expected.text)
  })

  it('is swept like any other', async () => {
    const { ports } = other.system
    const { isolations, matters, offenders } = await sweep(ports)
    expect({ isolations, matters, offenders }).toMatchObject({ isolations: 3, offenders: [] })
    expect(matters).toBeGreaterThan(1)
    const [{ id }] = (await other.get(`${QINGHE}/isolations`)).json.isolations
    await ports.executions.stop('isolation', `${id}-1`, 'lost')
    expect(await sweep(ports)).toMatchObject({ mended: 1, offenders: [] })
  })
})
