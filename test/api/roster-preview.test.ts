import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IMPORT_LIMITS } from '../../core/person/roster-limits.ts'
import { previewRoster } from '../../usecases/import-roster/preview-roster.ts'
import { rosterOf } from '../usecases/import-roster/imports.ts'
import { exampleCommunity } from '../workflow/test-system.ts'
import { exampleFile, openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/roster'
const csv = { 'content-type': 'text/csv' }

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
  await api.until('2020-02-13 09:00')
})
afterEach(() => api.system.close())

interface Row {
  readonly row: number
  readonly result: string
  readonly problems: readonly unknown[]
}

interface Imported {
  readonly row: number
}

const send = (path: string, file: string) =>
  api.post(path, { body: exampleFile(file).toString('utf8'), headers: csv, actor: 'administrator' })

const rowsOf = (rows: readonly Row[], result: string): number[] =>
  rows.filter((row) => row.result === result).map(({ row }) => row)

describe('the preview of a roster', () => {
  it.each(['returnees.csv', 'returnees-with-mistakes.csv'])('of %s is what the import does', async (file) => {
    const preview = (await send(`${PATH}/preview`, file)).json
    const done = (await send(PATH, file)).json
    const numbers = (rows: readonly Imported[]) => rows.map(({ row }) => row)
    expect(rowsOf(preview.rows, 'new')).toEqual(numbers(done.registered))
    expect(rowsOf(preview.rows, 'registered_already')).toEqual(numbers(done.registeredAlready))
    expect(
      preview.rows
        .filter(({ result }: Row) => result === 'rejected')
        .map(({ row, problems }: Row) => ({ row, problems })),
    ).toEqual(done.rejected)
    expect(preview.unknownColumns).toEqual(done.unknownColumns)
    expect(preview.counts).toEqual({
      new: done.registered.length,
      notLookedUp: 0,
      registeredAlready: done.registeredAlready.length,
      restarted: 0,
      overAlready: 0,
      conflicts: done.conflicts.length,
      rejected: done.rejected.length,
    })
  })

  it('says what each column was understood as, without telling who stands in it', async () => {
    const { file, columns } = (await send(`${PATH}/preview`, 'returnees-with-mistakes.csv')).json
    expect(file).toEqual({ format: 'CSV', encoding: 'UTF-8' })
    const of = (title: string) => columns.find((column: { title: string }) => column.title === title)
    expect(of('name')).toEqual({ title: 'name', column: 'name', filled: 7, refused: 0 })
    expect(of('category')).toMatchObject({ filled: 7, refused: 1, values: { key_area: 1 } })
    expect(of('arrived_at')).toMatchObject({ refused: 3, from: '2020-02-10', to: '2020-02-11 06:20' })
    expect(of('baseline_temperature')).toMatchObject({ from: '36.4', to: '36.5' })
    expect(of('shoe_size')).toEqual({ title: 'shoe_size', filled: 7, refused: 0 })
    expect(JSON.stringify(columns)).not.toMatch(/样例|138\d{8}/)
  })

  it('writes nothing', async () => {
    await send(`${PATH}/preview`, 'returnees.csv')
    expect((await api.get('/communities/qinghe/isolations')).json.isolations).toEqual([])
  })

  it('knows who is registered already, and who stands twice on the roster', async () => {
    await send(PATH, 'returnees.csv')
    const again = (await send(`${PATH}/preview`, 'returnees.csv')).json
    expect(again.counts).toMatchObject({ new: 0, registeredAlready: 20, rejected: 0 })
    const line = '样例·双双,13800000990,grid-1,7,,101,2020-02-12,重点地区'
    const body = `姓名,电话,网格,楼栋,单元,房号,返回日期,人员类别\n${line}\n${line}\n`
    const twice = await api.post(`${PATH}/preview`, { body, headers: csv })
    const done = await api.post(PATH, { body, headers: csv })
    expect(done.json.rejected).toEqual([])
    expect(rowsOf(twice.json.rows, 'new')).toEqual([2])
    expect(rowsOf(twice.json.rows, 'registered_already')).toEqual([3])
    expect(done.json.registered.map(({ row }: Imported) => row)).toEqual([2])
    expect(done.json.registeredAlready.map(({ row }: Imported) => row)).toEqual([3])
  })

  it('of a file that cannot be read says why', async () => {
    const { status, json } = await api.post(`${PATH}/preview`, { body: 'a,b\n1,2\n', headers: csv })
    expect(status).toBe(422)
    expect(json.error.name).toBe('RosterUnreadable')
  })

  it('is not for a grid worker', async () => {
    const { status } = await api.post(`${PATH}/preview`, { body: 'a,b\n', headers: csv, actor: 'worker-1' })
    expect(status).toBe(403)
  })
})

describe('the preview of a large roster', () => {
  it('looks up the first rows, and reads all', async () => {
    const { rows } = await previewRoster(api.system.ports, exampleCommunity(), gzipSync(rosterOf(4, [0])), 2)
    expect(rows.map(({ result }) => result)).toEqual([
      'new',
      'new',
      'not_looked_up',
      'not_looked_up',
      'registered_already',
    ])
  })

  it('takes as many rows as an import does', async () => {
    const { status, json } = await api.post(`${PATH}/preview`, {
      body: gzipSync(rosterOf(IMPORT_LIMITS.rows + 1)),
      headers: { 'content-type': 'application/octet-stream' },
    })
    expect([status, json.error.message]).toEqual([422, 'more than 100,000 rows: split the file'])
  })
})
