import { writeXlsx } from 'hucre/xlsx'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exampleFile, openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/roster'
const csv = { 'content-type': 'text/csv' }

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
  await api.until('2020-02-13 09:00')
})
afterEach(() => api.system.close())

describe('importing a roster', () => {
  it('registers everybody on it', async () => {
    const { status, json } = await api.post(PATH, {
      body: exampleFile('returnees.csv').toString('utf8'),
      headers: csv,
    })
    expect(status).toBe(200)
    expect(json.registered).toHaveLength(20)
    expect(json.rejected).toEqual([])
    expect(json.rejectedCsv).toBeUndefined()
  })

  it('registers nobody twice', async () => {
    const body = exampleFile('returnees.csv').toString('utf8')
    const first = await api.post(PATH, { body, headers: csv })
    const again = await api.post(PATH, { body, headers: csv })
    expect(again.json.registered).toEqual([])
    expect(again.json.registeredAlready).toEqual(first.json.registered)
  })

  it('reads a file in GB18030 that comes as bytes', async () => {
    const { json } = await api.post(PATH, {
      body: exampleFile('returnees-gb18030.csv'),
      headers: { 'content-type': 'application/octet-stream' },
    })
    expect(json.rejected).toEqual([])
    expect(json.registered.length).toBeGreaterThan(3)
    const { json: one } = await api.get(`/isolations/${json.registered[0].isolation}`)
    expect(one.person.name).toMatch(/^样例/)
  })

  it('names each bad cell by row and column, and registers the good rows', async () => {
    const { json } = await api.post(PATH, {
      body: exampleFile('returnees-with-mistakes.csv').toString('utf8'),
      headers: csv,
    })
    expect(json.registered.map(({ row }: { row: number }) => row)).toEqual([2, 8])
    expect(json.unknownColumns).toEqual(['shoe_size'])
    const third = json.rejected.find(({ row }: { row: number }) => row === 3)
    expect(third.problems).toEqual([
      { column: 'phone', shape: expect.any(String), reason: expect.stringContaining('cut this number off') },
    ])
  })

  it('hands the rejected rows back to be mended, with formulas made harmless', async () => {
    const body = exampleFile('returnees-with-mistakes.csv').toString('utf8')
    const json = await api.post(PATH, { body, headers: csv })
    const asked = await api.post(`${PATH}?format=csv`, { body, headers: csv })
    const accepted = await api.post(PATH, { body, headers: { ...csv, accept: 'text/csv' } })
    expect(asked.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(asked.text.startsWith('\ufeff')).toBe(true)
    expect(asked.text.split('\r\n')[0]).toMatch(/,reason$/)
    expect(asked.text).toContain("'=样例·卫康")
    expect(accepted.text).toBe(asked.text)
    expect(json.json.rejectedCsv).toBe(asked.text)
  })

  it('asks about merged cells once for a row, where rows above have what it lacks', async () => {
    const body = [
      '姓名,电话,网格,楼栋,单元,房号,返回日期,人员类别',
      '样例·甲,13800000991,grid-1,7,1,101,2020-02-12,重点地区',
      '样例·乙,13800000992,,,,,,',
      '样例·丙,13800000993,grid-1,7,1,,2020-02-12,重点地区',
      ',13800000994,grid-1,7,1,102,2020-02-12,重点地区',
    ].join('\n')
    const { registered, rejected } = (await api.post(PATH, { body, headers: csv, actor: 'administrator' }))
      .json
    expect(registered).toHaveLength(1)
    expect(rejected).toEqual([
      {
        row: 3,
        problems: [
          {
            reason:
              'empty here, and filled in a row above: building, room, grid, category, arrived_at. Merged cells? Fill in every row',
          },
        ],
      },
      { row: 4, problems: [{ reason: expect.stringMatching(/above: room\. Merged cells\?/) }] },
      { row: 5, problems: [{ reason: expect.stringMatching(/above: name\. Merged cells\?/) }] },
    ])
  })

  it('asks about a merged address as the one cell that it is', async () => {
    const body = [
      '姓名,电话,网格,住址,返回日期,人员类别',
      '样例·甲,13800000991,grid-1,7-1-101,2020-02-12,重点地区',
      '样例·乙,13800000992,,,2020-02-12,重点地区',
    ].join('\n')
    const { rejected } = (await api.post(PATH, { body, headers: csv, actor: 'administrator' })).json
    expect(rejected).toMatchObject([
      {
        row: 3,
        problems: [{ reason: expect.stringMatching(/above: (?:address, grid|grid, address)\. Merged/) }],
      },
    ])
    expect(rejected[0].problems).toHaveLength(1)
  })

  it('may be a workbook', async () => {
    const rows = [
      ['姓名', '电话', '网格', '楼栋', '房号', '返回日期', '人员类别'],
      ['样例·甲', 13800000991, 'grid-1', 7, 101, new Date('2020-02-12T00:00:00Z'), '重点地区'],
    ]
    const body = await writeXlsx({ sheets: [{ name: '名单', rows }] })
    const asked = { body: Buffer.from(body), headers: { 'content-type': 'application/octet-stream' } }
    const preview = (await api.post(`${PATH}/preview`, { ...asked, actor: 'administrator' })).json
    expect(preview).toMatchObject({ file: { format: 'XLSX', sheet: '名单' }, counts: { new: 1 } })
    expect((await api.post(PATH, { ...asked, actor: 'administrator' })).json.registered).toHaveLength(1)
  })

  it('says which rule a row breaks that only the community knows', async () => {
    const { json } = await api.post(PATH, {
      body: 'name,building,room,grid,category,arrived_at\n王明,1,2,grid-9,elsewhere,2020-02-12\n',
      headers: csv,
    })
    expect(json.rejected).toEqual([
      {
        row: 2,
        problems: [
          {
            column: 'grid',
            shape: '4 letters, 1 digit and 1 sign',
            reason: expect.stringContaining('no such grid'),
          },
        ],
      },
    ])
  })

  it.each([
    ['', 'the file is empty'],
    [
      'name,phone\n王明,13800000101\n',
      'these columns are missing: building, room, grid, category, arrived_at',
    ],
  ])('refuses the file %j as a whole', async (body, reason) => {
    const { status, json } = await api.post(PATH, { body, headers: csv })
    expect(status).toBe(422)
    expect(json.error).toEqual({ name: 'RosterUnreadable', message: expect.stringContaining(reason) })
  })
})
