import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, form, openDesk } from './desk.ts'

const PATH = '/communities/qinghe/isolations/check'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.system.close())

const brother = { name: '样例·王亮', phone: '13800000177' }

const administrator = { actor: 'administrator' }

describe('checking a registration', () => {
  it('finds nothing wrong with somebody new', async () => {
    const { status, json } = await desk.post(PATH, { json: form(), ...administrator })
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
    await desk.post(PATH, { json: form(), ...administrator })
    const { json } = await desk.get('/communities/qinghe/isolations')
    expect(json.isolations).toEqual([])
  })

  it('says who is registered already', async () => {
    const id = await desk.registered()
    const { json } = await desk.post(PATH, { json: form(), ...administrator })
    expect(json).toEqual({
      problems: [],
      known: { isolation: id, status: 'following' },
      restarts: false,
      clashes: [],
      household: [],
    })
  })

  it('takes somebody whose isolation is over, and who came again, for new', async () => {
    const id = await desk.registered()
    await desk.post(`/isolations/${id}/end`, { json: { reason: 'left with permission' } })
    await desk.until('2020-02-20 09:00')
    const again = form({ arrivedAt: { date: '2020-02-19' } })
    expect((await desk.post(PATH, { json: again, ...administrator })).json.known).toBeNull()
    const same = await desk.post(PATH, { json: form(), ...administrator })
    expect(same.json.known).toEqual({ isolation: id, status: 'ended' })
  })

  it('names who else is in isolation at that address, however it is written, and nobody else', async () => {
    const id = await desk.registered()
    await desk.registered({
      person: { name: '样例·邻居', phone: '13800000178' },
      address: { grid: 'grid-1', building: '3', unit: '2', room: '502' },
    })
    const { json } = await desk.post(PATH, { json: form({ person: brother }), ...administrator })
    expect(json).toMatchObject({
      known: null,
      household: [{ isolation: id, status: 'following', name: '样例·王明' }],
    })
    await desk.post(`/isolations/${id}/end`, { json: { reason: 'left with permission' } })
    const after = await desk.post(PATH, { json: form({ person: brother }), ...administrator })
    expect(after.json.household).toEqual([])
  })

  it('says everything that is wrong, as registering would', async () => {
    const wrong = form({
      address: { grid: 'grid-9', building: '3', unit: '2', room: '501' },
      arrivedAt: { date: '2020-02-11' },
    })
    const { status, json } = await desk.post(PATH, { json: wrong, ...administrator })
    expect(status).toBe(200)
    expect(json.problems.map(({ field }: { field: string }) => field)).toEqual(['address.grid', 'arrivedAt'])
    const refused = await desk.post('/communities/qinghe/isolations', { json: wrong })
    expect(refused.json.error.problems).toEqual(json.problems)
  })

  it('says what is wrong with a phone and never repeats it', async () => {
    const { json, text } = await desk.post(PATH, {
      json: form({ person: { name: '样例·王明', phone: '138 0000' } }),
      ...administrator,
    })
    expect(json.problems).toMatchObject([{ field: 'person.phone', found: expect.any(String) }])
    expect(text).not.toContain('138 0000')
  })

  it('refuses what is no form at all', async () => {
    const { status, json } = await desk.post(PATH, { json: { person: {} }, ...administrator })
    expect(status).toBe(422)
    expect(json.error.problems.length).toBeGreaterThan(2)
  })

  it('of another grid is not for a worker', async () => {
    expect((await desk.post(PATH, { json: form(), actor: 'worker-1' })).status).toBe(200)
    expect((await desk.post(PATH, { json: form(), actor: 'worker-2' })).status).toBe(403)
  })
})
