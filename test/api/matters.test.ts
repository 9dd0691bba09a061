import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

const LIST = '/communities/qinghe/matters'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const aSilence = async () => {
  const isolation = await api.registered()
  await api.until('2020-02-11 11:05')
  const { json } = await api.get(LIST)
  return { isolation, id: String(json.matters[0].id) }
}

describe('the list of matters', () => {
  it('shows an open one with its rung, its owner, its deadline in words and what can be answered', async () => {
    const { isolation, id } = await aSilence()
    const { json } = await api.get(LIST)
    expect(json.matters).toHaveLength(1)
    expect(json.matters[0]).toMatchObject({
      id,
      isolation,
      kind: 'silence',
      slot: '01-morning',
      overdue: false,
      state: { name: 'open', rung: 'grid_worker', owners: [{ role: 'grid_worker', staff: 'worker-1' }] },
      next: { words: 'the grid worker has until 2020-02-11 13:00, then it climbs to the street office' },
    })
    expect(json.matters[0].answers).toContain('not_at_home')
  })

  it('filters by open or settled, by rung and by grid', async () => {
    const { id } = await aSilence()
    const count = async (query: string) => (await api.get(`${LIST}?${query}`)).json.matters.length
    expect(await count('rung=grid_worker')).toBe(1)
    expect(await count('rung=street_office')).toBe(0)
    expect(await count('grid=grid-2')).toBe(0)
    expect(await count('overdue=true')).toBe(0)
    await api.post(`/matters/${id}/answers`, { json: { answer: 'reached' } })
    expect(await count('state=open')).toBe(0)
    expect(await count('state=settled')).toBe(1)
  })

  it('returns every one exactly once, page by page', async () => {
    for (let number = 0; number < 7; number += 1)
      await api.registered({
        person: { name: `样例·第${number}`, phone: `1380000${String(2000 + number)}` },
        address: { grid: `grid-${(number % 4) + 1}`, building: '1', unit: '1', room: String(number + 1) },
      })
    await api.until('2020-02-11 11:05')
    const found: string[] = []
    let cursor = ''
    do {
      const { json } = await api.get(`${LIST}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      found.push(...json.matters.map(({ id }: { id: string }) => id))
      cursor = json.cursor ?? ''
    } while (cursor !== '')
    expect(found).toHaveLength(7)
    expect(new Set(found).size).toBe(7)
  })
})

describe('one matter', () => {
  it('is shown with its person, its texts and its history', async () => {
    const { id } = await aSilence()
    const { json } = await api.get(`/matters/${id}`)
    expect(json.person.name).toBe('样例·王明')
    expect(json.messages[0]).toMatchObject({ name: '网格员赵一', text: expect.stringContaining('3-2-501') })
    expect(json.ledger.map(({ event }: { event: { type: string } }) => event.type)).toEqual([
      'missed',
      'matter_opened',
      'matter_climbed',
      'rung_told',
    ])
  })

  it('that does not exist is not found', async () => {
    const { status, json } = await api.get('/matters/iso-abcd-01-morning-silence')
    expect(status).toBe(404)
    expect(json.error.message).toBe('no matter iso-abcd-01-morning-silence')
  })
})

describe('an answer to a matter', () => {
  it('acknowledges it', async () => {
    const { id } = await aSilence()
    const { json } = await api.post(`/matters/${id}/answers`, {
      json: { answer: 'taken' },
      actor: 'worker-1',
    })
    expect(json.result).toBe('done')
    expect(json.state.acknowledged).toEqual([{ role: 'grid_worker', staff: 'worker-1' }])
  })

  it('of an absence tells the police at once', async () => {
    const { id } = await aSilence()
    await api.post(`/matters/${id}/answers`, { json: { answer: 'not_at_home' } })
    const { json } = await api.get(`/matters/${id}`)
    expect(json.matter.state).toMatchObject({ rung: 'police_station' })
  })

  it('brings a temperature measured at the door along', async () => {
    const { id, isolation } = await aSilence()
    const { json } = await api.post(`/matters/${id}/answers`, {
      json: { answer: 'reached', temperature: 36.4 },
    })
    expect(json).toMatchObject({ result: 'done', state: { name: 'settled', outcome: 'reached' } })
    const { json: after } = await api.get(`/isolations/${isolation}`)
    expect(after.slots[0]).toMatchObject({ state: 'late', temperature: 36.4 })
  })

  it('asks at a new number, written in any usual way, whose it is', async () => {
    const { id, isolation } = await aSilence()
    const answer = { answer: 'number_mended', phone: '138 0000 0177' }
    await api.post(`/matters/${id}/answers`, { json: answer })
    const { json } = await api.get(`/isolations/${isolation}`)
    expect(json.person).toMatchObject({ pendingPhone: '+8613800000177' })
    expect(json.isolation.contact).toMatchObject({ by: 'worker', why: 'number_not_confirmed' })
  })

  it('changes no phone number with another answer, as by text', async () => {
    const isolation = await api.registered({ person: { name: '样例·发热', phone: '138 0000 0155' } })
    await api.says('+8613800000155', '38.9')
    const { json: before } = await api.get(`/isolations/${isolation}`)
    const [fever] = before.matters
    const answer = { answer: 'taken', phone: '138 0000 0177' }
    const { status } = await api.post(`/matters/${fever.id}/answers`, { json: answer, actor: 'doctor' })
    expect(status).toBe(422)
    const { json: after } = await api.get(`/isolations/${isolation}`)
    expect(after.person).toEqual(before.person)
  })

  it('after it was settled changes nothing', async () => {
    const { id } = await aSilence()
    await api.says('+8613800000101', '36.5')
    const { status, json } = await api.post(`/matters/${id}/answers`, { json: { answer: 'reached' } })
    expect(status).toBe(200)
    expect(json).toMatchObject({ result: 'settled_already', state: { outcome: 'reported' } })
  })

  it.each([[{ answer: 'approve' }, 'a matter of kind silence cannot be answered "approve"']])(
    '%j is refused where it makes no sense',
    async (answer, why) => {
      const { id } = await aSilence()
      const { status, json } = await api.post(`/matters/${id}/answers`, { json: answer })
      expect(status).toBe(409)
      expect(json.error).toEqual({ name: 'NotAllowedNow', message: why })
    },
  )

  it.each([
    [{ answer: 'asleep' }, 'answer'],
    [{ answer: 'number_mended' }, 'phone'],
    [{ answer: 'number_mended', phone: '12' }, 'phone'],
    [{ answer: 'taken', phone: '138 0000 0177' }, 'phone'],
    [{ answer: 'reached', phone: '138 0000 0177' }, 'phone'],
    [{ answer: 'reached', temperature: 30 }, 'temperature'],
  ])('%j names the field that is wrong', async (answer, field) => {
    const { id } = await aSilence()
    const { status, json } = await api.post(`/matters/${id}/answers`, { json: answer })
    expect(status).toBe(422)
    expect(json.error.problems.map((problem: { field: string }) => problem.field)).toEqual([field])
  })
})
