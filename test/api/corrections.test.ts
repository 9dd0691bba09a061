import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
let id: string
beforeEach(async () => {
  api = await openTestApi()
  id = await api.registered()
  await api.until('2020-02-12 12:00')
})
afterEach(() => api.system.close())

const administrator = { actor: 'administrator' }
const body = (corrections: object, more: object = {}) => ({
  json: { corrections, reason: 'entered_wrongly', ...more },
})
const post = (corrections: object, more: object = {}) =>
  api.post(`/isolations/${id}/corrections`, { ...administrator, ...body(corrections), ...more })
const preview = (corrections: object) =>
  api.post(`/isolations/${id}/corrections/preview`, { ...administrator, ...body(corrections) })
const file = async () => (await api.get(`/isolations/${id}`, administrator)).json

const door = { grid: 'grid-2', building: '4', unit: '1', room: '101' }

describe('a correction over HTTP', () => {
  it('is shown before it is made, and then is what was shown', async () => {
    const later = { arrivedAt: { date: '2020-02-11', time: '09:00' } }
    const before = await file()
    const shown = await preview(later)
    expect((await file()).ledger).toEqual(before.ledger)
    const made = await post(later)
    expect([shown.status, made.status]).toEqual([200, 200])
    expect(made.json).toEqual({
      result: 'corrected',
      isolation: id,
      consequences: shown.json.consequences,
    })
    expect(shown.json.consequences).toMatchObject({
      dayZero: { from: '2020-02-10', to: '2020-02-11' },
      lastDay: { from: '2020-02-24', to: '2020-02-25' },
    })
    expect((await preview(later)).json).toEqual({ consequences: null })
    expect((await post(later)).json).toEqual({ result: 'nothing_to_correct', isolation: id })
  })

  it('keeps old and new name in the vault, never in the ledger', async () => {
    const words = 'her mother wrote it down wrongly'
    const { status } = await api.post(`/isolations/${id}/corrections`, {
      ...administrator,
      ...body({ name: '样例·王敏', documentNumber: 'E12345678' }, { words }),
    })
    expect(status).toBe(200)
    const { person, changes, ledger } = await file()
    expect(person).toMatchObject({ name: '样例·王敏', documentNumber: 'E12345678' })
    expect(changes).toMatchObject([
      {
        by: 'staff:administrator',
        reason: 'entered_wrongly',
        words,
        changes: [
          { field: 'name', from: '样例·王明', to: '样例·王敏' },
          { field: 'documentNumber', from: null, to: 'E12345678' },
        ],
      },
    ])
    const told = JSON.stringify(ledger)
    for (const hidden of ['王明', '王敏', 'E12345678', 'mother']) expect(told).not.toContain(hidden)
    expect(ledger.at(-1)).toMatchObject({ by: 'staff:administrator', event: { type: 'corrected' } })
  })

  it('of the language is heard in the next text', async () => {
    await post({ language: 'en' })
    await api.until('2020-02-12 18:05')
    const { messages } = await file()
    expect(messages.at(-1).text).toMatch(/temperature/i)
  })

  it('of the address moves her to another grid, with what is open, and tells both workers', async () => {
    const [silence] = (await file()).matters
    const { json } = await post({ address: door })
    expect(json.consequences).toMatchObject({
      grid: { from: 'grid-1', to: 'grid-2' },
      worker: { from: 'worker-1', to: 'worker-2' },
    })
    const after = await file()
    expect(after.isolation.grid).toBe('grid-2')
    expect(after.person.address).toEqual(door)
    expect(after.matters[0]).toMatchObject({ grid: 'grid-2', code: silence.code })
    const list = (grid: string) => api.get(`/communities/qinghe/isolations?grid=${grid}`, administrator)
    expect((await list('grid-1')).json.isolations).toEqual([])
    expect((await list('grid-2')).json.isolations).toHaveLength(1)
    const sent = after.messages.map((message: { to: { staff?: string }; template: string }) => [
      message.to.staff,
      message.template,
    ])
    expect(sent).toContainEqual(['worker-1', 'moved_away'])
    expect(sent).toContainEqual(['worker-2', 'new_returnee'])
  })

  it('of the address makes the new worker the owner, with the same code, in place of the old one', async () => {
    await api.until('2020-02-13 11:30')
    await api.says('+8613800000101', '36.5')
    await api.until('2020-02-13 21:30')
    const open = (await file()).matters.find(
      (matter: { state: { name: string } }) => matter.state.name === 'open',
    )
    await post({ address: door })
    const moved = (await file()).matters.find((matter: { id: string }) => matter.id === open.id)
    expect(moved.state.owners).toMatchObject([{ role: 'grid_worker', staff: 'worker-2' }])
    await api.says('+8613900000001', `${open.code} 到了`)
    expect((await file()).matters.find((m: { id: string }) => m.id === open.id).state.name).toBe('open')
    await api.says('+8613900000002', `${open.code} 到了`)
    expect((await file()).matters.find((m: { id: string }) => m.id === open.id).state.name).toBe('settled')
  })

  it('leaves the household of before, and enters the one at the new door', async () => {
    const neighbour = await api.registered({
      person: { name: '样例·李雷', phone: '13800000102' },
      address: door,
    })
    await post({ address: door })
    const theirs = (await api.get(`/isolations/${neighbour}`, administrator)).json.isolation.household
    expect((await file()).isolation.household).toBe(theirs)
  })

  it.each([
    [{ arrivedAt: { date: '2020-02-13' } }, 'corrections.arrivedAt'],
    [{ lastExposure: '2020-02-13' }, 'corrections.lastExposure'],
    [{ address: { ...door, grid: 'grid-99' } }, 'corrections.address.grid'],
    [{ name: '???' }, 'corrections.name'],
    [{ phone: '12345' }, 'corrections.phone'],
    [{ phone: '+870 773 111 632' }, 'corrections.phone'],
    [{ documentNumber: '110101199003070000' }, 'corrections.documentNumber'],
    [{}, 'corrections'],
    [{ phon: '1' }, 'corrections.phon'],
  ])('that cannot be right is refused: %j', async (corrections, field) => {
    const { status, json } = await post(corrections)
    expect(status).toBe(422)
    expect(JSON.stringify(json)).toContain(`"${field}"`)
    expect((await file()).changes).toEqual([])
  })

  it('of dates is refused after the end, and for an unknown isolation', async () => {
    await api.post(`/isolations/${id}/end`, { json: { reason: 'registered_by_error' } })
    expect((await post({ arrivedAt: { date: '2020-02-09' } })).status).toBe(409)
    expect((await post({ name: '样例·王敏' })).status).toBe(200)
    const nobody = { ...administrator, ...body({ category: 'overseas' }) }
    expect((await api.post('/isolations/iso-nobody/corrections', nobody)).status).toBe(404)
  })

  it('is for the administrator, and for the worker of the grid', async () => {
    const as = (actor: string, corrections: object) =>
      api.post(`/isolations/${id}/corrections`, { actor, ...body(corrections) })
    expect((await as('worker-2', { category: 'overseas' })).status).toBe(403)
    expect((await as('doctor', { category: 'overseas' })).status).toBe(403)
    expect((await as('worker-1', { category: 'overseas' })).status).toBe(200)
    expect((await as('worker-1', { address: door })).status).toBe(403)
  })

  it('with a key is made once', async () => {
    const headers = { 'Idempotency-Key': 'once' }
    expect((await post({ category: 'overseas' }, { headers })).json.result).toBe('corrected')
    expect((await post({ category: 'overseas' }, { headers })).json.result).toBe('corrected_already')
    expect((await post({ category: 'elsewhere' }, { headers })).status).toBe(409)
  })
})

describe('a person after a correction', () => {
  const registers = (
    person: object,
    address: object = { grid: 'grid-1', building: '3', unit: '2', room: '501' },
  ) =>
    api.post('/communities/qinghe/isolations', {
      json: { person, address, category: 'key_area', arrivedAt: { date: '2020-02-10', time: '08:30' } },
    })

  it('is found by the new name, document and address, and by an old list', async () => {
    await post({ name: '样例·王敏', documentNumber: 'E12345678', address: door })
    for (const person of [
      { name: '样例·王敏', phone: '13800000101' },
      { name: '样例·王敏', documentNumber: 'E12345678' },
    ])
      expect((await registers(person, door)).json).toEqual({ result: 'registered_already', isolation: id })
    const old = { name: '样例·王敏', phone: '13800000101' }
    expect((await registers(old)).json).toEqual({ result: 'registered_already', isolation: id })
  })

  it('does not hide another person with the mistaken name: staff decide', async () => {
    await post({ name: '样例·王敏' })
    const brother = { name: '样例·王明', phone: '13800000101' }
    const asked = await registers(brother)
    expect(asked.status).toBe(409)
    expect(asked.json.error.clashes).toEqual([{ type: 'former_name', isolation: id }])
  })

  it('who would match somebody else in isolation is refused, with the other isolation', async () => {
    const { json } = await registers({ name: '样例·李雷', documentNumber: 'E87654321', phone: '13800000102' })
    for (const corrections of [{ documentNumber: 'E87654321' }, { name: '样例·李雷' }]) {
      const refused = await post(corrections)
      expect(refused.status).toBe(409)
      expect(refused.json.error.message).toContain(json.isolation)
      expect((await preview(corrections)).status).toBe(409)
    }
    expect((await file()).changes).toEqual([])
  })
})
