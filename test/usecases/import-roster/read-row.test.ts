import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GridId } from '../../../core/ids.ts'
import { Registration } from '../../../core/person/registration.ts'
import { LocalDate } from '../../../core/time/local-time.ts'
import type { Column } from '../../../usecases/import-roster/columns.ts'
import type { RosterCells } from '../../../usecases/import-roster/read-roster.ts'
import { readRow } from '../../../usecases/import-roster/read-row.ts'

const GOOD: RosterCells = {
  name: 'Li Na',
  phone: '13800000001',
  building: '3',
  unit: '1',
  room: '501',
  grid: 'grid-1',
  category: 'elsewhere',
  arrived_at: '2020-02-10',
}
const registrationOf = (cells: RosterCells) => {
  const reading = readRow({ ...GOOD, ...cells }, 'CN')
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems))
  return reading.registration
}
const problemsOf = (cells: RosterCells) => {
  const reading = readRow({ ...GOOD, ...cells }, 'CN')
  return reading.ok ? [] : reading.problems
}
const reasonOf = (column: Column, cell: string): string => {
  const problems = problemsOf({ [column]: cell })
  expect(problems.map((problem) => problem.column)).toEqual([column])
  return problems[0]?.reason ?? ''
}

describe('a row of a roster', () => {
  it('becomes a registration', () => {
    const cells: RosterCells = {
      ...GOOD,
      document_number: 'e 1234567',
      origin: 'Wuhan',
      arrived_at: '2020-02-10 23:59',
      last_exposure_at: '2020-02-08',
      language: 'en',
      relation: '妻子',
      lives_alone: 'yes',
      over_70: '是',
      child: 'FALSE',
      chronic: '1',
      baseline_temperature: '36.5',
      commitment_signed_at: '2020/2/10',
    }
    expect(registrationOf(cells)).toEqual({
      person: {
        name: 'Li Na',
        phone: '+8613800000001',
        documentNumber: 'E1234567',
        language: 'en',
        relation: 'wife',
      },
      address: { grid: 'grid-1', building: '3', unit: '1', room: '501' },
      category: 'elsewhere',
      origin: 'Wuhan',
      arrivedAt: { date: '2020-02-10', time: '23:59' },
      lastExposure: '2020-02-08',
      flags: { livesAlone: true, over70: true, child: false, chronic: true, pregnant: false },
      baselineTenths: 365,
      commitmentSignedOn: '2020-02-10',
    })
  })

  it('needs few cells', () => {
    const { name, building, room, grid, category, arrived_at } = GOOD
    const cells: RosterCells = {
      ...(name && { name }),
      ...(building && { building }),
      ...(room && { room }),
      ...(grid && { grid }),
      ...(category && { category }),
      ...(arrived_at && { arrived_at }),
    }
    expect(readRow(cells, 'CN')).toEqual({
      ok: true,
      registration: {
        person: { name: 'Li Na', language: 'zh-CN' },
        address: { grid: 'grid-1', building: '3', unit: '', room: '501' },
        category: 'elsewhere',
        arrivedAt: { date: '2020-02-10' },
        flags: { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false },
      },
    })
  })

  it('reports all mistakes at once, in the order of the columns', () => {
    const reading = readRow({ phone: 'no idea', grid: '!', category: '?', arrived_at: 'soon' }, 'CN')
    expect(reading).toMatchObject({ ok: false })
    expect(reading.ok ? [] : reading.problems.map(({ column, found }) => `${column}: ${found}`)).toEqual([
      'name: empty',
      'phone: 6 letters',
      'building: empty',
      'room: empty',
      'grid: 1 sign',
      'category: 1 sign',
      'arrived_at: 4 letters',
    ])
  })

  it.each(['无', '-', 'none', 'N/A', '/'])('takes %j for an empty cell where one may be empty', (cell) => {
    expect(registrationOf({ phone: cell, origin: cell, unit: cell }).person).toEqual({
      name: 'Li Na',
      language: 'zh-CN',
    })
    expect(reasonOf('name', cell)).toMatch(/must not be empty/)
  })
})

describe('a grid in a roster', () => {
  const grids = [
    { id: GridId.parse('grid-1'), name: '一网格' },
    { id: GridId.parse('grid-2'), name: 'North Side' },
  ]
  it.each([
    ['一网格', 'grid-1'],
    ['一 网格', 'grid-1'],
    ['north side', 'grid-2'],
    ['GRID-2', 'grid-2'],
  ])('may be named: %s', (cell, id) => {
    const reading = readRow({ ...GOOD, grid: cell }, 'CN', undefined, grids)
    expect(reading).toMatchObject({ ok: true, registration: { address: { grid: id } } })
  })

  it.each(['二网格', '一'])('is never guessed: %s', (cell) => {
    const reading = readRow({ ...GOOD, grid: cell }, 'CN', undefined, grids)
    expect(reading).toMatchObject({ ok: false, problems: [{ column: 'grid' }] })
  })
})

describe('a category in a roster', () => {
  it.each(['重点地区', '境外', '密切接触者', '其他地区'])('is read as the console calls it: %s', (cell) => {
    expect(problemsOf({ category: cell })).toEqual([])
  })
})

describe('a phone number in a roster', () => {
  it.each([
    ['13800000001', '+8613800000001'],
    ['+86 138-0000-0001', '+8613800000001'],
    ['0086 13800000001', '+8613800000001'],
    ['8613800000001', '+8613800000001'],
    ['１３８０００００００１', '+8613800000001'],
    ['13800000001.0', '+8613800000001'],
    ['+353 85 123 4567', '+353851234567'],
    ['(+86) 13800000001', '+8613800000001'],
    ['14905001234', '+8614905001234'],
    ['17105001234', '+8617105001234'],
    ['+86 192 0500 1234', '+8619205001234'],
  ])('%s is %s', (cell, phone) => {
    expect(registrationOf({ phone: cell }).person.phone).toBe(phone)
  })

  it.each([
    ['1.38E+10', /cut this number off/],
    ['1.38000000011e10', /cut this number off/],
    ['1380000000', /not a mobile number of CN/],
    ['138000000011', /not a mobile number of CN/],
    ['022-27301234', /not a mobile number of CN/],
    ['13800000001/13800000002', /more than one number/],
    ['13800000001、13800000002', /more than one number/],
    ['ask her son', /expected a phone number/],
    ['13800000001 ext. 5', /expected a phone number/],
    ['12', /not a mobile number/],
    ['+870773111632', /satellite number gets no texts/],
    ['00881631234567', /satellite number gets no texts/],
    ['+44 70 1234 5678', /costs extra/],
    ['+1 900 555 1234', /costs extra/],
    ['4001234567', /not a mobile number of CN/],
    ['+999 12345678', /not a mobile number/],
  ])('%s is none', (cell, reason) => {
    expect(reasonOf('phone', cell)).toMatch(reason)
  })

  it('belongs to the country that is named, and to none that is unknown', () => {
    expect(readRow({ ...GOOD, phone: '085 123 4567' }, 'IE')).toMatchObject({
      registration: { person: { phone: '+353851234567' } },
    })
    expect(readRow(GOOD, 'ZZ')).toMatchObject({ ok: false, problems: [{ column: 'phone' }] })
  })
})

describe('a date in a roster', () => {
  it.each([
    ['2020-02-14', { date: '2020-02-14' }],
    ['2020/2/14', { date: '2020-02-14' }],
    ['2020.2.4', { date: '2020-02-04' }],
    ['20200214', { date: '2020-02-14' }],
    ['2020年2月14日', { date: '2020-02-14' }],
    ['２０２０年２月１４日', { date: '2020-02-14' }],
    ['2020年2月14日 8时30分', { date: '2020-02-14', time: '08:30' }],
    ['2020年2月14日8点', { date: '2020-02-14', time: '08:00' }],
    ['2020-02-14 下午3:05', { date: '2020-02-14', time: '15:05' }],
    ['2020-02-14T23:59', { date: '2020-02-14', time: '23:59' }],
    ['2020-02-14T08:30:15.000', { date: '2020-02-14', time: '08:30' }],
    ['2020/2/14 8:05', { date: '2020-02-14', time: '08:05' }],
    ['2/14/2020 2:30 PM', { date: '2020-02-14', time: '14:30' }],
    ['2/14/2020 12:30 am', { date: '2020-02-14', time: '00:30' }],
    ['2020年2月14日 晚上8点5分', { date: '2020-02-14', time: '20:05' }],
    ['14.2.2020', { date: '2020-02-14' }],
    ['2/2/2020', { date: '2020-02-02' }],
    ['2020-02-29', { date: '2020-02-29' }],
    ['10-Feb-2020', { date: '2020-02-10' }],
    ['10-Feb-20', { date: '2020-02-10' }],
    ['10 February 2020', { date: '2020-02-10' }],
    ['10th of Feb, 2020', { date: '2020-02-10' }],
    ['Feb 10, 2020', { date: '2020-02-10' }],
    ['February 10 2020 8:05 pm', { date: '2020-02-10', time: '20:05' }],
    ['Mon, 10 Feb 2020', { date: '2020-02-10' }],
    ['2020-Feb-10', { date: '2020-02-10' }],
    ['2020年2月10号', { date: '2020-02-10' }],
    ['2020-02-10 星期一', { date: '2020-02-10' }],
    ['2020-02-10（周一）', { date: '2020-02-10' }],
    ['2020年2月10日星期一 上午9点', { date: '2020-02-10', time: '09:00' }],
    ['2020-02-10 凌晨1点', { date: '2020-02-10', time: '01:00' }],
    ['2020-02-10 中午12:30', { date: '2020-02-10', time: '12:30' }],
    ['2020-02-10 中午1点', { date: '2020-02-10', time: '13:00' }],
    ['2020-02-10 上午12点', { date: '2020-02-10', time: '12:00' }],
    ['2020-02-10 下午12点', { date: '2020-02-10', time: '12:00' }],
    ['2020-02-10 早上8点半', { date: '2020-02-10', time: '08:30' }],
    ['2020-02-10 下午3点一刻', { date: '2020-02-10', time: '15:15' }],
    ['2020-02-10 傍晚6点', { date: '2020-02-10', time: '18:00' }],
    ['2020-02-10 下午15:30', { date: '2020-02-10', time: '15:30' }],
    ['2020-02-10 8 p.m.', { date: '2020-02-10', time: '20:00' }],
    ['2020-02-10 noon', { date: '2020-02-10', time: '12:00' }],
    ['2020–02–10', { date: '2020-02-10' }],
    ['2020—2—10 08:30', { date: '2020-02-10', time: '08:30' }],
    ['2020−02−10', { date: '2020-02-10' }],
    ['2020.02.10.', { date: '2020-02-10' }],
    ['20年2月10日', { date: '2020-02-10' }],
    ['2020年二月十日', { date: '2020-02-10' }],
    ['二〇二〇年二月十日', { date: '2020-02-10' }],
    ['2020年2月10號 週一 晚上8點半', { date: '2020-02-10', time: '20:30' }],
    ['2020年2月二十九号 晚上十一点半', { date: '2020-02-29', time: '23:30' }],
    ['2020-02-10 PM 3:00', { date: '2020-02-10', time: '15:00' }],
  ])('%s is read', (cell, moment) => {
    expect(registrationOf({ arrived_at: cell }).arrivedAt).toEqual(moment)
  })

  it.each(['2020-02-14 0:00', '2020/2/14 00:00:00'])(
    '%s has no time: a spreadsheet wrote that midnight',
    (cell) => {
      expect(registrationOf({ arrived_at: cell }).arrivedAt).toEqual({ date: '2020-02-14' })
    },
  )

  it.each([
    '晚上12点',
    '晚上十二点',
    '晚上12:00',
    '12 midnight',
    '夜里12点',
    '午夜',
    '半夜12点',
    'midnight',
    '24:00',
    '24:00:00',
    '24点',
  ])('of %s is the midnight at the end of the day that is named', (time) => {
    expect(registrationOf({ arrived_at: `2020-02-20 ${time}` }).arrivedAt).toEqual({
      date: '2020-02-20',
      time: '23:59',
    })
  })

  it('of half past twelve at night is on the next day, also at the end of a month', () => {
    expect(registrationOf({ arrived_at: '2020-02-29 晚上12点半' }).arrivedAt).toEqual({
      date: '2020-03-01',
      time: '00:30',
    })
  })

  it('may lack its year when it is of the last two months', () => {
    const readOn = (cell: string, today: string) => {
      const reading = readRow({ ...GOOD, arrived_at: cell }, 'CN', LocalDate.parse(today))
      return reading.ok ? reading.registration.arrivedAt : reading.problems[0]?.reason
    }
    expect(readOn('2月10日', '2020-02-12')).toEqual({ date: '2020-02-10' })
    expect(readOn('2月10号 晚上8点', '2020-02-12')).toEqual({ date: '2020-02-10', time: '20:00' })
    expect(readOn('12月30日', '2020-01-03')).toEqual({ date: '2019-12-30' })
    expect(readOn('10 Feb', '2020-02-12')).toEqual({ date: '2020-02-10' })
    expect(readOn('Feb 10th, 8 pm', '2020-02-12')).toEqual({ date: '2020-02-10', time: '20:00' })
    expect(readOn('2月29日', '2020-03-02')).toEqual({ date: '2020-02-29' })
    expect(readOn('2月13日', '2020-02-12')).toMatch(/the year is missing/)
    expect(readOn('11月10日', '2020-02-12')).toMatch(/the year is missing/)
    expect(reasonOf('arrived_at', '2月10日')).toMatch(/the year is missing/)
  })

  it.each([
    ['2020-02-10 星期二', /day of the week/],
    ['Tuesday, 10 Feb 2020', /day of the week/],
    ['2020-02-10 晚上2点', /half of the day/],
    ['2020-02-10 下午0点', /half of the day/],
    ['2020-02-10 凌晨9点', /half of the day/],
    ['31-Feb-2020', /no such day/],
    ['Feb 2020', /expected a date/],
    ['10-02', /expected a date/],
    ['2/3/2020', /day and month cannot be told apart/],
    ['14/15/2020', /no such day/],
    ['2021-02-29', /no such day/],
    ['2020-02-30', /no such day/],
    ['2020-13-01', /no such day/],
    ['2020-00-10', /no such day/],
    ['0020-02-10', /no such day/],
    ['2020-02-14 24:30', /no such time/],
    ['2020-02-14 10:60', /no such time/],
    ['2020-02-14 8:', /expected a date/],
    ['2020-02-14 13:00 pm', /half of the day/],
    ['2020-02-14T08:30Z', /without a time zone/],
    ['2020-02-14T08:30+08:00', /without a time zone/],
    ['43875', /day number/],
    ['14/2/20', /expected a date/],
    ['yesterday', /expected a date/],
    ['2020-02-14 evening', /expected a date/],
    ['2020-02-145', /expected a date/],
  ])('%s is refused', (cell, reason) => {
    expect(reasonOf('arrived_at', cell)).toMatch(reason)
    expect(reasonOf('last_exposure_at', cell)).toMatch(reason)
  })

  it('is one day of the calendar, whichever usual way it is written', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        (day) => {
          const date = day.toISOString().slice(0, 10)
          const [y, m, d] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()]
          for (const cell of [date, `${y}/${m}/${d}`, `${y}年${m}月${d}日`, date.replaceAll('-', '')])
            expect(registrationOf({ arrived_at: cell }).arrivedAt).toEqual({ date })
        },
      ),
    )
  })
})

describe('an address in a roster', () => {
  const addressOf = (cells: RosterCells) =>
    registrationOf({ building: '', unit: '', room: '', ...cells }).address

  it.each([
    { building: '3', unit: '2', room: '501' },
    { building: '3栋', unit: '2单元', room: '501室' },
    { building: '3号楼', unit: '２ 单元', room: '５０１号' },
    { building: 'Building 3', unit: 'Unit 2', room: 'Room 501' },
    { building: '3.0', unit: '2.0', room: '501.0' },
    { address: '3栋2单元501室' },
    { address: '3号楼 2单元 501' },
    { address: '3棟2單元501室' },
    { building: '3號樓', unit: '2單元', room: '501號' },
    { address: '3-2-501' },
    { address: 'Building 3, Unit 2, Room 501' },
    { building: '3', address: '9-2-501' },
    { building: '-', unit: '无', room: '/', address: '3-2-501' },
  ])('names the same home: %o', (cells) => {
    expect(addressOf(cells)).toEqual({ grid: 'grid-1', building: '3', unit: '2', room: '501' })
  })

  it.each(['building', 'unit', 'room'] as const)('has no sign in its %s that cannot be printed', (part) => {
    expect(reasonOf(part, '3\u0000')).toBe('holds a sign that cannot be printed')
    expect(reasonOf(part, '\u0007')).toBe('holds a sign that cannot be printed')
  })

  it('may lack a unit', () => {
    expect(addressOf({ address: '3栋501' })).toMatchObject({ building: '3', unit: '', room: '501' })
    expect(addressOf({ building: 'b3', room: '12a' })).toMatchObject({
      building: 'B3',
      unit: '',
      room: '12A',
    })
  })

  it.each(['1月2日', '2-Jan', 'Jan-02', '2020-01-02'])(
    'is refused where a spreadsheet made a date of it: %s',
    (room) => {
      expect(reasonOf('room', room)).toMatch(/made a date/)
    },
  )

  it('is one problem when it cannot be split', () => {
    expect(problemsOf({ building: '', unit: '', room: '', address: 'behind the market' })).toMatchObject([
      { column: 'address', found: '15 letters' },
    ])
  })

  it.each([
    ['Grid 1', 'grid-1'],
    ['GRID_1', 'grid-1'],
    ['ｇｒｉｄ-1', 'grid-1'],
  ])('has its grid in %s', (cell, grid) => {
    expect(registrationOf({ grid: cell }).address.grid).toBe(grid)
  })
})

describe('a choice in a roster', () => {
  it.each([
    ['key area', 'key_area'],
    ['Key_Area', 'key_area'],
    ['重点地区', 'key_area'],
    ['境外', 'overseas'],
    ['重點地區', 'key_area'],
    ['密切接觸者', 'close_contact'],
    ['密接', 'close_contact'],
    ['其他', 'elsewhere'],
  ])('category %s is %s', (cell, category) => {
    expect(registrationOf({ category: cell }).category).toBe(category)
  })

  it.each([
    ['yes', true],
    ['TRUE', true],
    ['是', true],
    ['1', true],
    ['1.0', true],
    ['√', true],
    ['no', false],
    ['否', false],
    ['0', false],
    ['无', false],
    ['', false],
  ])('pregnant %j is %s', (cell, pregnant) => {
    expect(registrationOf({ pregnant: cell }).flags.pregnant).toBe(pregnant)
  })

  it.each<[Column, string]>([
    ['category', 'tourist'],
    ['language', 'français'],
    ['pregnant', 'perhaps'],
    ['chronic', '高血压'],
  ])('is refused where it is none: %s %s', (column, cell) => {
    expect(reasonOf(column, cell)).toMatch(/^expected/)
  })
})

describe('a first temperature in a roster', () => {
  it.each([
    ['36.5', 365],
    ['３６．５', 365],
    ['36。5', 365],
    ['36,5', 365],
    ['36度5', 365],
    ['36.5 ℃', 365],
    ['36.5°C', 365],
    ['36.50', 365],
    ['36.45', 365],
    ['37', 370],
    ['37度', 370],
  ])('%s is %d tenths', (cell, tenths) => {
    expect(registrationOf({ baseline_temperature: cell }).baselineTenths).toBe(tenths)
  })

  it.each(['365', '97.7', '97.7F', '12.5', 'normal', '36.5.1'])('%s is refused', (cell) => {
    expect(reasonOf('baseline_temperature', cell)).toMatch(/degrees Celsius/)
  })
})

describe('a name or document number in a roster', () => {
  it.each(['李娜', "O'Brien-Smith, Aoife", 'Нина', '欧阳·娜娜', '王𠮷'])('may be %s', (name) => {
    expect(registrationOf({ name }).person.name).toBe(name)
  })

  it.each([
    ['12345', /expected a name/],
    ['x'.repeat(61), /longer than 60/],
    ['Li\u0007Na', /cannot be printed/],
  ])('is refused: %j', (name, reason) => {
    expect(reasonOf('name', name)).toMatch(reason)
  })

  it('is refused where a spreadsheet has cut the number off', () => {
    expect(reasonOf('document_number', '1.10101E+17')).toMatch(/cut this number off/)
    expect(registrationOf({ document_number: '11010119900101119x' }).person.documentNumber).toBe(
      '11010119900101119X',
    )
  })
})

describe('whatever a row holds', () => {
  const columns: Column[] = [
    'name',
    'phone',
    'document_number',
    'address',
    'building',
    'unit',
    'room',
    'grid',
    'category',
    'origin',
    'arrived_at',
    'last_exposure_at',
    'language',
    'relation',
    'lives_alone',
    'baseline_temperature',
    'commitment_signed_at',
  ]
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[0-9+\-/.:TZ 年月日]{1,20}$/),
    fc.constantFrom('yes', '境外', '36.5', '2020-02-14', '3-2-501', '3栋', '13800000001'),
  )
  const row = fc.tuple(fc.subarray(columns), fc.array(cell, { minLength: 17, maxLength: 17 })).map(
    ([chosen, cells]): RosterCells => ({
      ...GOOD,
      ...Object.fromEntries(chosen.map((column, n) => [column, cells[n] ?? ''])),
    }),
  )

  it('becomes a valid registration, or problems that do not repeat it', () => {
    fc.assert(
      fc.property(row, (cells) => {
        const reading = readRow(cells, 'CN')
        if (reading.ok) expect(Registration.safeParse(reading.registration)).toMatchObject({ success: true })
        else {
          expect(reading.problems.length).toBeGreaterThan(0)
          for (const { found } of reading.problems)
            expect(found).toMatch(/^(empty|\d+ (letter|digit|sign)s?)/)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('what somebody is to the person who holds the phone', () => {
  const relationOf = (relation: string) => {
    const reading = readRow({ ...GOOD, relation }, 'CN')
    return reading.ok ? reading.registration.person.relation : reading.problems
  }

  it.each([
    ['户主', 'self'],
    ['妻子', 'wife'],
    ['老公', 'husband'],
    ['Mother-in-law', 'mother_in_law'],
    ['mother_in_law', 'mother_in_law'],
    ['外婆', 'grandmother'],
    ['孙女', 'grandchild'],
    ['', undefined],
  ])('%s is read as %s', (cell, relation) => {
    expect(relationOf(cell)).toBe(relation)
  })

  it('is not guessed', () => {
    expect(relationOf('邻居')).toMatchObject([{ column: 'relation', found: '2 letters' }])
  })
})
