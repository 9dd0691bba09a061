import { describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

const key = { 'Idempotency-Key': 'visit-17' }

interface Report {
  readonly temperature: number
  readonly actor?: string
}

const someone = async () => {
  const api = await openTestApi()
  const id = await api.registered()
  await api.until('2020-02-11 08:30')
  return { desk: api, id }
}

const report = (api: TestApi, id: string, { temperature, ...who }: Report) =>
  api.post(`/isolations/${id}/reports`, { json: { temperature, source: 'worker' }, headers: key, ...who })

const readings = async (api: TestApi, id: string): Promise<number[]> => {
  const { json } = await api.get(`/isolations/${id}`)
  const entries: { event: { type: string; tenths?: number } }[] = json.ledger
  return entries.flatMap(({ event }) => (event.type === 'reported' ? [event.tenths ?? 0] : []))
}

describe('a key that two callers use', () => {
  it('is two requests, and a fever in the second one is recorded', async () => {
    const { desk: api, id } = await someone()
    expect((await report(api, id, { temperature: 36.5, actor: 'worker-1' })).status).toBe(201)
    const second = await report(api, id, { temperature: 38.9, actor: 'administrator' })
    expect(second).toMatchObject({ status: 201, json: { result: 'recorded', judged: 'red' } })
    expect(await readings(api, id)).toEqual([365, 389])
  })

  it('is two requests also where both say the same', async () => {
    const { desk: api, id } = await someone()
    for (const actor of ['worker-1', 'administrator'])
      expect((await report(api, id, { temperature: 36.5, actor })).json.result).toBe('recorded')
  })
})

describe('a key that a caller uses again', () => {
  it('for another body is refused, and the error says what to do', async () => {
    const { desk: api, id } = await someone()
    await report(api, id, { temperature: 36.5, actor: 'worker-1' })
    const { status, json } = await report(api, id, { temperature: 38.9, actor: 'worker-1' })
    expect(status).toBe(409)
    expect(json.error.name).toBe('IdempotencyKeyReused')
    expect(json.error.message).toContain('under a new key')
    expect(await readings(api, id)).toEqual([365])
  })

  it('for another person is refused', async () => {
    const { desk: api, id } = await someone()
    const other = await api.registered({ person: { name: '样例·李强', phone: '138 0000 0177' } })
    await report(api, id, { temperature: 36.5, actor: 'worker-1' })
    expect((await report(api, other, { temperature: 36.5, actor: 'worker-1' })).status).toBe(409)
  })

  it('for another route is refused', async () => {
    const { desk: api, id } = await someone()
    await api.until('2020-02-11 11:30')
    const { json } = await api.get(`/isolations/${id}`)
    const [matter] = json.matters
    await report(api, id, { temperature: 36.5, actor: 'worker-1' })
    const answered = await api.post(`/matters/${matter.id}/answers`, {
      json: { answer: 'taken' },
      headers: key,
      actor: 'worker-1',
    })
    expect(answered).toMatchObject({ status: 409, json: { error: { name: 'IdempotencyKeyReused' } } })
  })

  it('for the same body in another order is the same request', async () => {
    const { desk: api, id } = await someone()
    await report(api, id, { temperature: 36.5, actor: 'worker-1' })
    const again = await api.post(`/isolations/${id}/reports`, {
      body: '{ "source": "worker",  "temperature": 36.50 }',
      headers: { ...key, 'content-type': 'application/json' },
      actor: 'worker-1',
    })
    expect(again).toMatchObject({ status: 200, json: { result: 'recorded_already' } })
  })

  it('after a request that was wrong may name the one that is right', async () => {
    const { desk: api, id } = await someone()
    expect((await report(api, id, { temperature: 33, actor: 'worker-1' })).status).toBe(422)
    expect((await report(api, id, { temperature: 36.5, actor: 'worker-1' })).status).toBe(201)
  })

  it('a day later is a new one', async () => {
    const { desk: api, id } = await someone()
    await report(api, id, { temperature: 36.5, actor: 'worker-1' })
    await api.until('2020-02-12 08:31')
    expect((await report(api, id, { temperature: 36.7, actor: 'worker-1' })).status).toBe(201)
  })

  it('at the same moment is one request', async () => {
    const { desk: api, id } = await someone()
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => report(api, id, { temperature: 36.5, actor: 'worker-1' })),
    )
    expect(tries.every(({ status }) => status === 200 || status === 201)).toBe(true)
    expect(await readings(api, id)).toEqual([365])
  })

  it('at the same moment for two bodies records one of them', async () => {
    const { desk: api, id } = await someone()
    const tries = await Promise.all(
      [36.5, 38.9].map((temperature) => report(api, id, { temperature, actor: 'worker-1' })),
    )
    expect(tries.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await readings(api, id)).toHaveLength(1)
  })
})
