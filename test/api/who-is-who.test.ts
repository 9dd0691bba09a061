import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exampleFile, openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/isolations'
const ROSTER = '/communities/qinghe/roster'
const csv = { 'content-type': 'text/csv' }
const DOCUMENT = '11010119900101119X'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
  await api.until('2020-02-13 09:00')
})
afterEach(() => api.system.close())

const form = (name: string, more: object = {}, room = '501') => ({
  person: { name, phone: '13800000101', ...more },
  address: { grid: 'grid-1', building: '3', unit: '2', room },
  category: 'key_area',
  arrivedAt: { date: '2020-02-10' },
})

const post = (json: object) => api.post(PATH, { json })

const rosterOf = (lines: readonly string[], more = '') =>
  `姓名,电话,证件号,网格,楼栋,单元,房号,返回日期,人员类别${more}\n${lines.join('\n')}\n`

const preview = async (body: string) => (await api.post(`${ROSTER}/preview`, { body, headers: csv })).json
const send = async (body: string) => (await api.post(ROSTER, { body, headers: csv })).json

const results = (rows: readonly { readonly result: string }[]): string[] => rows.map(({ result }) => result)

describe('a registration that may be somebody in isolation', () => {
  it('is answered as a conflict that names it, and follows the decision', async () => {
    const first = (await post(form('样例·甲', { documentNumber: DOCUMENT }))).json
    const doubtful = form('样例·乙', { documentNumber: DOCUMENT, phone: '13800000177' }, '902')
    const clashes = [{ type: 'same_document', isolation: first.isolation }]
    expect(await post(doubtful)).toMatchObject({
      status: 409,
      json: { error: { name: 'RegistrationConflict', clashes } },
    })
    expect((await api.post(`${PATH}/check`, { json: doubtful })).json).toMatchObject({
      known: null,
      clashes,
    })
    expect(await post({ ...doubtful, decided: { same_as: first.isolation } })).toMatchObject({
      status: 200,
      json: { result: 'registered_already', isolation: first.isolation },
    })
    const other = form('样例·丙', { documentNumber: DOCUMENT, phone: '13800000188' }, '7')
    expect(await post({ ...other, decided: { another_person: true } })).toMatchObject({ status: 201 })
    expect(await post({ ...other, decided: { same_as: 'iso-nobody' } })).toMatchObject({ status: 200 })
  })

  it('is refused when the decision names an unrelated isolation', async () => {
    const { status, json } = await post({ ...form('样例·甲'), decided: { same_as: 'iso-nobody' } })
    expect(status).toBe(422)
    expect(json.error.problems).toMatchObject([{ field: 'decided.same_as' }])
  })

  it('shows before it is sent that a count would restart', async () => {
    const { json } = await post(form('样例·甲'))
    const again = { ...form('样例·甲'), lastExposure: '2020-02-13' }
    expect((await api.post(`${PATH}/check`, { json: again })).json).toMatchObject({
      known: { isolation: json.isolation, status: 'following' },
      restarts: true,
    })
    expect((await post(again)).json).toEqual({ result: 'count_restarted', isolation: json.isolation })
  })
})

describe('an isolation', () => {
  const two = async () => {
    const first = (await post(form('样例·甲'))).json.isolation
    const later = { ...form('样例·甲甲', { phone: '13800000177' }), arrivedAt: { date: '2020-02-11' } }
    const again = (await post(later)).json.isolation
    return { first, again }
  }

  it('is merged with its duplicate, and shows both ledgers', async () => {
    const { first, again } = await two()
    const merged = await api.post(`/isolations/${again}/merge`, { json: { with: first } })
    expect(merged).toMatchObject({ status: 200, json: { kept: first, ended: again } })
    const { json } = await api.get(`/isolations/${first}`)
    expect(json.merged).toMatchObject([
      { isolation: again, ledger: expect.arrayContaining([expect.objectContaining({ isolation: again })]) },
    ])
    expect((await api.get(`/isolations/${again}`)).json.isolation.status).toMatchObject({ kept: first })
  })

  it('goes on again after it has ended, and says why it cannot', async () => {
    const { first, again } = await two()
    await api.post(`/isolations/${first}/end`, { json: { reason: 'absconded' } })
    const reopen = (id: string) => api.post(`/isolations/${id}/reopen`, { json: { reason: 'was_found' } })
    expect(await reopen(first)).toMatchObject({ status: 200, json: { status: { name: 'following' } } })
    expect((await reopen(first)).status).toBe(200)
    await api.post(`/isolations/${again}/merge`, { json: { with: first } })
    const { status, json } = await reopen(again)
    expect(status).toBe(409)
    expect(json.error.message).toContain(first)
  })

  it('cannot be ended as a duplicate of nothing', async () => {
    const { first } = await two()
    expect((await api.post(`/isolations/${first}/end`, { json: { reason: 'duplicate' } })).status).toBe(422)
  })
})

describe('a roster', () => {
  it('refuses document numbers that a spreadsheet cut, of two people who would be one (E4)', async () => {
    const body = rosterOf([
      '样例·甲,13800000301,110101199003070000,grid-1,3,1,101,2020-02-12,重点地区',
      '样例·乙,13800000302,110101199003070000,grid-1,3,1,102,2020-02-12,重点地区',
    ])
    const { registered, rejected } = await send(body)
    expect(registered).toEqual([])
    expect(rejected).toMatchObject([
      {
        row: 2,
        problems: [{ column: 'document_number', reason: expect.stringMatching(/cut this number off/) }],
      },
      { row: 3, problems: [{ column: 'document_number' }] },
    ])
  })

  it('says which rows a person has to decide, with whom they clash, and takes the decision from a column', async () => {
    const lines = [
      `样例·甲,13800000301,${DOCUMENT},grid-1,3,1,101,2020-02-12,重点地区`,
      `样例·乙,13800000302,${DOCUMENT},grid-1,3,1,102,2020-02-12,重点地区`,
      '样例·丙,13800000301,,grid-1,3,1,103,2020-02-12,重点地区',
      '样例·丁,13800000301,,grid-1,3,1,101,2020-02-12,重点地区',
    ]
    const body = rosterOf(lines)
    const before = await preview(body)
    expect(results(before.rows)).toEqual(['new', 'conflict', 'conflict', 'new'])
    expect(before.rows[1].problems).toEqual([
      { column: 'document_number', reason: expect.stringContaining('row 2') },
    ])
    const done = await send(body)
    expect(done.registered).toHaveLength(2)
    const [first] = done.registered
    expect(done.conflicts).toMatchObject([
      { row: 3, problems: [{ column: 'document_number', reason: expect.stringContaining(first.isolation) }] },
      { row: 4, problems: [{ column: 'phone' }] },
    ])
    expect(done.rejectedCsv).toContain('样例·乙')
    const decided = rosterOf(
      [`${lines[1]},另一人`, `${lines[2]},same as ${first.isolation}`, `${lines[3]},`],
      ',decision',
    )
    expect(results((await preview(decided)).rows)).toEqual([
      'new',
      'registered_already',
      'registered_already',
    ])
    const again = await send(decided)
    expect(again).toMatchObject({
      registered: [{ row: 2 }],
      registeredAlready: [{ row: 3, isolation: first.isolation }, { row: 4 }],
      conflicts: [],
      rejected: [],
    })
    expect(results((await preview(body)).rows)).toEqual(Array(4).fill('registered_already'))
  })

  it('restarts the count of somebody who came once more', async () => {
    const line = (date: string) => rosterOf([`样例·甲,13800000301,,grid-1,3,1,101,${date},重点地区`])
    const { registered } = await send(line('2020-02-10'))
    expect(results((await preview(line('2020-02-12'))).rows)).toEqual(['count_restarted'])
    expect((await send(line('2020-02-12'))).restarted).toEqual(registered)
    expect(results((await preview(line('2020-02-12'))).rows)).toEqual(['registered_already'])
  })

  it('registers again whoever was registered by error (E1)', async () => {
    const line = (date: string) => rosterOf([`样例·甲,13800000301,,grid-1,3,1,101,${date},重点地区`])
    const [wrong] = (await send(line('2020-02-12'))).registered
    await api.post(`/isolations/${wrong.isolation}/end`, { json: { reason: 'registered_by_error' } })
    expect((await preview(line('2020-02-10'))).counts).toMatchObject({ new: 1 })
    const { registered } = await send(line('2020-02-10'))
    expect(registered).toHaveLength(1)
    expect(registered[0].isolation).not.toBe(wrong.isolation)
  })

  it('that the product exported itself has nobody new on it (E8)', async () => {
    await api.post(ROSTER, { body: exampleFile('returnees.csv').toString('utf8'), headers: csv })
    const withDocument = (await post(form('样例·有证', { documentNumber: DOCUMENT, phone: '13800000999' })))
      .json
    await post(form('=1+1 王', { phone: '13800000998' }, '-7'))
    const ended = (await post(form('样例·误登', { phone: '13800000997' }))).json
    await api.post(`/isolations/${ended.isolation}/end`, { json: { reason: 'registered_by_error' } })
    const left = (await post(form('样例·离开', { phone: '13800000996' }))).json
    await api.post(`/isolations/${left.isolation}/end`, { json: { reason: 'left_with_permission' } })
    const exported = await api.get('/communities/qinghe/isolations.csv?include=person')
    const { rows, counts } = await preview(exported.text)
    expect(counts).toEqual({
      new: 0,
      registeredAlready: 22,
      restarted: 0,
      overAlready: 2,
      conflicts: 0,
      rejected: 0,
      notLookedUp: 0,
    })
    const of = (isolation: string) => rows.find((row: { isolation?: string }) => row.isolation === isolation)
    expect(of(withDocument.isolation)).toMatchObject({ result: 'registered_already' })
    expect(of(ended.isolation)).toMatchObject({ result: 'over_already', status: 'ended' })
    expect(of(left.isolation)).toMatchObject({ result: 'over_already', status: 'ended' })
    expect((await send(exported.text)).registered).toEqual([])
  })
})

describe('somebody known in another grid', () => {
  const elsewhere = (more: object = {}, arrived = '2020-02-10') => ({
    ...form('样例·甲', more),
    address: { grid: 'grid-2', building: '9', unit: '', room: '101' },
    arrivedAt: { date: arrived },
  })
  const asWorker = (json: object) => api.post(PATH, { json, actor: 'worker-2' })
  const pageOf = async (isolation: string) => JSON.stringify((await api.get(`/isolations/${isolation}`)).json)

  it('is named to the worker of this one, and nothing of theirs is changed', async () => {
    const { isolation } = (await post(form('样例·甲'))).json
    const was = await pageOf(isolation)
    expect(await asWorker(elsewhere({ documentNumber: DOCUMENT }))).toMatchObject({
      status: 200,
      json: { result: 'registered_already', isolation },
    })
    const { status, json } = await asWorker(elsewhere({}, '2020-02-12'))
    expect(status).toBe(403)
    expect(json.error.message).toContain('grid-1')
    expect(await pageOf(isolation)).toBe(was)
  })

  it('is given no phone by the worker of this one', async () => {
    const { isolation } = (await post(form('样例·甲', { phone: undefined, documentNumber: DOCUMENT }))).json
    const was = await pageOf(isolation)
    expect(await asWorker(elsewhere({ documentNumber: DOCUMENT }))).toMatchObject({ status: 200 })
    expect(await pageOf(isolation)).toBe(was)
  })
})
