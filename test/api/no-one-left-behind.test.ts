import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IsolationId } from '../../core/ids.ts'
import { shardPart } from '../../core/sweep/sweep-part.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { isolationItem, readIsolation } from '../../record/isolation-item.ts'
import { matterItem, readMatter } from '../../record/matter-repository.ts'
import {
  loadSweepReport,
  type Offender,
  type SweepReport,
  saveSweepReport,
} from '../../record/sweep-report.ts'

import { strangerInDanger } from '../../usecases/stranger-in-danger/stranger-in-danger.ts'
import { foundNothing } from '../../usecases/sweep/looking.ts'
import { at, openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const LONG_AGO = at('2020-02-09 08:00')

const inGrid = (grid: string, phone: string) => ({
  person: { name: '样例·周平', phone },
  address: { grid, building: '3', unit: '2', room: phone.slice(-3) },
})

/** As if its workflow had stopped long ago. `due`: the instant in the lists. */
const standStill = async (id: string, due: string) => {
  const { store } = api.system.ports
  const item = await store.get({ pk: `ISOLATION#${id}`, sk: 'META' })
  if (item === undefined) throw new Error('the isolation is not in the store')
  const put = isolationItem(readIsolation(item).isolation, undefined)
  const index = {
    list: { pk: '', ...put.index?.list, sk: `following#${due}#${id}` },
    due: { ...put.index?.due, sk: `isolation#${due}#${id}` },
  }
  await store.transact([{ put: { ...put, index }, expect: { version: item.version } }])
}

/** As if a shard had been walked, and this was left. */
const sweepLeaves = async (
  offenders: Offender[],
  { shard = 0, sweptAt = api.system.ports.clock.now() } = {},
) => {
  const { store } = api.system.ports
  const part = shardPart(shard)
  const found = { ...foundNothing(), left: offenders.length, offenders }
  const report: SweepReport = {
    part,
    askedAt: sweptAt,
    last: { begunAt: sweptAt, finishedAt: sweptAt, found },
  }
  await saveSweepReport(store, report, (await loadSweepReport(store, part)).version)
}

const line = async (query = '', actor?: string) => {
  const { json, status } = await api.get(`/no-one-left-behind${query}`, actor === undefined ? {} : { actor })
  expect(status).toBe(200)
  return json
}

describe.each(['', '?community=qinghe'])('no one left behind%s', (query) => {
  it('is green while everybody is looked after', async () => {
    await api.registered()
    await api.until('2020-02-11 08:30')
    const json = await line(query)
    expect(json).toMatchObject({
      line: 'green',
      words: 'No one left behind: 1 of 1 looked after',
      open: 1,
      offenders: [],
    })
    expect(json.sweptAt).toMatch(/^2020-02-1/)
  })

  it('is red as soon as something is overdue, and names it', async () => {
    const id = await api.registered()
    await standStill(id, LONG_AGO)
    const json = await line(query)
    expect(json).toMatchObject({ line: 'red', words: 'No one left behind: 0 of 1 looked after' })
    expect(json.offenders).toEqual([{ id, isolation: id, why: 'wait_overdue', since: LONG_AGO }])
  })

  it('is red when somebody waits for nothing', async () => {
    const id = await api.registered()
    await standStill(id, 'never')
    expect((await line(query)).offenders).toMatchObject([{ id, why: 'wait_overdue' }])
  })

  it('is red when nobody was told of a matter', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:30')
    expect((await line(query)).line).toBe('green')
    const { store } = api.system.ports
    const key = { pk: `ISOLATION#${id}`, sk: `MATTER#${id}-01-morning-silence` }
    const item = await store.get(key)
    if (item === undefined) throw new Error('the matter is not in the store')
    const put = matterItem(readMatter(item).matter)
    const sk = `${LONG_AGO}#${id}-01-morning-silence`
    const index = {
      list: { pk: '', ...put.index?.list, sk: `open#${sk}` },
      due: { ...put.index?.due, sk: `matter#${sk}` },
    }
    await store.transact([{ put: { ...put, index }, expect: { version: item.version } }])
    await api.until('2020-02-11 11:32')
    expect(await line(query)).toMatchObject({
      line: 'red',
      offenders: [{ isolation: id, why: 'owner_overdue', since: LONG_AGO }],
    })
  })

  it('is red while there is something that the sweeper could not mend', async () => {
    const isolation = IsolationId.parse(await api.registered())
    await sweepLeaves([{ id: 'welcome', isolation, why: 'message_not_sent', since: LONG_AGO }])
    expect(await line(query)).toMatchObject({ line: 'red', offenders: [{ id: 'welcome', isolation }] })
  })

  it('names who owes the answer to a matter that the sweeper could not mend', async () => {
    const isolation = IsolationId.parse(await api.registered())
    await api.until('2020-02-11 11:30')
    const { json } = await api.get(`/isolations/${isolation}`)
    const { id } = json.matters.find(({ kind }: { kind: string }) => kind === 'silence')
    await sweepLeaves([{ id, isolation, why: 'message_not_sent', since: LONG_AGO }])
    const { offenders } = await line(query)
    expect(offenders.filter((one: { id: string }) => one.id === id)).toMatchObject([
      { kind: 'silence', owes: [{ role: 'grid_worker' }] },
    ])
  })

  it('is red when the sweeper sleeps', async () => {
    await api.registered()
    for (let shard = 0; shard < api.system.ports.store.dueShards; shard += 1)
      await sweepLeaves([], { shard, sweptAt: LONG_AGO })
    expect(await line(query)).toMatchObject({ line: 'red', offenders: [], sweptAt: LONG_AGO })
    expect((await line(query)).words).toContain(`the sweeper has not looked since ${LONG_AGO}`)
  })

  it('is amber when the sweeper does not finish one shard, and says which and since when', async () => {
    await api.registered()
    await api.until('2020-02-11 08:30')
    const since = at('2020-02-11 06:10')
    await sweepLeaves([], { shard: 1, sweptAt: since })
    const json = await line(query)
    expect(json).toMatchObject({
      line: 'amber',
      offenders: [],
      partsLate: [{ part: 'shard-1', since }],
    })
    expect(json.words).toContain(`1 of ${api.system.ports.store.dueShards} parts of the hourly look are late`)
    expect(json.checks).toContainEqual(
      expect.objectContaining({
        check: 'sweeper_awake',
        line: 'amber',
        count: 1,
        of: api.system.ports.store.dueShards,
      }),
    )
  })

  it('is red when one shard was not finished for half a day', async () => {
    await api.registered()
    await sweepLeaves([], { shard: 1, sweptAt: LONG_AGO })
    expect(await line(query)).toMatchObject({
      line: 'red',
      partsLate: [{ part: 'shard-1', since: LONG_AGO }],
    })
  })
})

describe('the line of one community', () => {
  it('shows a worker the own grid only', async () => {
    const hers = IsolationId.parse(await api.registered(inGrid('grid-1', '13800000101')))
    const another = await api.registered(inGrid('grid-2', '13800000102'))
    await standStill(another, LONG_AGO)
    await sweepLeaves([{ id: 'x', isolation: hers, why: 'message_not_sent', since: LONG_AGO }])
    const query = '?community=qinghe'
    expect(await line(query, 'worker-1')).toMatchObject({ open: 1, offenders: [{ isolation: hers }] })
    expect(await line(query, 'worker-2')).toMatchObject({ open: 1, offenders: [{ isolation: another }] })
    expect(await line(query, 'worker-3')).toMatchObject({ line: 'green', open: 0, offenders: [] })
    expect((await line(query, 'administrator')).offenders).toHaveLength(2)
  })

  it('is not found for an unknown community', async () => {
    expect((await api.get('/no-one-left-behind?community=nowhere')).status).toBe(404)
  })
})

describe('a stranger in danger', () => {
  it('makes the line red until somebody has answered, and is no returnee', async () => {
    await api.registered()
    const { ports } = api.system
    const text = { id: 'in:1', from: '+8613877770000', text: '救命', at: ports.clock.now() }
    await strangerInDanger(ports, await keepInbound(ports.store, text), 'faint')
    expect(await line('?community=qinghe')).toMatchObject({
      line: 'red',
      words: 'No one left behind: 1 of 1 looked after; strangers in danger: 1',
      offenders: [{ id: 'in:1', why: 'stranger_unanswered' }],
    })
    const answer = () => api.post('/strangers/answers', { json: { id: 'in:1' } })
    expect((await answer()).json).toEqual({ result: 'done' })
    expect((await answer()).json).toEqual({ result: 'settled_already' })
    expect((await line()).line).toBe('green')
  })
})
