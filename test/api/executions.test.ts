import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

interface Edge {
  readonly from: string
  readonly to: string
  readonly kind: string
  readonly visits?: number
}

describe('the graph of an execution', () => {
  it('shows where it is and where it has been', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    const { json } = await api.get(`/isolations/${id}/executions/1/graph`)
    expect(json.current).toBe('Ask for the temperature')
    const visits = new Map(
      json.nodes.map(({ name, visits }: { name: string; visits: number }) => [name, visits]),
    )
    expect(visits.get('Welcome the returnee')).toBe(1)
    expect(visits.get('Wait for the slot')).toBe(1)
    expect(visits.get('Remind the resident')).toBe(0)
    const edges: Edge[] = json.edges
    expect(
      edges.find(({ from, to }) => from === 'Wait for the slot' && to === 'Ask for the temperature'),
    ).toEqual({
      from: 'Wait for the slot',
      to: 'Ask for the temperature',
      kind: 'next',
      visits: 1,
    })
    const names = new Set(json.nodes.map(({ name }: { name: string }) => name))
    expect(edges.every(({ from, to }) => names.has(from) && names.has(to))).toBe(true)
    expect(new Set(edges.map(({ kind }) => kind))).toEqual(new Set(['next', 'choice', 'catch', 'default']))
  })

  it('of a matter shows its rung', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:05')
    const matter = `${id}-01-morning-silence`
    const { json } = await api.get(`/matters/${matter}/executions/1/graph`)
    expect(json.current).toBe('Tell the grid worker')
    const history = await api.get(`/matters/${matter}/executions/1/history`)
    expect(history.json).toMatchObject({ name: `${matter}-1`, status: 'RUNNING' })
    expect(history.json.events[0].type).toBe('ExecutionStarted')
  })

  it('is drawn without visits when the history is not kept any more', async () => {
    const id = await api.registered()
    Object.defineProperty(api.system.ports.executions, 'history', { value: async () => undefined })
    const graph = await api.get(`/isolations/${id}/executions/1/graph`)
    expect(graph.json.history).toBe('not_kept_any_more')
    expect(graph.json.nodes[0].visits).toBeUndefined()
    const history = await api.get(`/isolations/${id}/executions/1/history`)
    expect(history.status).toBe(404)
    expect(history.json.error.message).toContain('not kept any more; the ledger of the isolation says')
  })

  it('of a generation that never existed is not found', async () => {
    const id = await api.registered()
    const { status, json } = await api.get(`/isolations/${id}/executions/2/graph`)
    expect(status).toBe(404)
    expect(json.error.message).toBe(`${id} has no execution 2; the newest is 1`)
  })
})
