import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, registrationForm, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/isolations/check'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const brother = { name: '样例·王亮', phone: '13800000177' }

const administrator = { actor: 'administrator' }

describe('checking a registration', () => {
  it('finds nothing wrong with somebody new', async () => {
    const { status, json } = await api.post(PATH, { json: registrationForm(), ...administrator })
    expect(status).toBe(200)
    expect(json).toEqual({
      problems: [],
      known: null,
      restarts: false,
      clashes: [],
      household: [],
    })
  })

  it('writes nothing', async () => {
    await api.post(PATH, { json: registrationForm(), ...administrator })
    const { json } = await api.get('/communities/qinghe/isolations')
    expect(json.isolations).toEqual([])
  })

  it('says who is registered already', async () => {
    const id = await api.registered()
    const { json } = await api.post(PATH, { json: registrationForm(), ...administrator })
    expect(json).toEqual({
      problems: [],
      known: { isolation: id, status: 'following' },
      restarts: false,
      clashes: [],
      household: [],
    })
  })

  it('treats somebody who comes again after an isolation has ended as new', async () => {
    const id = await api.registered()
    await api.post(`/isolations/${id}/end`, { json: { reason: 'left_with_permission' } })
    await api.until('2020-02-20 09:00')
    const again = registrationForm({ arrivedAt: { date: '2020-02-19' } })
    expect((await api.post(PATH, { json: again, ...administrator })).json.known).toBeNull()
    const same = await api.post(PATH, { json: registrationForm(), ...administrator })
    expect(same.json.known).toEqual({ isolation: id, status: 'ended' })
  })

  it('names who else is in isolation at that address, however it is written, and nobody else', async () => {
    const id = await api.registered()
    await api.registered({
      person: { name: '样例·邻居', phone: '13800000178' },
      address: { grid: 'grid-1', building: '3', unit: '2', room: '502' },
    })
    const { json } = await api.post(PATH, { json: registrationForm({ person: brother }), ...administrator })
    expect(json).toMatchObject({
      known: null,
      household: [{ isolation: id, status: 'following', name: '样例·王明' }],
    })
    await api.post(`/isolations/${id}/end`, { json: { reason: 'left_with_permission' } })
    const after = await api.post(PATH, { json: registrationForm({ person: brother }), ...administrator })
    expect(after.json.household).toEqual([])
  })

  it('says everything that is wrong, as registering would', async () => {
    const wrong = registrationForm({
      address: { grid: 'grid-9', building: '3', unit: '2', room: '501' },
      arrivedAt: { date: '2020-02-11' },
    })
    const { status, json } = await api.post(PATH, { json: wrong, ...administrator })
    expect(status).toBe(200)
    expect(json.problems.map(({ field }: { field: string }) => field)).toEqual(['address.grid', 'arrivedAt'])
    const refused = await api.post('/communities/qinghe/isolations', { json: wrong })
    expect(refused.json.error.problems).toEqual(json.problems)
  })

  it('says what is wrong with a phone and never repeats it', async () => {
    const { json, text } = await api.post(PATH, {
      json: registrationForm({ person: { name: '样例·王明', phone: '138 0000' } }),
      ...administrator,
    })
    expect(json.problems).toMatchObject([{ field: 'person.phone', found: expect.any(String) }])
    expect(text).not.toContain('138 0000')
  })

  it('refuses a body that is not a form', async () => {
    const { status, json } = await api.post(PATH, { json: { person: {} }, ...administrator })
    expect(status).toBe(422)
    expect(json.error.problems.length).toBeGreaterThan(2)
  })

  it('of another grid is refused to a worker', async () => {
    expect((await api.post(PATH, { json: registrationForm(), actor: 'worker-1' })).status).toBe(200)
    expect((await api.post(PATH, { json: registrationForm(), actor: 'worker-2' })).status).toBe(403)
  })
})
