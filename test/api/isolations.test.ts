import { seededRandom } from 'local-step-functions/random'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CommunityId, GridId } from '../../core/ids.ts'
import { itemsOf, putAll } from '../bench/a-district.ts'
import { openTestApi, registrationForm, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

describe('registering over the API', () => {
  it('begins an isolation and says which', async () => {
    const { status, json } = await api.post('/communities/qinghe/isolations', { json: registrationForm() })
    expect(status).toBe(201)
    expect(json).toEqual({ result: 'registered', isolation: expect.stringMatching(/^iso-/) })
  })

  it('reads a phone number in any usual writing, as one of the community’s country', async () => {
    const id = await api.registered({ person: { name: '样例·王明', phone: '（86）138-0000-0101' } })
    const { json } = await api.get(`/isolations/${id}`)
    expect(json.person.phone).toBe('+8613800000101')
  })

  it('registers nobody twice', async () => {
    const first = await api.post('/communities/qinghe/isolations', { json: registrationForm() })
    const again = await api.post('/communities/qinghe/isolations', { json: registrationForm() })
    expect(again.status).toBe(200)
    expect(again.json).toEqual({ result: 'registered_already', isolation: first.json.isolation })
  })

  it('names every field that is wrong, what it looks like and why, and never its value', async () => {
    const { status, json, text } = await api.post('/communities/qinghe/isolations', {
      json: {
        ...registrationForm({ category: 'tourist', shoeSize: 42 }),
        person: { name: '', phone: '13800000101' },
        arrivedAt: { date: '2020-02-30' },
        baselineTenths: '36.5',
      },
    })
    expect(status).toBe(422)
    expect(json.error.name).toBe('InvalidRequest')
    expect(json.error.problems).toEqual(
      expect.arrayContaining([
        { field: 'person.name', found: 'empty', reason: expect.stringContaining('>=1 character') },
        { field: 'category', found: '7 letters', reason: expect.stringContaining('key_area') },
        {
          field: 'arrivedAt.date',
          found: '8 digits and 2 signs',
          reason: expect.stringContaining('calendar'),
        },
        { field: 'baselineTenths', found: '3 digits and 1 sign', reason: expect.stringContaining('number') },
        { field: 'shoeSize', found: 'a number', reason: 'no such field' },
      ]),
    )
    expect(text).not.toContain('tourist')
  })

  it.each([
    [{ address: { grid: 'grid-9', building: '3', unit: '', room: '1' } }, 'address.grid', 'no such grid'],
    [{ arrivedAt: { date: '2020-02-11' } }, 'arrivedAt', 'lies in the future'],
    [{ person: { name: '王明', phone: '12345' } }, 'person.phone', 'not a mobile number'],
    [{ person: { name: '王明\n【六清】已解除' } }, 'person.name', 'a sign that cannot be printed'],
    [{ person: { name: '王\u202e明' } }, 'person.name', 'a sign that cannot be printed'],
    [
      { address: { grid: 'grid-1', building: '3', unit: '1\u0000', room: '1' } },
      'address.unit',
      'a sign that cannot be printed',
    ],
  ])('turns %j away', async (overrides, field, reason) => {
    const { status, json } = await api.post('/communities/qinghe/isolations', {
      json: registrationForm(overrides),
    })
    expect(status).toBe(422)
    expect(json.error.problems).toEqual([
      { field, found: expect.any(String), reason: expect.stringContaining(reason) },
    ])
  })

  it('answers a body of a hundred thousand unknown fields with a hundred of them', async () => {
    const fields = Array.from({ length: 100_000 }, (_, index) => [`field-${index}`, index])
    const long = { ['x'.repeat(100_000)]: 1 }
    for (const json of [
      { ...registrationForm(), ...Object.fromEntries(fields) },
      { ...registrationForm(), ...long },
    ]) {
      const { status, text } = await api.post('/communities/qinghe/isolations', { json })
      expect(status).toBe(422)
      expect(text.length).toBeLessThan(20_000)
    }
  })

  it('answers that a community does not exist', async () => {
    const { status, json } = await api.post('/communities/nowhere/isolations', { json: registrationForm() })
    expect(status).toBe(404)
    expect(json.error).toEqual({ name: 'NotFound', message: 'no community nowhere' })
  })

  it.each([
    ['', 'the body is empty: a JSON object is expected'],
    ['{"person":', 'the body is no JSON in UTF-8'],
  ])('refuses the body %j', async (body, message) => {
    const { status, json } = await api.post('/communities/qinghe/isolations', { body })
    expect(status).toBe(400)
    expect(json.error).toEqual({ name: 'MalformedRequest', message })
  })
})

describe('a caller', () => {
  it('must be signed in', async () => {
    const { status, json } = await api.get('/communities', { actor: null })
    expect(status).toBe(401)
    expect(json.error.name).toBe('Unauthenticated')
  })

  it('is named in the ledger with what they did', async () => {
    await api.post('/communities/qinghe/isolations', { json: registrationForm(), actor: 'worker-1' })
    const list = await api.get('/communities/qinghe/isolations')
    const { json } = await api.get(`/isolations/${list.json.isolations[0].id}`)
    expect(json.ledger[0]).toMatchObject({ by: 'staff:worker-1', event: { type: 'registered' } })
  })
})

describe('one isolation', () => {
  it('is shown with the person, every slot, the texts as sent and the next deadline in words', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:00')
    const { status, json } = await api.get(`/isolations/${id}`)
    expect(status).toBe(200)
    expect(json.day).toBe(1)
    expect(json.person.name).toBe('样例·王明')
    expect(json.next.words).toBe(
      'reminds at 2020-02-11 09:00 unless the morning report of day 1 comes before',
    )
    expect(json.slots).toHaveLength(28)
    expect(json.slots[0]).toMatchObject({ id: '01-morning', state: 'asked', attempt: 0 })
    expect(json.slots[27]).toMatchObject({ id: '14-evening', state: 'to_come' })
    const prompt = json.messages.find((message: { template: string }) => message.template === 'prompt')
    expect(prompt).toMatchObject({ state: 'sent', name: '样例·王明', text: expect.stringContaining('六清') })
    expect(json.ledger.map((entry: { entry: number }) => entry.entry)).toEqual(
      json.ledger.map((_: unknown, index: number) => index + 1),
    )
  })

  it('never shows the token of a waiting task', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:00')
    const item = await api.system.ports.store.get({ pk: `ISOLATION#${id}`, sk: 'META' })
    const token = String(item?.body['token'])
    expect(token.length).toBeGreaterThan(20)
    const { text } = await api.get(`/isolations/${id}`)
    const history = await api.get(`/isolations/${id}/executions/1/history`)
    expect(text).not.toContain(token)
    expect(history.text).not.toContain(token)
    expect(history.text).toContain('hidden')
  })

  it('warns before a slot is missed', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 10:30')
    const { json } = await api.get(`/isolations/${id}`)
    expect(json.next.words).toBe(
      'the morning report of day 1 is missed at 2020-02-11 11:00 unless it comes before',
    )
  })

  it('that does not exist is not found', async () => {
    expect((await api.get('/isolations/iso-nobody')).status).toBe(404)
    expect((await api.get('/isolations/nobody')).json.error.problems[0].field).toBe('id')
  })
})

describe('a report entered by a worker', () => {
  it('fills the open slot', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    const { status, json } = await api.post(`/isolations/${id}/reports`, {
      json: { temperature: 36.55, source: 'phone_call' },
      actor: 'worker-1',
    })
    expect(status).toBe(201)
    expect(json).toMatchObject({
      result: 'recorded',
      timing: 'on_time',
      slot: '01-morning',
      judged: 'normal',
    })
    const { json: after } = await api.get(`/isolations/${id}`)
    expect(after.slots[0]).toMatchObject({ state: 'reported', temperature: 36.6 })
  })

  it('is recorded once, however often the request is repeated with its key', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    const send = () =>
      api.post(`/isolations/${id}/reports`, {
        json: { temperature: 36.5, source: 'worker' },
        headers: { 'Idempotency-Key': 'visit-17' },
      })
    expect((await send()).status).toBe(201)
    const again = await send()
    expect(again.status).toBe(200)
    expect(again.json.result).toBe('recorded_already')
  })

  it('of a fever opens a matter for the doctor at once', async () => {
    const id = await api.registered()
    await api.until('2020-02-11 08:30')
    const { json } = await api.post(`/isolations/${id}/reports`, {
      json: { temperature: 38.4, symptoms: ['dry_cough'], source: 'gate' },
    })
    expect(json.judged).toBe('red')
    const { json: after } = await api.get(`/isolations/${id}`)
    expect(after.isolation.status.name).toBe('referred')
    expect(after.matters[0]).toMatchObject({ kind: 'fever', state: { rung: 'worker_and_doctor' } })
    expect(after.slots.slice(0, 3).map(({ state }: { state: string }) => state)).toEqual([
      'reported',
      'excused',
      'to_come',
    ])
    const overview = await api.get('/communities/qinghe/overview')
    expect(overview.json.slotsToday).toMatchObject({ reported: 1, excused: 1, toCome: 0 })
  })

  it.each([
    [{ source: 'worker' }, 'temperature', 'a report has a temperature or a symptom'],
    [{ temperature: '36.5', source: 'worker' }, 'temperature', 'expected number'],
    [{ temperature: 33, source: 'worker' }, 'temperature', 'expected 34.0 to 43.0'],
    [{ temperature: 36.5, source: 'sms' }, 'source', 'expected one of'],
  ])('cannot be %j', async (json, field, reason) => {
    const id = await api.registered()
    const response = await api.post(`/isolations/${id}/reports`, { json })
    expect(response.status).toBe(422)
    expect(response.json.error.problems).toEqual([
      { field, found: expect.any(String), reason: expect.stringContaining(reason) },
    ])
  })

  it('with a key that cannot be one is refused', async () => {
    const id = await api.registered()
    const { status, json } = await api.post(`/isolations/${id}/reports`, {
      json: { temperature: 36.5, source: 'worker' },
      headers: { 'idempotency-key': 'two words' },
    })
    expect(status).toBe(422)
    expect(json.error.problems[0].field).toBe('idempotency-key')
  })
})

describe('ending an isolation', () => {
  it('stops it for a reason, once', async () => {
    const id = await api.registered()
    const ended = await api.post(`/isolations/${id}/end`, { json: { reason: 'left_with_permission' } })
    expect(ended.json.status).toMatchObject({ name: 'ended', reason: 'left_with_permission' })
    const again = await api.post(`/isolations/${id}/end`, { json: { reason: 'left_with_permission' } })
    expect(again.status).toBe(200)
    const otherwise = await api.post(`/isolations/${id}/end`, { json: { reason: 'died' } })
    expect(otherwise.status).toBe(409)
    expect(otherwise.json.error.message).toContain('has ended already: left with permission')
  })
})

describe('a release', () => {
  const reportAll = async (id: string) => {
    for (let day = 11; day <= 24; day += 1)
      for (const hour of ['08', '18']) {
        await api.until(`2020-02-${day} ${hour}:10`)
        await api.post(`/isolations/${id}/reports`, { json: { temperature: 36.5, source: 'worker' } })
      }
  }

  it('is proposed after the last slot, approved by a person, and carried out in the morning', async () => {
    const id = await api.registered()
    await reportAll(id)
    const decided = await api.post(`/isolations/${id}/release-decision`, {
      json: { decision: 'approve' },
      actor: 'administrator',
    })
    expect(decided.status).toBe(200)
    expect(decided.json.status).toMatchObject({ name: 'approved', by: 'staff:administrator' })
    await api.until('2020-02-25 08:30')
    expect((await api.get(`/isolations/${id}`)).json.isolation.status.name).toBe('released')
  })

  it('can be held for a day', async () => {
    const id = await api.registered()
    await reportAll(id)
    const { json } = await api.post(`/isolations/${id}/release-decision`, { json: { decision: 'hold' } })
    expect(json.status.name).toBe('following')
    expect((await api.get(`/isolations/${id}`)).json.isolation.lastDay).toBe(15)
  })

  it('is not for the grid worker to approve', async () => {
    const id = await api.registered()
    await reportAll(id)
    const { status, json } = await api.post(`/isolations/${id}/release-decision`, {
      json: { decision: 'approve' },
      actor: 'worker-1',
    })
    expect(status).toBe(403)
    expect(json.error.message).toContain('decideRelease is for a street office or community administrator')
  })

  it('cannot be decided before it is proposed', async () => {
    const id = await api.registered()
    const { status, json } = await api.post(`/isolations/${id}/release-decision`, {
      json: { decision: 'approve' },
    })
    expect(status).toBe(409)
    expect(json.error.message).toContain('the isolation is following')
  })
})

describe('the list of isolations', () => {
  const many = async (count: number) => {
    const ids: string[] = []
    for (let number = 0; number < count; number += 1)
      ids.push(
        await api.registered({
          person: { name: `样例·第${number}`, phone: `1380000${String(1000 + number)}` },
          address: { grid: `grid-${(number % 4) + 1}`, building: '1', unit: '1', room: String(number + 1) },
        }),
      )
    return ids
  }

  const pages = async (query: string) => {
    const found: string[] = []
    let cursor: string | undefined
    let count = 0
    do {
      const separator = query === '' ? '' : '&'
      const { json, status } = await api.get(
        `/communities/qinghe/isolations?${query}${separator}limit=3${cursor === undefined ? '' : `&cursor=${cursor}`}`,
      )
      expect(status).toBe(200)
      expect(json.isolations.length).toBeLessThanOrEqual(3)
      found.push(...json.isolations.map(({ id }: { id: string }) => id))
      cursor = json.cursor
      count += 1
    } while (cursor !== undefined)
    return { found, count }
  }

  it('returns everybody of all grids exactly once, page by page', async () => {
    const ids = await many(11)
    const { found, count } = await pages('')
    expect([...found].sort()).toEqual([...ids].sort())
    expect(count).toBe(4)
  })

  it('filters by grid and by status', async () => {
    const ids = await many(5)
    await api.post(`/isolations/${ids[0]}/end`, { json: { reason: 'registered_by_error' } })
    expect((await pages('grid=grid-1')).found.sort()).toEqual([ids[0], ids[4]].sort())
    expect((await pages('status=ended')).found).toEqual([ids[0]])
    expect((await pages('grid=grid-1&status=following')).found).toEqual([ids[4]])
  })

  it('tells who is due before an instant', async () => {
    const ids = await many(2)
    await api.until('2020-02-11 08:00')
    await api.post(`/isolations/${ids[0]}/reports`, { json: { temperature: 36.5, source: 'worker' } })
    const { found } = await pages('dueBefore=2020-02-11T02:00:00.000Z')
    expect(found).toEqual([ids[1]])
  })

  it('filters by category, and by not yet released', async () => {
    const ids = await many(5)
    const abroad = await api.registered({
      person: { name: '样例·远归', phone: '13800002000' },
      category: 'overseas',
    })
    await api.post(`/isolations/${ids[0]}/end`, { json: { reason: 'registered_by_error' } })
    expect((await pages('category=overseas')).found).toEqual([abroad])
    expect((await pages('category=overseas&status=ended')).found).toEqual([])
    expect((await pages('open=true')).found.sort()).toEqual([...ids.slice(1), abroad].sort())
    expect((await pages('open=true&category=key_area&grid=grid-1')).found).toEqual([ids[4]])
    expect((await pages('open=true&status=ended')).found).toEqual([])
    expect((await pages('open=false')).found).toHaveLength(6)
  })

  it('filters by origin, however it is written, and shows it', async () => {
    await many(2)
    const id = await api.registered({
      person: { name: '样例·远归', phone: '13800002000' },
      origin: ' 廣州 ',
    })
    expect((await api.get('/communities/qinghe/isolations?origin=%E5%B9%BF%E5%B7%9E')).json).toEqual({
      isolations: [expect.objectContaining({ id, origin: '廣州' })],
    })
    expect((await pages('origin=Wuhan')).found).toEqual([])
    const { json } = await api.get(`/isolations/${id}`)
    expect(json).toMatchObject({
      isolation: { origin: '廣州' },
      ledger: [{ event: { type: 'registered', origin: '廣州' } }, {}],
    })
  })

  it('reads a limited number for one page, and gives a cursor', async () => {
    const draw = seededRandom('many')
    const now = api.system.ports.clock.now()
    const [community, grid] = [CommunityId.parse('qinghe'), GridId.parse('grid-1')]
    const items = Array.from({ length: 2_500 }, (_, number) =>
      itemsOf({ community, grid, number, category: 'elsewhere' }, now, draw),
    )
    await putAll(api.system.ports.store, items.flat())
    const path = '/communities/qinghe/isolations?category=overseas'
    const { json } = await api.get(path)
    expect(json).toEqual({ isolations: [], cursor: expect.any(String) })
    expect((await api.get(`${path}&cursor=${json.cursor}`)).json).toEqual({ isolations: [] })
  })

  it('names people only when asked to', async () => {
    await many(1)
    const plain = await api.get('/communities/qinghe/isolations')
    expect(plain.text).not.toContain('样例')
    const named = await api.get('/communities/qinghe/isolations?include=person')
    expect(named.json.isolations[0].person.name).toBe('样例·第0')
  })

  it('refuses a limit out of bounds, a query it does not know and a cursor of another list', async () => {
    await many(3)
    const path = '/communities/qinghe/isolations'
    expect((await api.get(`${path}?limit=501`)).json.error.problems[0].field).toBe('limit')
    expect((await api.get(`${path}?limit=many`)).json.error.problems[0].field).toBe('limit')
    expect((await api.get(`${path}?order=name`)).json.error.problems[0]).toMatchObject({ field: 'order' })
    const { json } = await api.get(`${path}?limit=1`)
    const other = await api.get(`${path}?limit=1&status=following&cursor=${json.cursor}`)
    expect(other.status).toBe(422)
    expect(other.json.error.problems[0].field).toBe('cursor')
    expect((await api.get(`${path}?cursor=abc`)).status).toBe(422)
  })
})
