import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

const PATH = '/my-matters'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const wu = { person: { name: '样例·吴静', phone: '13800000104' } }
const inGrid2 = {
  person: { name: '样例·周平', phone: '13800000103' },
  address: { grid: 'grid-2', building: '9', unit: '', room: '101' },
}

describe('my matters', () => {
  it('are those that wait for my post, with whom they are about and what I may answer', async () => {
    const id = await api.registered()
    await api.registered(inGrid2)
    await api.until('2020-02-11 11:10')
    const { json } = await api.get(PATH, { actor: 'worker-1' })
    expect(json.matters).toHaveLength(1)
    expect(json.matters[0]).toMatchObject({
      matter: { isolation: id, kind: 'silence', grid: 'grid-1', overdue: false },
      answers: [
        'taken',
        'reached',
        'not_at_home',
        'refuses',
        'nobody_opened',
        'number_mended',
        'sent_to_clinic',
        'died',
      ],
      person: { name: '样例·王明', phone: '+8613800000101', address: { room: '501' } },
      isolation: { id, day: 1, lastDay: 14, category: 'key_area', language: 'zh-CN' },
      community: { id: 'qinghe', name: '青禾社区', zone: 'Asia/Shanghai' },
      gridName: '一网格',
    })
  })

  it('leave me when they climb, and move to the new owner', async () => {
    await api.registered()
    await api.until('2020-02-11 13:30')
    expect((await api.get(PATH, { actor: 'worker-1' })).json.matters).toEqual([])
    const office = await api.get(PATH, { actor: 'street-office' })
    expect(office.json.matters).toHaveLength(1)
    expect(office.json.matters[0].person.name).toBe('样例·王明')
  })

  it('that were handed on are counted while they are open', async () => {
    await api.registered()
    await api.registered(inGrid2)
    const handedOn = async (actor: string) => (await api.get(PATH, { actor })).json.handedOn
    await api.until('2020-02-11 11:10')
    expect(await handedOn('worker-1')).toBe(0)
    await api.until('2020-02-11 13:30')
    expect(await handedOn('worker-1')).toBe(1)
    expect(await handedOn('street-office')).toBe(0)
    expect(await handedOn('doctor')).toBe(0)
    await api.says('+8613800000101', '36.5')
    expect(await handedOn('worker-1')).toBe(0)
  })

  it('are not counted as handed on from a part of the list', async () => {
    await api.registered()
    await api.registered(wu)
    await api.until('2020-02-11 11:10')
    const first = await api.get(`${PATH}?limit=1`, { actor: 'worker-1' })
    const second = await api.get(`${PATH}?limit=1&cursor=${first.json.cursor}`, { actor: 'worker-1' })
    for (const { json } of [first, second]) expect(json).not.toHaveProperty('handedOn')
  })

  it('stand in the order of their due times, over pages', async () => {
    await api.registered()
    await api.registered(wu)
    await api.until('2020-02-11 11:10')
    const first = await api.get(`${PATH}?limit=1`, { actor: 'worker-1' })
    const second = await api.get(`${PATH}?limit=1&cursor=${first.json.cursor}`, { actor: 'worker-1' })
    const due = [first, second].map(({ json }) => String(json.matters[0].matter.state.dueAt))
    expect(due).toEqual([...due].sort())
    expect(new Set([first, second].map(({ json }) => json.matters[0].isolation.id)).size).toBe(2)
    expect(second.json.cursor).toBeUndefined()
  })

  it('of a fever leave the worker no answer that is the doctor’s to give', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    await api.post(`/isolations/${id}/reports`, { json: { temperature: 38.9, source: 'worker' } })
    const worker = await api.get(PATH, { actor: 'worker-1' })
    expect(worker.json.matters[0].matter.kind).toBe('fever')
    expect(worker.json.matters[0].answers).not.toContain('ruled_out')
    const doctor = await api.get(PATH, { actor: 'doctor' })
    expect(doctor.json.matters[0].answers).toContain('ruled_out')
    expect(doctor.json.matters[0].person.name).toBe('样例·王明')
  })

  it('are none for somebody without a post', async () => {
    const { status } = await api.get(PATH, { actor: 'someone', groups: ['read-only'] })
    expect(status).toBe(403)
  })

  it('are seen once in the ledger for all looks of an hour', async () => {
    await api.registered()
    await api.until('2020-02-11 11:10')
    for (let look = 0; look < 3; look += 1) await api.get(PATH, { actor: 'worker-1' })
    const { text } = await api.get('/communities/qinghe/ledger.csv?from=2020-02-11&to=2020-02-11')
    expect(
      text.split('\r\n').filter((line) => line.includes('viewed') && line.includes('worker-1')),
    ).toHaveLength(1)
  })
})
