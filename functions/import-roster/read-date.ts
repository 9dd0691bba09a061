import { LocalDate, LocalTime } from '../../core/domain/ids.ts'
import { plainText } from './cell-text.ts'
import type { Reading } from './reading.ts'

export interface LocalMoment {
  readonly date: LocalDate
  readonly time?: LocalTime
}

const YEAR_FIRST = /^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?(?:日|(?!\d))/
const UNBROKEN = /^(\d{4})(\d{2})(\d{2})(?!\d)/
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/
const TIME =
  /^(上午|下午|晚上)? ?(\d{1,2})(?::(\d{2})(?::\d{2}(?:\.\d+)?)?| ?[时点] ?(?:(\d{1,2}) ?分?)?) ?(am|pm)?$/i
const ZONE = /\d(?:z|\s?[+-]\d{2}:?\d{2})$/i

const EXPECTED = 'expected a date such as 2020-02-14, with or without a time such as 08:30'

const datePart = (text: string): Reading<{ ymd: [number, number, number]; rest: string }> => {
  const first = YEAR_FIRST.exec(text) ?? UNBROKEN.exec(text)
  if (first !== null) {
    const [whole, year, month, day] = first
    return { value: { ymd: [Number(year), Number(month), Number(day)], rest: text.slice(whole.length) } }
  }
  const last = YEAR_LAST.exec(text)
  if (last === null) {
    if (/^\d{5}(\.\d+)?$/.test(text))
      return { reason: "this is a spreadsheet's day number: format the column as a date and save again" }
    return { reason: EXPECTED }
  }
  const [whole] = last
  const [a, b, year] = [Number(last[1]), Number(last[2]), Number(last[3])]
  if (a <= 12 && b <= 12 && a !== b)
    return { reason: 'day and month cannot be told apart: write the year first, such as 2020-02-14' }
  return { value: { ymd: a > 12 ? [year, b, a] : [year, a, b], rest: text.slice(whole.length) } }
}

const timePart = (text: string): Reading<LocalTime | undefined> => {
  if (text === '') return { value: undefined }
  const match = TIME.exec(text)
  if (match === null) return { reason: EXPECTED }
  const [, before, hours, afterColon, minutes = '0', after] = match
  const half = after?.toLowerCase() ?? before
  const hour = Number(hours)
  if (half !== undefined && (hour > 12 || (after !== undefined && hour === 0)))
    return { reason: 'the hour does not fit its half of the day' }
  const isAfternoon = half === 'pm' || half === '下午' || half === '晚上'
  const ofDay = half === undefined ? hour : (hour % 12) + (isAfternoon ? 12 : 0)
  const time = LocalTime.safeParse(
    `${String(ofDay).padStart(2, '0')}:${(afterColon ?? minutes).padStart(2, '0')}`,
  )
  if (!time.success) return { reason: 'no such time of day' }
  // A spreadsheet writes midnight behind a date that has no time. Taken as a time it would end an isolation a day early.
  return { value: time.data === '00:00' ? undefined : time.data }
}

/** A date of the community's own calendar, perhaps with a time of its own clock. */
export const readMoment = (cell: string): Reading<LocalMoment> => {
  const text = plainText(cell)
  const date = datePart(text)
  if ('reason' in date) return date
  const rest = date.value.rest.replace(/^(T| )/i, '').trim()
  if (rest !== '' && ZONE.test(rest)) return { reason: 'write the local time, without a time zone' }
  const time = timePart(rest)
  if ('reason' in time) return time
  const [year, month, day] = date.value.ymd
  const text8601 = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const local = isDay(year, month, day) ? LocalDate.safeParse(text8601) : undefined
  if (!local?.success) return { reason: 'no such day in the calendar' }
  return { value: { date: local.data, ...(time.value !== undefined && { time: time.value }) } }
}

const isDay = (year: number, month: number, day: number): boolean =>
  year >= 1900 &&
  year < 2200 &&
  month >= 1 &&
  month <= 12 &&
  day >= 1 &&
  day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
