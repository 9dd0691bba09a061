import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instant } from '../../core/time/instant.ts'
import { isolationItem, readIsolation } from '../../record/isolation-item.ts'
import { openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/executions'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const another = (number: number, grid = 'grid-1') => ({
  person: { name: `样例·客${number}`, phone: `1380000${String(2000 + number)}` },
  address: { grid, building: '1', unit: '1', room: String(number) },
})

interface One {
  readonly state: string
}

const statesOf = (workflow: string): string[] =>
  Object.keys(
    JSON.parse(readFileSync(new URL(`../../workflows/${workflow}.asl.json`, import.meta.url), 'utf8')).States,
  )

describe('executions that run', () => {
  it('are listed with the state that they really are in, and what comes next', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 09:30')
    const { json } = await api.get(`${PATH}?show=running`)
    expect(json.executions).toEqual([
      {
        workflow: 'isolation',
        name: `${id}-1`,
        id,
        isolation: id,
        grid: 'grid-1',
        generation: 1,
        status: 'RUNNING',
        state: 'Remind the resident',
        next: expect.objectContaining({ is: { type: 'reminds', half: 'morning', day: 1 } }),
        stuck: null,
      },
    ])
    const graph = await api.get(`/isolations/${id}/executions/1/graph`)
    expect(graph.json.current).toBe('Remind the resident')
  })

  it('are where the workflow is, through a whole isolation', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    await api.says('+8613800000101', '36.5')
    const moments = [
      '2020-02-11 10:00',
      '2020-02-11 18:30',
      '2020-02-11 19:30',
      '2020-02-11 21:10',
      '2020-02-11 23:30',
      '2020-02-12 05:00',
      '2020-02-12 07:40',
    ]
    const seen = new Set<string>()
    for (const moment of moments) {
      await api.until(moment)
      for (const workflow of ['isolation', 'escalation']) {
        const { json } = await api.get(`${PATH}?show=running&workflow=${workflow}`)
        expect(json.byState).toEqual(json.executions.map(({ state }: One) => ({ state, count: 1 })))
        for (const one of json.executions) {
          const path = workflow === 'isolation' ? 'isolations' : 'matters'
          const graph = await api.get(`/${path}/${one.id}/executions/1/graph`)
          expect([moment, one.id, one.state]).toEqual([moment, one.id, graph.json.current])
          expect(statesOf(workflow)).toContain(one.state)
          seen.add(one.state)
        }
      }
    }
    await api.post(`/isolations/${id}/end`, { json: { reason: 'registered_by_error' } })
    expect([...seen].sort()).toEqual([
      'Ask for the temperature',
      'Remind the resident',
      'Tell the grid worker',
      'Tell the police station',
      'Tell the street office',
      'Wait for the day',
      'Wait for the slot',
    ])
  })

  it('are at the doctor, at the decision and at the release where the workflow is', async () => {
    const id = await api.registered()
    const stateNow = async (): Promise<[string, string]> => {
      const { json } = await api.get(`${PATH}?show=running`)
      const graph = await api.get(`/isolations/${id}/executions/1/graph`)
      return [json.executions[0].state, graph.json.current]
    }
    await api.until('2020-02-11 08:30')
    await api.says('+8613800000101', '37.5')
    expect(await stateNow()).toEqual(['Wait for the second measurement', 'Wait for the second measurement'])
    await api.until('2020-02-11 18:10')
    await api.says('+8613800000101', '38.2')
    expect(await stateNow()).toEqual(['Wait for the doctor', 'Wait for the doctor'])
    const { json } = await api.get(`/isolations/${id}`)
    await api.post(`/matters/${json.matters[0].id}/answers`, {
      json: { answer: 'ruled_out' },
      actor: 'doctor',
    })
    for (let day = 11; day <= 24; day += 1)
      for (const hour of ['08', '18']) {
        await api.until(`2020-02-${day} ${hour}:10`)
        await api.says('+8613800000101', '36.5')
      }
    expect(await stateNow()).toEqual(['Wait for the decision', 'Wait for the decision'])
    await api.post(`/isolations/${id}/release-decision`, { json: { decision: 'approve' } })
    expect(await stateNow()).toEqual(['Wait for the release', 'Wait for the release'])
    await api.until('2020-02-25 09:00')
    expect((await api.get(`${PATH}?show=running`)).json.executions).toEqual([])
    expect((await api.get(`${PATH}?show=ended`)).json.executions).toMatchObject([
      { id, status: 'SUCCEEDED', state: 'Isolation ended', next: null, stuck: null },
    ])
    const settled = await api.get(`${PATH}?show=ended&workflow=escalation`)
    expect(settled.json.executions.map(({ state }: { state: string }) => state)).toEqual([
      'Matter settled',
      'Matter settled',
    ])
  })

  it('are counted by state once, on the first page, over all pages', async () => {
    for (let number = 10; number < 15; number += 1) await api.registered(another(number))
    await api.registered(another(15, 'grid-2'))
    await api.until('2020-02-11 08:30')
    await api.says('+8613800002010', '36.5')
    const first = await api.get(`${PATH}?show=running&limit=4`)
    expect(first.json.executions).toHaveLength(4)
    expect(first.json.byState).toEqual([
      { state: 'Ask for the temperature', count: 5 },
      { state: 'Wait for the slot', count: 1 },
    ])
    const second = await api.get(`${PATH}?show=running&limit=4&cursor=${first.json.cursor}`)
    expect(second.json.executions).toHaveLength(2)
    expect(second.json.byState).toEqual([])
    const inGrid2 = await api.get(`${PATH}?show=running&grid=grid-2`)
    expect(inGrid2.json.byState).toEqual([{ state: 'Ask for the temperature', count: 1 }])
  })

  it('are asked for one by one only as far as they are shown', async () => {
    for (let number = 10; number < 20; number += 1) await api.registered(another(number))
    const { executions } = api.system.ports
    let asked = 0
    const describe = executions.describe.bind(executions)
    Object.defineProperty(executions, 'describe', {
      value: async (...which: Parameters<typeof describe>) => {
        asked += 1
        return describe(...which)
      },
    })
    await api.get(`${PATH}?show=running&limit=3`)
    expect(asked).toBe(3)
  })
})

describe('executions that need attention', () => {
  it('are none while everything runs as it should', async () => {
    await api.registered()
    await api.until('2020-02-11 11:10')
    expect((await api.get(PATH)).json).toMatchObject({ executions: [], byState: [] })
    expect((await api.get(`${PATH}?workflow=escalation`)).json.executions).toEqual([])
  })

  it('are those that were stopped, and those that were lost, until they run again', async () => {
    const stopped = await api.registered(another(10))
    await api.registered(another(11))
    await api.until('2020-02-10 10:05')
    await api.system.ports.executions.stop('isolation', `${stopped}-1`, 'a test')
    const { json } = await api.get(PATH)
    expect(json.executions).toMatchObject([
      { id: stopped, status: 'ABORTED', stuck: 'execution_stopped', generation: 1 },
    ])
    await api.post(`/isolations/${stopped}/restart`, { json: { generation: 1 } })
    expect((await api.get(PATH)).json.executions).toEqual([])
  })

  it('list those that do not run before those that are overdue, over pages', async () => {
    const overdue = await api.registered(another(10))
    const stopped = await api.registered(another(11))
    await api.until('2020-02-10 10:05')
    await api.system.ports.executions.stop('isolation', `${stopped}-1`, 'a test')
    await makeOverdue(overdue)
    const first = await api.get(`${PATH}?limit=1`)
    const second = await api.get(`${PATH}?limit=1&cursor=${first.json.cursor}`)
    expect([first, second].map(({ json }) => json.executions[0])).toMatchObject([
      { id: stopped, stuck: 'execution_stopped' },
      { id: overdue, status: 'RUNNING', stuck: 'wait_overdue' },
    ])
    expect(second.json.cursor).toBeUndefined()
  })

  it('are found as well where more run than can be listed', async () => {
    const stopped = await api.registered(another(10))
    await api.until('2020-02-10 10:05')
    const { executions } = api.system.ports
    const list = executions.list.bind(executions)
    Object.defineProperty(executions, 'list', {
      value: async (...[workflow, query]: Parameters<typeof list>) =>
        query.status === 'RUNNING' ? { executions: [], cursor: 'more' } : list(workflow, query),
    })
    expect((await api.get(PATH)).json.executions).toEqual([])
    await executions.stop('isolation', `${stopped}-1`, 'a test')
    expect((await api.get(PATH)).json.executions).toMatchObject([{ id: stopped, status: 'ABORTED' }])
    expect((await api.get(`${PATH}?grid=grid-2`)).json.executions).toEqual([])
  })

  it('of a matter say that nobody was told', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:05')
    const matter = `${id}-01-morning-silence`
    await api.system.ports.executions.stop('escalation', `${matter}-1`, 'a test')
    expect((await api.get(`${PATH}?workflow=escalation`)).json.executions).toEqual([])
    await api.until('2020-02-11 11:25')
    expect((await api.get(`${PATH}?workflow=escalation`)).json.executions).toMatchObject([
      { id: matter, isolation: id, stuck: 'execution_stopped', state: 'Tell the grid worker' },
    ])
  })
})

describe('the list of executions', () => {
  it('links to the console of AWS where there is one', async () => {
    await api.registered()
    Object.defineProperty(api.system.ports.executions, 'link', {
      value: (workflow: string, name: string) => `https://console.example/${workflow}/${name}`,
    })
    const { json } = await api.get(`${PATH}?show=running`)
    expect(json.executions[0].consoleUrl).toBe(`https://console.example/isolation/${json.executions[0].name}`)
  })

  it.each([
    ['limit=101', 'limit', '100'],
    ['show=everything', 'show', 'expected'],
    ['workflow=other', 'workflow', 'expected'],
    ['cursor=abc', 'cursor', 'not a cursor'],
  ])('refuses %s', async (query, field, reason) => {
    const { status, json } = await api.get(`${PATH}?${query}`)
    expect(status).toBe(422)
    expect(json.error.problems[0]).toMatchObject({ field, reason: expect.stringContaining(reason) })
  })

  it('is not for a grid worker', async () => {
    expect((await api.get(PATH, { actor: 'worker-1' })).status).toBe(403)
  })
})

/** Moves the instant that an isolation waits for into the past, in the record only. */
const makeOverdue = async (id: string): Promise<void> => {
  const { store } = api.system.ports
  const item = await store.get({ pk: `ISOLATION#${id}`, sk: 'META' })
  if (item === undefined) throw new Error('the isolation is not in the store')
  const { isolation } = readIsolation(item)
  if (isolation.awaiting === undefined) throw new Error('the isolation waits for nothing')
  const awaiting = { ...isolation.awaiting, at: instant(Date.UTC(2020, 1, 10, 1, 30)) }
  const put = isolationItem({ ...isolation, awaiting }, undefined)
  await store.transact([{ put, expect: { version: item.version } }])
}
