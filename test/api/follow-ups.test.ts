import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/follow-ups'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const withoutPhone = {
  person: { name: '样例·郑福' },
  address: { grid: 'grid-2', building: '9', unit: '', room: '101' },
}

const matterOf = async (id: string): Promise<string> => {
  const { json } = await api.get(`/isolations/${id}`)
  return String(json.matters.at(-1).id)
}

describe('follow-ups that are due', () => {
  it('are the calls that a silence asks of the worker, with whom to call', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:10')
    const { json } = await api.get(PATH, { actor: 'worker-1' })
    expect(json.date).toBe('2020-02-11')
    expect(json.due).toEqual([
      {
        type: 'call',
        isolation: id,
        grid: 'grid-1',
        matter: await matterOf(id),
        kind: 'silence',
        slot: '01-morning',
        owners: [{ role: 'grid_worker', staff: 'worker-1' }],
        dueAt: expect.stringMatching(/^2020-02-11T05:/),
        overdue: false,
        person: expect.objectContaining({ name: '样例·王明', phone: '+8613800000101' }),
      },
    ])
  })

  it('are visits as soon as somebody was not there', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:10')
    await api.post(`/matters/${await matterOf(id)}/answers`, {
      json: { answer: 'not_at_home' },
      actor: 'worker-1',
    })
    const { json } = await api.get(PATH, { actor: 'administrator' })
    expect(json.due).toMatchObject([{ type: 'visit', owners: [{ role: 'police_station' }] }])
    expect(json.done).toMatchObject([
      { type: 'visit', by: 'staff:worker-1', answer: 'not_at_home', isolation: id },
    ])
  })

  it('are measurements of whoever has no phone, until they are measured', async () => {
    const id = await api.registered(withoutPhone)
    await api.until('2020-02-11 08:30')
    const before = await api.get(PATH, { actor: 'worker-2' })
    expect(before.json.due).toMatchObject([
      {
        type: 'measurement',
        isolation: id,
        slot: '01-morning',
        owners: [{ role: 'grid_worker', staff: 'worker-2' }],
        overdue: false,
        person: { name: '样例·郑福' },
      },
    ])
    await api.post(`/isolations/${id}/reports`, {
      json: { temperature: 36.4, source: 'worker' },
      actor: 'worker-2',
    })
    const after = await api.get(PATH, { actor: 'worker-2' })
    expect(after.json.due).toEqual([])
    expect(after.json.done).toEqual([
      {
        at: '2020-02-11T00:30:00.000Z',
        by: 'staff:worker-2',
        type: 'measurement',
        isolation: id,
        grid: 'grid-2',
        person: expect.objectContaining({ name: '样例·郑福' }),
        temperature: 36.4,
      },
    ])
  })

  it('are none while nobody is to be called, seen or measured', async () => {
    await api.registered()
    await api.registered(withoutPhone)
    await api.until('2020-02-10 20:00')
    expect((await api.get(PATH)).json.due).toEqual([])
  })

  it('name nobody to a caller who must not see people', async () => {
    await api.registered()
    await api.until('2020-02-11 11:10')
    const { json, text } = await api.get(PATH, { actor: 'someone', groups: ['read-only@qinghe'] })
    expect(json.due).toHaveLength(1)
    expect(json.due[0].person).toBeUndefined()
    expect(text).not.toContain('样例')
  })

  it('are those of today only', async () => {
    await api.registered()
    await api.until('2020-02-11 11:10')
    expect((await api.get(`${PATH}?date=2020-02-10`)).json.due).toEqual([])
  })

  it('of another grid are not for the worker', async () => {
    await api.registered()
    await api.until('2020-02-11 11:10')
    expect((await api.get(PATH, { actor: 'worker-2' })).json.due).toEqual([])
    expect((await api.get(`${PATH}?grid=grid-1`, { actor: 'worker-2' })).status).toBe(403)
    expect((await api.get(`${PATH}?grid=grid-9`)).status).toBe(404)
  })
})

describe('follow-ups that are done', () => {
  it('are what staff found and measured that day, newest first, and not what they only took on', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 11:10')
    const matter = await matterOf(id)
    await api.post(`/matters/${matter}/answers`, { json: { answer: 'taken' }, actor: 'worker-1' })
    await api.until('2020-02-11 11:20')
    await api.post(`/matters/${matter}/answers`, { json: { answer: 'reached' }, actor: 'worker-1' })
    await api.until('2020-02-11 11:30')
    await api.post(`/isolations/${id}/reports`, {
      json: { temperature: 36.7, source: 'phone_call' },
      actor: 'administrator',
    })
    await api.until('2020-02-11 18:30')
    await api.says('+8613800000101', '36.5')
    const { json } = await api.get(`${PATH}?date=2020-02-11`)
    expect(json.done).toMatchObject([
      { type: 'call', by: 'staff:administrator', temperature: 36.7 },
      { type: 'call', by: 'staff:worker-1', answer: 'reached', matter },
    ])
    await api.until('2020-02-12 09:00')
    expect((await api.get(PATH)).json.done).toEqual([])
  })

  it('are each returned once over the pages', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:00')
    for (let minute = 10; minute < 15; minute += 1) {
      await api.until(`2020-02-11 08:${minute}`)
      await api.post(`/isolations/${id}/reports`, {
        json: { temperature: 36 + minute / 100, source: 'gate' },
      })
    }
    const found: string[] = []
    let cursor: string | undefined
    do {
      const { json } = await api.get(`${PATH}?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`)
      found.push(...json.done.map(({ at }: { at: string }) => at))
      cursor = json.cursor
    } while (cursor !== undefined)
    expect(found).toHaveLength(5)
    expect(found).toEqual([...new Set(found)].sort().reverse())
  })

  it('leave out releases and the doctors’ answers', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    await api.says('+8613800000101', '38.9')
    await api.post(`/matters/${await matterOf(id)}/answers`, {
      json: { answer: 'ruled_out' },
      actor: 'doctor',
    })
    expect((await api.get(PATH)).json).toMatchObject({ due: [], done: [] })
  })
})
