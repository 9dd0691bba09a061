import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const inGrid = (grid: string, phone: string) => ({
  person: { name: '样例·周平', phone },
  address: { grid, building: '3', unit: '2', room: phone.slice(-3) },
})

const overview = async (query = '', actor?: string) =>
  api.get(`/communities/qinghe/overview${query}`, actor === undefined ? {} : { actor })

describe('the overview of a part', () => {
  beforeEach(async () => {
    await api.registered(inGrid('grid-1', '13800000101'))
    await api.registered(inGrid('grid-2', '13800000102'))
    await api.registered(inGrid('grid-2', '13800000103'))
  })

  it('is that of one grid where one is named', async () => {
    expect((await overview()).json.registered).toBe(3)
    expect((await overview('?grid=grid-1')).json.registered).toBe(1)
    expect((await overview('?grid=grid-2')).json.registered).toBe(2)
  })

  it('is that of the grids which the one who asks may see', async () => {
    expect((await overview('', 'worker-1')).json).toMatchObject({ registered: 1, waitingFor: { slot: 1 } })
    expect((await overview('', 'worker-2')).json.registered).toBe(2)
    expect((await overview('', 'administrator')).json.registered).toBe(3)
  })

  it('is refused for a grid outside, and for one that is not there', async () => {
    const outside = await overview('?grid=grid-2', 'worker-1')
    expect(outside.status).toBe(403)
    expect(outside.json.error.name).toBe('Forbidden')
    const nowhere = await overview('?grid=grid-9')
    expect(nowhere.status).toBe(404)
    expect(nowhere.json.error.message).toBe('community qinghe has no grid grid-9')
  })

  it('counts matters where they are', async () => {
    await api.until('2020-02-11 11:30')
    expect((await overview('?grid=grid-1')).json.matters.open).toBe(1)
    expect((await overview('?grid=grid-2')).json.matters.open).toBe(2)
  })
})

describe('the minutes until somebody is heard of', () => {
  const answer = (matter: string, says: string, actor: string) =>
    api.post(`/matters/${matter}/answers`, { json: { answer: says }, actor })

  it('are none before anybody is', async () => {
    await api.registered()
    await api.until('2020-02-11 11:30')
    expect((await overview()).json.minutes).toEqual({ silenceToDoor: null, feverToDoctor: null })
  })

  it('run from a slot that closed in silence to what was found at the door', async () => {
    const first = await api.registered()
    const second = await api.registered(inGrid('grid-1', '13800000102'))
    const third = await api.registered(inGrid('grid-2', '13800000103'))
    await api.until('2020-02-11 11:10')
    await answer(`${first}-01-morning-silence`, 'taken', 'worker-1')
    await answer(`${first}-01-morning-silence`, 'reached', 'worker-1')
    await api.until('2020-02-11 11:30')
    await answer(`${second}-01-morning-silence`, 'not_at_home', 'worker-1')
    await api.until('2020-02-11 12:15')
    await answer(`${third}-01-morning-silence`, 'reached', 'worker-2')
    expect((await overview()).json.minutes.silenceToDoor).toEqual({ count: 3, median: 30, p90: 75 })
    expect((await overview('?grid=grid-1')).json.minutes.silenceToDoor).toEqual({
      count: 2,
      median: 10,
      p90: 30,
    })
  })

  it('do not end when the returnee reports after all', async () => {
    await api.registered()
    await api.until('2020-02-11 11:30')
    await api.says('+8613800000101', '36.5')
    expect((await overview()).json.minutes.silenceToDoor).toBeNull()
  })

  it('run from a fever to the first answer of the doctor', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:10')
    await api.says('+8613800000101', '38.6')
    const { json } = await api.get(`/isolations/${id}`)
    const [{ id: matter }] = json.matters
    await api.until('2020-02-11 08:15')
    await answer(matter, 'taken', 'worker-1')
    await api.until('2020-02-11 08:22')
    await answer(matter, 'taken', 'doctor')
    const feverToDoctor = { count: 1, median: 12, p90: 12 }
    expect((await overview()).json.minutes.feverToDoctor).toEqual(feverToDoctor)
    await api.until('2020-02-18 08:21')
    expect((await overview()).json.minutes.feverToDoctor).toEqual(feverToDoctor)
    await api.until('2020-02-18 08:23')
    expect((await overview()).json.minutes.feverToDoctor).toBeNull()
  })
})
