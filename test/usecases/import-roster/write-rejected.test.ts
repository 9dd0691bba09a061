import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readRoster } from '../../../usecases/import-roster/read-roster.ts'
import { writeRejected } from '../../../usecases/import-roster/write-rejected.ts'

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)

describe('rejected rows', () => {
  it('are written as CSV that a spreadsheet opens, with the roster’s own columns and the reasons', () => {
    const file = writeRejected(
      ['姓名', 'shoe size'],
      [{ values: ['李娜', '43'], reasons: ['phone: empty', 'grid: unknown'] }],
    )
    expect(text(file)).toBe('\ufeff姓名,shoe size,reason\r\n李娜,43,phone: empty; grid: unknown\r\n')
  })

  it('hold no formula that a spreadsheet would run', () => {
    const file = writeRejected(['name'], [{ values: ['=HYPERLINK("http://x")'], reasons: ['@sum'] }])
    expect(text(file)).toContain(`"'=HYPERLINK(""http://x"")",'@sum`)
  })

  it('can be read again as a roster, with the same cells and no unknown column', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('+8613800000001', '=1', '"', 'a\nb', 'x'),
          ),
          {
            maxLength: 5,
          },
        ),
        (cells) => {
          const rejected = cells.map(([name, phone]) => ({
            values: [`Li ${name}`, phone],
            reasons: ['because'],
          }))
          const before = rejected.map(({ values: [name = '', phone = ''] }) => [name.trim(), phone])
          const roster = readRoster(writeRejected(['name', 'phone'], rejected))
          expect(roster.unknownColumns).toEqual([])
          expect(roster.rows.map((row) => ('cells' in row ? row.cells.phone : row.error))).toEqual(
            before.map(([, phone]) => phone),
          )
        },
      ),
    )
  })

  it('take new reasons in the place of old ones when they are rejected again', () => {
    const first = readRoster(writeRejected(['name', 'note'], [{ values: ['Li', 'x'], reasons: ['old'] }]))
    const again = writeRejected(
      first.header,
      first.rows.map(({ values }) => ({ values, reasons: ['new'] })),
    )
    expect(text(again)).toBe('\ufeffname,note,reason\r\nLi,x,new\r\n')
  })

  it('stay wrong until they are mended: cells behind the last column stay there', () => {
    const file = writeRejected(['name', 'note'], [{ values: ['Li', 'x', 'too many'], reasons: ['3 cells'] }])
    expect(readRoster(file).rows).toMatchObject([{ row: 2, error: expect.stringMatching(/4 cells.*3/) }])
  })
})
