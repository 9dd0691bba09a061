import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, exampleFile, openDesk } from './desk.ts'

const PATH = '/communities/qinghe/roster'
const csv = { 'content-type': 'text/csv' }

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await desk.until('2020-02-13 09:00')
})
afterEach(() => desk.system.close())

describe('importing a roster', () => {
  it('registers everybody on it', async () => {
    const { status, json } = await desk.post(PATH, {
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
    const first = await desk.post(PATH, { body, headers: csv })
    const again = await desk.post(PATH, { body, headers: csv })
    expect(again.json.registered).toEqual([])
    expect(again.json.registeredAlready).toEqual(first.json.registered)
  })

  it('reads a file in GB18030 that comes as bytes', async () => {
    const { json } = await desk.post(PATH, {
      body: exampleFile('returnees-gb18030.csv'),
      headers: { 'content-type': 'application/octet-stream' },
    })
    expect(json.rejected).toEqual([])
    expect(json.registered.length).toBeGreaterThan(3)
    const { json: one } = await desk.get(`/isolations/${json.registered[0].isolation}`)
    expect(one.person.name).toMatch(/^样例/)
  })

  it('names each bad cell by row and column, and registers the good rows', async () => {
    const { json } = await desk.post(PATH, {
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
    const json = await desk.post(PATH, { body, headers: csv })
    const asked = await desk.post(`${PATH}?format=csv`, { body, headers: csv })
    const accepted = await desk.post(PATH, { body, headers: { ...csv, accept: 'text/csv' } })
    expect(asked.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(asked.text.startsWith('\ufeff')).toBe(true)
    expect(asked.text.split('\r\n')[0]).toMatch(/,reason$/)
    expect(asked.text).toContain("'=样例·卫康")
    expect(accepted.text).toBe(asked.text)
    expect(json.json.rejectedCsv).toBe(asked.text)
  })

  it('says which rule a row breaks that only the community knows', async () => {
    const { json } = await desk.post(PATH, {
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
    const { status, json } = await desk.post(PATH, { body, headers: csv })
    expect(status).toBe(422)
    expect(json.error).toEqual({ name: 'RosterUnreadable', message: expect.stringContaining(reason) })
  })
})
