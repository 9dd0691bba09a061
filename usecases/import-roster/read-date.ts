import { LocalDate, type LocalTime } from '../../core/time/local-time.ts'
import { addDays, daysBetween } from '../../core/time/time-zone.ts'
import type { Reading } from './cell-reading.ts'
import { plainText } from './cell-text.ts'
import { EXPECTED_DATE, readTimeOfDay } from './read-time-of-day.ts'

export interface LocalMoment {
  readonly date: LocalDate
  readonly time?: LocalTime
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?'
const YEAR = "(?<year>\\d{4}|'?\\d{2})(?!\\d)"

/** Year first, as in China, or with the month in words: unambiguous. */
const UNMISTAKABLE = [
  /^(?<year>\d{4}|\d{2}(?=年)) ?[-/.年] ?(?<month>\d{1,2}) ?[-/.月] ?(?<day>\d{1,2}) ?(?:[日号]|(?!\d))/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?!\d)/,
  new RegExp(`^${DAY}[- /.]*(?:of )?${MONTH}[- ,/.]*${YEAR}`, 'i'),
  new RegExp(`^${MONTH}[- /.]*${DAY}[- ,/.]+${YEAR}`, 'i'),
  new RegExp(`^(?<year>\\d{4})[- /.]*${MONTH}[- /.]*${DAY}(?!\\d)`, 'i'),
]
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/
const WITHOUT_YEAR = [
  /^(?<month>\d{1,2}) ?月 ?(?<day>\d{1,2}) ?[日号]?(?!\d)/,
  new RegExp(`^${DAY}[- /]*${MONTH}(?![a-z])`, 'i'),
  new RegExp(`^${MONTH}[- /]*${DAY}(?!\\d)`, 'i'),
]

const WEEKDAYS: readonly (readonly string[])[] = [
  ['日', '天', 'sun'],
  ['一', 'mon'],
  ['二', 'tue'],
  ['三', 'wed'],
  ['四', 'thu'],
  ['五', 'fri'],
  ['六', 'sat'],
]
const WEEKDAY =
  /[(,，]* ?(?:(?:星期|礼拜|周)(?<chinese>[一二三四五六日天])|\b(?<english>sun|mon|tue|wed|thu|fri|sat)(?:s|nes|rs|ur)?(?:day)?\b\.?) ?[),，]*/i

/** A date without its year must be within this many days; an older one is refused. */
const RECENT_DAYS = 60

type Ymd = readonly [year: number, month: number, day: number]
type DatePart = Reading<{ readonly ymd: Ymd; readonly rest: string }>

const monthOf = ({ groups }: RegExpExecArray): number => {
  const { month, name = '' } = groups ?? {}
  return month === undefined ? MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1 : Number(month)
}

const unmistakable = (text: string): DatePart | undefined => {
  for (const pattern of UNMISTAKABLE) {
    const match = pattern.exec(text)
    if (match === null) continue
    const { year = '', day } = match.groups ?? {}
    const inFull = Number(year.replace("'", '')) + (year.length < 4 ? 2000 : 0)
    return { value: { ymd: [inFull, monthOf(match), Number(day)], rest: text.slice(match[0].length) } }
  }
  return undefined
}

const recent = (text: string, today: LocalDate | undefined): DatePart | undefined => {
  const match = WITHOUT_YEAR.map((pattern) => pattern.exec(text)).find((found) => found !== null)
  if (match === undefined) return undefined
  const [month, day] = [monthOf(match), Number(match.groups?.['day'])]
  const thisYear = Number(today?.slice(0, 4))
  for (const year of [thisYear, thisYear - 1]) {
    const date = LocalDate.safeParse(iso([year, month, day]))
    if (today === undefined || !date.success) continue
    const ago = daysBetween(date.data, today)
    if (ago >= 0 && ago <= RECENT_DAYS)
      return { value: { ymd: [year, month, day], rest: text.slice(match[0].length) } }
  }
  return { reason: 'the year is missing, and it is not of the last two months: write it, such as 2020-02-14' }
}

const datePart = (text: string, today: LocalDate | undefined): DatePart => {
  const found = unmistakable(text) ?? recent(text, today)
  if (found !== undefined) return found
  const last = YEAR_LAST.exec(text)
  if (last === null) {
    if (/^\d{5}(\.\d+)?$/.test(text))
      return { reason: "this is a spreadsheet's day number: format the column as a date and save again" }
    return { reason: EXPECTED_DATE }
  }
  const [whole] = last
  const [a, b, year] = [Number(last[1]), Number(last[2]), Number(last[3])]
  if (a <= 12 && b <= 12 && a !== b)
    return { reason: 'day and month cannot be told apart: write the year first, such as 2020-02-14' }
  return { value: { ymd: a > 12 ? [year, b, a] : [year, a, b], rest: text.slice(whole.length) } }
}

const iso = ([year, month, day]: Ymd): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`

const isDay = ([year, month, day]: Ymd): boolean =>
  year >= 1900 &&
  year < 2200 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The day of the week beside a date, as 0 (Sunday) to 6, and the text without it. */
const withoutWeekday = (text: string): { readonly bare: string; readonly weekday?: number } => {
  const match = WEEKDAY.exec(text)
  if (match === null) return { bare: text }
  const said = match.groups?.['chinese'] ?? match.groups?.['english']?.toLowerCase() ?? ''
  const bare = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`
  return { bare: plainText(bare), weekday: WEEKDAYS.findIndex((names) => names.includes(said)) }
}

const CHINESE_DIGITS = '零一二三四五六七八九'

/** Converts 一 to 五十九 before a unit. */
const inDigits = (number: string): string => {
  const [tens, ones] = number.includes('十') ? number.split('十') : ['0', number]
  const digit = (one = '', otherwise = 0) => (one === '' ? otherwise : CHINESE_DIGITS.indexOf(one))
  return String((tens === '0' ? 0 : digit(tens, 1)) * 10 + digit(ones))
}

const SIMPLIFIED: Readonly<Record<string, string>> = {
  點: '点',
  號: '号',
  時: '时',
  鐘: '钟',
  間: '间',
  後: '后',
  裡: '里',
  裏: '里',
  禮: '礼',
  週: '周',
}

const TRADITIONAL = new RegExp(`[${Object.keys(SIMPLIFIED).join('')}]`, 'g')

/** 二〇二〇年. */
const yearInDigits = (year: string): string =>
  Array.from(year, (sign) => (sign === '〇' ? 0 : CHINESE_DIGITS.indexOf(sign))).join('')

/** Makes all dashes plain, and Chinese numerals digits: 二月十日, 晚上八点. */
const plainly = (cell: string): string =>
  plainText(cell)
    .replace(TRADITIONAL, (sign) => SIMPLIFIED[sign] ?? sign)
    .replace(/^[〇零一二三四五六七八九]{4}(?=年)/, yearInDigits)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/(?:[二三四五]?十[一二三四五六七八九]?|[零一二三四五六七八九])(?=[月日号点时分])/g, inDigits)
    .replace(/(?<=\d)\.$/, '')

/**
 * A date in the community's calendar, with or without a local time. Anything ambiguous is refused. `today`: dates of
 * the last two months may omit their year.
 */
export const readMoment = (cell: string, today?: LocalDate): Reading<LocalMoment> => {
  const { bare, weekday } = withoutWeekday(plainly(cell))
  const part = datePart(bare, today)
  if ('reason' in part) return part
  const { ymd, rest } = part.value
  const time = readTimeOfDay(rest.replace(/^(?:T|,? )/i, '').trim())
  if ('reason' in time) return time
  const local = isDay(ymd) ? LocalDate.safeParse(iso(ymd)) : undefined
  if (!local?.success) return { reason: 'no such day in the calendar' }
  if (weekday !== undefined && new Date(iso(ymd)).getUTCDay() !== weekday)
    return { reason: 'the day of the week is not the one of this date: check which is right' }
  const { value } = time
  if (value === undefined) return { value: { date: local.data } }
  return { value: { date: value.nextDay ? addDays(local.data, 1) : local.data, time: value.time } }
}
