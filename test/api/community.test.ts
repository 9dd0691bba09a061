import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

describe('the communities', () => {
  it('are listed with their grids', async () => {
    const { json } = await api.get('/communities')
    expect(json.communities).toHaveLength(1)
    expect(json.communities[0].grids).toHaveLength(4)
  })
})

describe('the overview', () => {
  it('counts everybody once, by status, by category and by today’s events', async () => {
    await api.registered()
    await api.registered({ person: { name: '样例·周平', phone: '13800000103' }, category: 'overseas' })
    await api.registered({ person: { name: '样例·吴静', phone: '13800000104' } })
    const ended = await api.registered({ person: { name: '样例·郑福', phone: '13800000105' } })
    await api.post(`/isolations/${ended}/end`, { json: { reason: 'registered_by_error' } })
    await api.until('2020-02-11 08:30')
    await api.says('+8613800000101', '36.5')
    await api.until('2020-02-11 09:30')
    const { json } = await api.get('/communities/qinghe/overview')
    expect(json.registered).toBe(4)
    expect(json.byStatus).toMatchObject({ following: 3, ended: 1 })
    expect(json.openByCategory).toMatchObject({ key_area: 2, overseas: 1 })
    expect(json.slotsToday).toMatchObject({ reported: 1, reminded: 2, awaiting: 0, toCome: 3 })
    await api.until('2020-02-11 13:30')
    const later = await api.get('/communities/qinghe/overview')
    expect(later.json.slotsToday).toMatchObject({ reported: 1, missed: 2 })
    expect(later.json.matters).toMatchObject({ open: 2, byRung: { street_office: 2 } })
  })

  it('tells the releases of the next day', async () => {
    const id = await api.registered()
    for (let day = 11; day <= 24; day += 1)
      for (const hour of ['08', '18']) {
        await api.until(`2020-02-${day} ${hour}:10`)
        await api.says('+8613800000101', '36.5')
      }
    const undecided = await api.get('/communities/qinghe/overview')
    expect(undecided.json.releasesIn24Hours).toEqual({ approved: 0, undecided: 1 })
    await api.post(`/isolations/${id}/release-decision`, { json: { decision: 'approve' } })
    const approved = await api.get('/communities/qinghe/overview')
    expect(approved.json.releasesIn24Hours).toEqual({ approved: 1, undecided: 0 })
  })
})

describe('the ledger as CSV', () => {
  it('has a line for every event on the dates asked for', async () => {
    await api.registered()
    await api.until('2020-02-11 08:30')
    await api.says('+8613800000101', '36.5')
    const { status, text, headers } = await api.get(
      '/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-11',
    )
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    const lines = text.trimEnd().split('\r\n')
    expect(lines[0]).toBe(
      '\ufeffat,local_date,local_time,isolation,entry,grid,by,rule_book,type,slot,matter,temperature,details,household',
    )
    expect(lines[1]).toMatch(
      /^2020-02-10T01:00:00\.000Z,2020-02-10,09:00,,1,grid-1,staff:local-.*,household-\w+$/,
    )
    expect(lines[3]).toMatch(/^2020-02-10T01:00:00\.000Z,2020-02-10,09:00,iso-\w+,1,grid-1,staff:local-/)
    expect(lines.at(-1)).toContain(',resident,1,reported,01-morning,,36.5,')
    const first = await api.get('/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-10')
    expect(first.text).not.toContain('reported')
  })

  it('holds no cell that a spreadsheet would run', async () => {
    await api.registered()
    await api.until('2020-02-11 13:30')
    const { text } = await api.get('/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-11')
    expect(text.split(/[\r\n,]/).filter((cell) => /^[=+@-]/.test(cell))).toEqual([])
  })

  it.each([
    ['from=2020-02-11&to=2020-02-10', 'to', 'lies before from'],
    ['from=2020-02-01&to=2020-03-03', 'to', 'at most 31 days'],
    ['from=2020-02-30&to=2020-03-01', 'from', 'calendar'],
    ['from=2020-02-10', 'to', 'expected'],
  ])('refuses %s', async (query, field, reason) => {
    const { status, json } = await api.get(`/communities/qinghe/ledger.csv?${query}`)
    expect(status).toBe(422)
    expect(json.error.problems[0]).toMatchObject({ field, reason: expect.stringContaining(reason) })
  })
})

describe('texts from strangers', () => {
  it('are listed newest first, with their number masked', async () => {
    await api.says('+8613700000001', '你好')
    await api.until('2020-02-10 10:00')
    await api.says('+8613700000002', '36.5')
    const { json, text } = await api.get('/strangers?limit=1')
    expect(json.messages).toEqual([
      { id: expect.any(String), at: '2020-02-10T02:00:00.000Z', number: '+861********02', text: '36.5' },
    ])
    const next = await api.get(`/strangers?limit=1&cursor=${json.cursor}`)
    expect(next.json.messages[0].text).toBe('你好')
    expect(next.json.cursor).toBeUndefined()
    expect(text).not.toContain('13700000002')
  })
})

describe('rule books', () => {
  it('are read by version', async () => {
    expect((await api.get('/rule-books/1')).json).toMatchObject({ version: 1, days: 14 })
    expect((await api.get('/rule-books/newest')).json.version).toBe(1)
    expect((await api.get('/rule-books/2')).status).toBe(404)
    expect((await api.get('/rule-books/first')).status).toBe(422)
  })
})

describe('a path', () => {
  it('that does not exist is told apart from a method that is not served', async () => {
    expect((await api.get('/houses')).json.error.name).toBe('RouteNotFound')
    const { status, headers } = await api.post('/communities', { json: {} })
    expect(status).toBe(405)
    expect(headers['allow']).toBe('GET')
  })

  it('that fails inside gives only the id of the log entry', async () => {
    const { store } = api.system.ports
    await store.transact([
      { put: { pk: 'ISOLATION#iso-broken', sk: 'META', body: { isolation: 'secret' } }, expect: 'absent' },
    ])
    const { status, json, text } = await api.get('/isolations/iso-broken')
    expect(status).toBe(500)
    expect(json.error.name).toBe('InternalError')
    expect(text).not.toContain('cannot be read')
    const id = /under (\w+)$/.exec(json.error.message)?.[1] ?? 'none'
    expect(api.logged.some((line) => line.includes(id) && line.includes('cannot be read'))).toBe(true)
  })

  it('that is too busy asks to come again', async () => {
    const id = await api.registered()
    api.system.inbox.throttleNext(1)
    await api.until('2020-02-11 08:30')
    api.system.inbox.throttleNext(1)
    const { status, headers } = await api.post(`/isolations/${id}/reports`, {
      json: { temperature: 38.5, source: 'worker' },
    })
    expect(status).toBe(503)
    expect(headers['retry-after']).toBe('1')
    expect((await api.get(`/isolations/${id}`)).json.isolation.status.name).toBe('referred')
  })
})
