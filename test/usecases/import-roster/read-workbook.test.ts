import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readRosterFile } from '../../../usecases/import-roster/read-roster.ts'
import { readRow } from '../../../usecases/import-roster/read-row.ts'
import { RosterUnreadable } from '../../../usecases/import-roster/roster-unreadable.ts'

type Sheets = Parameters<typeof writeXlsx>[0]['sheets']

const HEADER = [
  '姓名',
  '电话',
  '身份证号',
  '楼栋',
  '单元',
  '房号',
  '网格',
  '类别',
  '返回日期',
  '体温',
  '独居',
]
const LI = [
  '李娜',
  13800000301,
  null,
  3,
  1,
  501,
  'grid-1',
  '重点地区',
  new Date('2020-02-10T00:00:00Z'),
  36.4,
  true,
]

const fileOf = async (sheets: Sheets): Promise<Uint8Array> => writeXlsx({ sheets })
const sheetOf = (...rows: (typeof LI)[]) => ({ name: 'Sheet1', rows: [HEADER, ...rows] })

const refusal = async (bytes: Uint8Array): Promise<string> => {
  try {
    await readRosterFile(bytes)
  } catch (error) {
    if (error instanceof RosterUnreadable) return error.message
    throw error
  }
  return 'it was read'
}

const readFirst = async (row: typeof LI) => {
  const { rows } = await readRosterFile(await fileOf([sheetOf(row)]))
  const [first] = rows
  if (first === undefined || 'error' in first) throw new Error('no row')
  return readRow(first.cells, 'CN')
}

describe('a workbook as a roster', () => {
  it('is read like the CSV that would be saved from it', async () => {
    expect(await readFirst(LI)).toMatchObject({
      ok: true,
      registration: {
        person: { name: '李娜', phone: '+8613800000301' },
        address: { building: '3', unit: '1', room: '501' },
        arrivedAt: { date: '2020-02-10' },
        flags: { livesAlone: true },
        baselineTenths: 364,
      },
    })
  })

  it('keeps the time of a date, to the minute', async () => {
    const row = LI.with(8, new Date('2020-02-10T20:29:59.700Z'))
    expect(await readFirst(row)).toMatchObject({
      registration: { arrivedAt: { date: '2020-02-10', time: '20:30' } },
    })
  })

  it('says that a document number of more than fifteen digits was cut off', async () => {
    const reading = await readFirst(LI.with(2, Number('110101199003070011')))
    expect(reading).toMatchObject({
      ok: false,
      problems: [{ column: 'document_number', reason: expect.stringMatching(/cut this number off/) }],
    })
    expect(await readFirst(LI.with(2, 'EX0000131'))).toMatchObject({ ok: true })
  })

  it('removes rounding errors from numbers', async () => {
    expect(await readFirst(LI.with(9, 36.400000000000006))).toMatchObject({
      registration: { baselineTenths: 364 },
    })
  })

  it('numbers its rows as the spreadsheet does, with empty ones and a title above', async () => {
    const rows = [['返乡人员登记表'], HEADER, LI, [], LI.with(0, '王伟')]
    const roster = await readRosterFile(await fileOf([{ name: '登记', rows }]))
    expect(roster.rows.map(({ row }) => row)).toEqual([3, 5])
    expect(roster).toMatchObject({ format: 'XLSX', sheet: '登记' })
  })

  it('is read from the sheet that is a roster, wherever it stands', async () => {
    const notes = { name: '填写说明', rows: [['请用文本格式填写电话']] }
    const hidden = { name: 'old', hidden: true, rows: [HEADER, LI.with(0, 'gone')] }
    const roster = await readRosterFile(await fileOf([notes, hidden, sheetOf(LI)]))
    expect(roster.sheet).toBe('Sheet1')
    expect(roster.rows).toMatchObject([{ cells: { name: '李娜' } }])
  })

  it('gives every row the value of merged cells', async () => {
    const second = LI.map((value, column) => (column >= 3 && column <= 6 ? null : value)).with(0, '王伟')
    const column = (at: number) => ({ startRow: 1, endRow: 2, startCol: at, endCol: at })
    const sheet = { ...sheetOf(LI, second), merges: [3, 4, 5, 6].map(column) }
    const { rows } = await readRosterFile(await fileOf([sheet]))
    expect(rows).toMatchObject([
      { cells: { name: '李娜', building: '3', room: '501', grid: 'grid-1' } },
      { cells: { name: '王伟', building: '3', room: '501', grid: 'grid-1' } },
    ])
  })

  it.each([
    ['broken', new Uint8Array([0x50, 0x4b, 0x03, 0x04, 1, 2]), /cannot be opened: save it anew/],
    ['old or locked', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /old format or a password/],
  ])('is refused with what to do when it is %s', async (_, bytes, why) => {
    expect(await refusal(bytes)).toMatch(why)
  })

  it('is refused before it is unpacked when it would fill the memory', async () => {
    const bytes = await fileOf([sheetOf(LI)])
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const entry = [...bytes.keys()].find(
      (at) => at + 4 < bytes.length && view.getUint32(at, true) === 0x02014b50,
    )
    const sizeAt = (entry ?? 0) + 24
    view.setUint32(sizeAt, 3_000_000_000, true)
    expect(await refusal(bytes)).toMatch(/too large when unpacked/)
    view.setUint32(sizeAt, 0, true)
    expect(await refusal(bytes)).toMatch(/too large when unpacked/)
  })

  it('is read or refused, never anything else: bytes that begin like one', async () => {
    const whole = await fileOf([sheetOf(LI)])
    const damaged = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => whole.with(at, byte))
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        expect(await refusal(bytes)).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })
})
