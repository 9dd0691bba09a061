import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const administrator = { actor: 'administrator' }

describe('restarting an isolation', () => {
  it('begins a new generation at the next open slot, and the ledger names who asked', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    const { status, json } = await api.post(`/isolations/${id}/restart`, {
      json: { generation: 1 },
      ...administrator,
    })
    expect([status, json]).toEqual([200, { generation: 2 }])
    const { executions } = api.system.ports
    expect((await executions.describe('isolation', `${id}-1`))?.status).toBe('ABORTED')
    expect((await executions.describe('isolation', `${id}-2`))?.status).toBe('RUNNING')
    const view = await api.get(`/isolations/${id}`, administrator)
    const restarted = view.json.ledger.filter(
      ({ event }: { event: { type: string } }) => event.type === 'restarted',
    )
    expect(restarted).toMatchObject([
      { by: 'staff:administrator', event: { generation: 2, why: 'asked_by_person' } },
    ])
    await api.says('+8613800000101', '36.5')
    const after = await api.get(`/isolations/${id}`, administrator)
    expect(after.json.isolation.slots['01-morning'].state).toBe('reported')
  })

  it('asked for twice with the same generation happens once', async () => {
    const id = await api.registered()
    const ask = () => api.post(`/isolations/${id}/restart`, { json: { generation: 1 }, ...administrator })
    const answers = await Promise.all([ask(), ask()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const again = await ask()
    expect(again.status).toBe(409)
    expect(again.json.error.message).toBe(`${id} is in generation 2 and not 1: look at it again`)
    const { json } = await api.get(`/isolations/${id}`)
    expect(json.isolation.generation).toBe(2)
  })

  it('that is over is refused', async () => {
    const id = await api.registered()
    await api.post(`/isolations/${id}/end`, { json: { reason: 'registered_by_error' } })
    const { status, json } = await api.post(`/isolations/${id}/restart`, { json: { generation: 1 } })
    expect(status).toBe(409)
    expect(json.error.message).toBe(`${id} is over: there is nothing to restart`)
  })

  it('that died before its execution began can be asked for again under the new generation', async () => {
    const id = await api.registered()
    const { executions } = api.system.ports
    const start = executions.start.bind(executions)
    Object.defineProperty(executions, 'start', {
      value: async () => Promise.reject(new Error('no connection')),
    })
    const first = await api.post(`/isolations/${id}/restart`, { json: { generation: 1 } })
    expect(first.status).toBe(500)
    Object.defineProperty(executions, 'start', { value: start })
    await api.until('2020-02-10 09:30')
    const { json } = await api.get('/communities/qinghe/executions')
    expect(json.executions).toMatchObject([{ id, generation: 2, stuck: 'no_execution' }])
    const second = await api.post(`/isolations/${id}/restart`, { json: { generation: 2 } })
    expect(second.json).toEqual({ generation: 3 })
    expect((await executions.describe('isolation', `${id}-3`))?.status).toBe('RUNNING')
  })

  it.each([
    [{}, 'generation', 'expected'],
    [{ generation: 0 }, 'generation', '1'],
    [{ generation: 1.5 }, 'generation', 'expected'],
    [{ generation: 1, force: true }, 'force', 'no such field'],
  ])('refuses the body %j', async (body, field, reason) => {
    const id = await api.registered()
    const { status, json } = await api.post(`/isolations/${id}/restart`, { json: body })
    expect(status).toBe(422)
    expect(json.error.problems[0]).toMatchObject({ field, reason: expect.stringContaining(reason) })
  })

  it('is refused to a grid worker, and touches no other isolation', async () => {
    const id = await api.registered()
    const { status } = await api.post(`/isolations/${id}/restart`, {
      json: { generation: 1 },
      actor: 'worker-1',
    })
    expect(status).toBe(403)
    expect((await api.get(`/isolations/${id}`)).json.isolation.generation).toBe(1)
  })
})

describe('restarting a matter', () => {
  it('goes on at its rung under a new generation, once, and the ledger names who asked', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:10')
    const matter = `${id}-01-morning-silence`
    const ask = () => api.post(`/matters/${matter}/restart`, { json: { generation: 1 }, ...administrator })
    expect((await ask()).json).toEqual({ generation: 2 })
    expect((await ask()).status).toBe(409)
    const { json } = await api.get(`/matters/${matter}`, administrator)
    expect(json.matter).toMatchObject({ generation: 2, state: { name: 'open', rung: 'grid_worker' } })
    expect(
      json.ledger.filter(({ event }: { event: { type: string } }) => event.type === 'ladder_restarted'),
    ).toMatchObject([{ by: 'staff:administrator', event: { generation: 2 } }])
    await api.until('2020-02-11 13:30')
    const later = await api.get(`/matters/${matter}`, administrator)
    expect(later.json.matter.state.rung).toBe('street_office')
  })

  it('that is settled is refused', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:10')
    const matter = `${id}-01-morning-silence`
    await api.post(`/matters/${matter}/answers`, { json: { answer: 'reached' } })
    const { status, json } = await api.post(`/matters/${matter}/restart`, { json: { generation: 1 } })
    expect(status).toBe(409)
    expect(json.error.message).toContain('is over')
  })
})
