import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExecutionsThrottled } from '../../core/ports/executions.ts'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
  for (let room = 10; room < 25; room += 1)
    await api.registered({
      person: { name: `样例·客${room}`, phone: `138000002${room}` },
      address: { grid: 'grid-1', building: '1', unit: '1', room: String(room) },
    })
})
afterEach(() => api.system.close())

const describedBy = async (query: string) => {
  const { executions } = api.system.ports
  let asked = 0
  const { describe: ask } = executions
  executions.describe = (workflow, name) => {
    asked += 1
    return ask(workflow, name)
  }
  const { status, json } = await api.get(`/communities/qinghe/executions?${query}`)
  expect(status).toBe(200)
  return { asked, json }
}

describe('the executions of a community', () => {
  it('asks Step Functions for ten at most, however many are wanted; the others are from the record', async () => {
    const { asked, json } = await describedBy('show=running&limit=100')
    expect(json.executions).toHaveLength(15)
    expect(asked).toBe(10)
    const statuses = json.executions.map(({ status }: { status: string }) => status)
    expect(statuses.filter((status: string) => status === 'RUNNING')).toHaveLength(10)
    expect(statuses.filter((status: string) => status === 'not_asked')).toHaveLength(5)
  })

  it('shows what needs attention ten at a time, all of them over the pages', async () => {
    await api.until('2020-02-10 12:00')
    const { executions } = api.system.ports
    for (const { name } of (await executions.list('isolation', { status: 'RUNNING' })).executions)
      await executions.stop('isolation', name, 'lost')
    const { asked, json } = await describedBy('show=attention&limit=100')
    expect([asked, json.executions.length]).toEqual([10, 10])
    const rest = await api.get(`/communities/qinghe/executions?show=attention&cursor=${json.cursor}`)
    expect(rest.json.executions).toHaveLength(5)
    expect(rest.json.cursor).toBeUndefined()
  })

  it('is shown from the record alone while Step Functions is too busy', async () => {
    api.system.ports.executions.describe = async () => Promise.reject(new ExecutionsThrottled('busy'))
    const { json } = await describedBy('show=running')
    expect(new Set(json.executions.map(({ status }: { status: string }) => status))).toEqual(
      new Set(['not_asked']),
    )
  })
})
