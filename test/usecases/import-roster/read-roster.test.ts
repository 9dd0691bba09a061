import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { readRoster } from '../../../usecases/import-roster/read-roster.ts'
import { RosterUnreadable } from '../../../usecases/import-roster/roster-unreadable.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const HEADER = 'name,phone,building,unit,room,grid,category,arrived_at'
const LI = 'Li Na,13800000001,3,1,501,grid-1,elsewhere,2020-02-10'
const WANG = 'Wang Wei,13800000002,4,2,602,grid-2,overseas,2020-02-11'
const LI_CELLS = {
  name: 'Li Na',
  phone: '13800000001',
  building: '3',
  unit: '1',
  room: '501',
  grid: 'grid-1',
  category: 'elsewhere',
  arrived_at: '2020-02-10',
}

const names = (text: string | Uint8Array) =>
  readRoster(typeof text === 'string' ? bytes(text) : text).rows.map((row) =>
    'cells' in row ? row.cells.name : row.error,
  )
const refusal = (content: string | Uint8Array): string => {
  try {
    readRoster(typeof content === 'string' ? bytes(content) : content)
  } catch (error) {
    if (error instanceof RosterUnreadable) return error.message
    throw error
  }
  return 'it was read'
}

describe('a roster', () => {
  it('is read into rows that are numbered as the spreadsheet shows them', () => {
    const roster = readRoster(bytes(`${HEADER}\n${LI}\n${WANG}\n`))
    expect(roster).toMatchObject({
      header: HEADER.split(','),
      unknownColumns: [],
      missingColumns: [],
      encoding: 'UTF-8',
      rows: [
        { row: 2, cells: LI_CELLS, values: LI.split(',') },
        { row: 3, cells: { name: 'Wang Wei' } },
      ],
    })
  })

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may end its lines with %s, with or without one at the end', (_, end) => {
    expect(names([HEADER, LI, WANG].join(end))).toEqual(['Li Na', 'Wang Wei'])
    expect(names([HEADER, LI, WANG, ''].join(end))).toEqual(['Li Na', 'Wang Wei'])
  })

  it('may mix the ends of its lines', () => {
    expect(names(`${HEADER}\r\n${LI}\n${WANG}\r${LI}`)).toEqual(['Li Na', 'Wang Wei', 'Li Na'])
  })

  it.each([';', '\t'])('may part its cells with %j', (delimiter) => {
    expect(names(`${HEADER}\n${LI}`.replaceAll(',', delimiter))).toEqual(['Li Na'])
  })

  it('keeps quoted commas, quotation marks and line breaks, and counts on by rows', () => {
    const roster = readRoster(bytes(`name,note,grid\n"Li, ""Nana"" Na","two\r\nlines",g\nWang,,g\n`))
    expect(roster.rows).toMatchObject([
      { row: 2, cells: { name: 'Li, "Nana" Na', note: 'two\r\nlines' } },
      { row: 3, cells: { name: 'Wang' } },
    ])
  })

  it('leaves out empty rows and counts them', () => {
    const roster = readRoster(bytes(`${HEADER}\n\n${LI}\n,,,,,,,\n  \n${WANG}\n\n`))
    expect(roster.rows.map(({ row }) => row)).toEqual([3, 6])
  })

  it('may have a title above its header', () => {
    const roster = readRoster(bytes(`返乡人员登记表,,,,,,,\n${HEADER}\n${LI}\n`))
    expect(roster.rows).toMatchObject([{ row: 3, cells: LI_CELLS }])
  })

  it('may have a header only', () => {
    expect(readRoster(bytes(HEADER)).rows).toEqual([])
  })

  it('is clean of blanks, invisible signs and the apostrophe of text cells', () => {
    expect(
      readRoster(bytes("name,phone\n \u3000Li Na \u200b,\u202d'+8613800000001\u202c\n")).rows,
    ).toMatchObject([{ cells: { name: 'Li Na', phone: '+8613800000001' } }])
    expect(names("name,phone\n'Abd al-Rahman,1")).toEqual(["'Abd al-Rahman"])
  })
})

describe('the header of a roster', () => {
  it('may be written in any case, with blanks, and in words', () => {
    const { rows } = readRoster(bytes(' Full Name ,PHONE number,Arrival Date,Lives-Alone,70+\nLi,1,2,yes,no'))
    expect(rows).toMatchObject([
      { cells: { name: 'Li', phone: '1', arrived_at: '2', lives_alone: 'yes', over_70: 'no' } },
    ])
  })

  it('may be Chinese', () => {
    const header =
      '姓名,电话/手机,证件号,楼栋,单元,房号,网格,类别,返回日期,出发地,语言,独居,70岁以上,儿童,慢性病,孕妇,体温（℃）,承诺书日期,最后接触日期,地址,备注'
    const { rows, unknownColumns } = readRoster(bytes(`${header}\n${[...'abcdefghijklmnopqrstu'].join(',')}`))
    expect(unknownColumns).toEqual([])
    expect(rows).toMatchObject([
      {
        cells: {
          name: 'a',
          phone: 'b',
          document_number: 'c',
          building: 'd',
          unit: 'e',
          room: 'f',
          grid: 'g',
          category: 'h',
          arrived_at: 'i',
          origin: 'j',
          language: 'k',
          lives_alone: 'l',
          over_70: 'm',
          child: 'n',
          chronic: 'o',
          pregnant: 'p',
          baseline_temperature: 'q',
          commitment_signed_at: 'r',
          last_exposure_at: 's',
          address: 't',
          note: 'u',
        },
      },
    ])
  })

  it('reports unknown columns and missing ones', () => {
    const roster = readRoster(bytes('name,shoe size,grid,\nLi,43,grid-1,\n'))
    expect(roster.unknownColumns).toEqual(['shoe size'])
    expect(roster.missingColumns).toEqual(['building', 'room', 'category', 'arrived_at'])
  })

  it('needs no building and room where there is an address', () => {
    expect(readRoster(bytes('name,address,grid,category,arrived_at\n')).missingColumns).toEqual([])
  })

  it.each([
    ['返回日期（必填）', 'arrived_at'],
    ['*姓名', 'name'],
    ['电话*', 'phone'],
    ['【必填】网格', 'grid'],
    ['备注(选填)', 'note'],
    ['Arrival Date (yyyy-mm-dd)', 'arrived_at'],
    ['Date of arrival [required]', 'arrived_at'],
    ['Block No.', 'building'],
    ['Room #', 'room'],
    ['Mobile No.', 'phone'],
    ['Tel.', 'phone'],
    ['Passport No', 'document_number'],
    ['Pregnancy?', 'pregnant'],
    ['体温(℃)', 'baseline_temperature'],
    ['Name/姓名', 'name'],
    ['姓名 Name', 'name'],
    ['返回日期/到达日期', 'arrived_at'],
    ['"Phone\n(11 digits)"', 'phone'],
    ['楼栋-单元-房号', 'address'],
    ['1. 姓名', 'name'],
    ['電話', 'phone'],
    ['手機號碼', 'phone'],
    ['聯繫電話（必填）', 'phone'],
    ['本人手机号', 'phone'],
    ['樓棟', 'building'],
    ['房號', 'room'],
    ['人員類別', 'category'],
    ['人员类型', 'category'],
    ['返津日期', 'arrived_at'],
    ['抵社区时间', 'arrived_at'],
    ['到達本市日期（必填）', 'arrived_at'],
    ['“返回日期”', 'arrived_at'],
    ['Arrival date & time', 'arrived_at'],
    ['Date arrived', 'arrived_at'],
    ['Apt.', 'room'],
    ['返岗日期', undefined],
    ['入境日期', undefined],
    ['来电时间', undefined],
    ['到期日期', undefined],
    ['Bldg No.', 'building'],
    ['No.', undefined],
    ['序号', undefined],
    ['name of the dog', undefined],
    ['房号/电话', undefined],
  ])('may have remarks beside it: %s is %s', (title, column) => {
    const roster = readRoster(bytes(`${title},language,relation\nx,y,z\n`))
    expect(roster.columns).toEqual([column, 'language', 'relation'])
  })

  it('is refused when two columns mean the same', () => {
    expect(refusal('name,电话,Phone,grid\n')).toMatch(/two columns mean phone.*2 and 3/)
  })

  it('is refused when it names nothing known', () => {
    expect(refusal('Li Na,13800000001,3\n')).toMatch(/no column is known/)
  })
})

describe('cells as spreadsheets leave them', () => {
  it.each([
    '="13800000301"',
    '"=""13800000301"""',
    '=T("13800000301")',
    '=“13800000301”',
    '=13800000301',
    "'13800000301",
    '\t13800000301',
  ])('keep a number as text: %s', (cell) => {
    const { rows } = readRoster(bytes(`name,phone,grid\nLi,${cell},g\n`))
    expect(rows).toMatchObject([{ cells: { phone: '13800000301' } }])
  })

  it('may be missing at the end of a row where a row may lack them', () => {
    const { rows } = readRoster(bytes(`${HEADER},备注,origin\n${LI},calls at noon,Wuhan\n${WANG}\n`))
    expect(rows).toMatchObject([
      { cells: { ...LI_CELLS, note: 'calls at noon' } },
      { cells: { name: 'Wang Wei', note: '', origin: '' } },
    ])
  })

  it('may be behind the last title when they are empty, in the header or below', () => {
    for (const file of [`${HEADER},,,\n${LI}\n`, `${HEADER},, \n${LI},,,,\n`, `${HEADER}\n${LI},,\n`]) {
      const roster = readRoster(bytes(file))
      expect(roster.header).toEqual(HEADER.split(','))
      expect(roster.rows).toMatchObject([{ cells: LI_CELLS }])
    }
  })
})

describe('a row of a roster that cannot be cut into cells', () => {
  it('has an error, and the others go on', () => {
    const short = 'Zhao,13800000003,3'
    const roster = readRoster(bytes(`${HEADER}\n${short}\n${LI}\n${WANG},more\n${LI},\n`))
    expect(roster.rows).toMatchObject([
      { row: 2, error: expect.stringMatching(/3 cells.*8/), values: short.split(',') },
      { row: 3, cells: LI_CELLS },
      { row: 4, error: expect.stringMatching(/9 cells.*8/) },
      { row: 5, cells: LI_CELLS },
    ])
  })

  it('does not swallow the next rows unseen when a quotation mark is left open', () => {
    const roster = readRoster(bytes('name,note,grid\nLi,"open,g\nWang,x,g\nZhao,"y",g\nQian,,g\n'))
    const errors = roster.rows.filter((row) => 'error' in row)
    expect(errors).toHaveLength(1)
    expect(names('name,note,grid\nLi,"open,g\nWang,x,g\nZhao,"y",g\nQian,,g\n').at(-1)).toBe('Qian')
  })

  it('refuses the file when a quotation mark is left open to its end', () => {
    expect(refusal('name,note,grid\nLi,,g\nWang,"open,g\nZhao,x,g\n')).toMatch(/behind row 2.*quotation mark/)
  })
})

describe('the encoding of a roster', () => {
  const CHINESE = '姓名,电话,网格\r\n李娜,13800000001,grid-1\r\n'

  it.each([
    ['UTF-8', bytes(CHINESE)],
    ['UTF-8', bytes(`\ufeff${CHINESE}`)],
    ['GB18030', new Uint8Array(iconv.encode(CHINESE, 'gb18030'))],
    ['UTF-16', new Uint8Array(iconv.encode(CHINESE, 'utf16le', { addBOM: true }))],
    ['UTF-16', new Uint8Array(iconv.encode(CHINESE, 'utf16be', { addBOM: true }))],
  ])('is found: %s', (encoding, content) => {
    const roster = readRoster(content)
    expect(roster.encoding).toBe(encoding)
    expect(roster.rows).toMatchObject([{ cells: { name: '李娜', phone: '13800000001' } }])
    expect(roster.header).toEqual(['姓名', '电话', '网格'])
  })

  it('can hold rare characters in GB18030', () => {
    const content = iconv.encode('姓名,网格\n王㐀𠮷,g\n', 'gb18030')
    expect(names(new Uint8Array(content))).toEqual(['王㐀𠮷'])
  })

  it.each([
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0xff]), /no text/],
    ['an empty file', new Uint8Array(), /empty/],
    ['blanks', bytes(' \n\t\n\n'), /empty/],
  ])('refuses %s', (_, content, message) => {
    expect(refusal(content)).toMatch(message)
  })
})

describe('the size of a roster', () => {
  it('may be 10,000 rows and no more', () => {
    const many = (rows: number) => `name,grid\n${'Li,g\n'.repeat(rows)}`
    expect(readRoster(bytes(many(10_000))).rows).toHaveLength(10_000)
    expect(refusal(many(10_001))).toMatch(/10,000 rows/)
  })

  it('may be 5 MB and no more', () => {
    const rows = `${'x'.repeat(60_000)},g\n`.repeat(87)
    const full = `name,grid\n${rows}`.padEnd(5 * 1024 * 1024, '\n')
    expect(names(full)).toHaveLength(87)
    expect(refusal(`${full}\n`)).toMatch(/5 MB/)
  })

  it('may be 50,000 lines with the empty ones and no more', () => {
    const empty = (count: number) => `${HEADER}\n${LI}${'\n'.repeat(count)}`
    expect(names(empty(2_000))).toHaveLength(1)
    expect(refusal(empty(50_000))).toMatch(/50,000 lines, most of them empty/)
  })

  it('may be 64 KB a row and no more', () => {
    expect(refusal(`name,grid\nLi,g\n${'x'.repeat(70_000)},g\n`)).toMatch(/behind row 2 a row has more/)
  })
})

describe('whatever is sent in as a roster', () => {
  const read = (content: Uint8Array) => {
    try {
      for (const row of readRoster(content).rows) expect('cells' in row || row.error !== '').toBe(true)
    } catch (error) {
      expect(error).toBeInstanceOf(RosterUnreadable)
    }
  }

  it('is read or refused, never anything else: any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), read), { numRuns: 500 })
  })

  it('is read or refused, never anything else: bytes that look like CSV', () => {
    const piece = fc.constantFrom(
      'name',
      'grid',
      '姓名',
      ',',
      ';',
      '\t',
      '"',
      '""',
      '\n',
      '\r\n',
      '\r',
      ' ',
      'x',
      '\ufeff',
      '=1',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) =>
        read(bytes(`name,grid\n${pieces.join('')}`)),
      ),
      { numRuns: 500 },
    )
  })
})
