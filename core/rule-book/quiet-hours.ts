import type { Instant } from '../time/instant.ts'
import { addDays, instantAt, localDate, localTime } from '../time/time-zone.ts'
import type { RuleBook } from './rule-book.ts'

/** The end of the quiet hours at this instant; by day the instant itself. */
export const nextDaytime = (at: Instant, book: RuleBook, zone: string): Instant => {
  const { from, to } = book.quietHours
  const time = localTime(at, zone)
  const date = localDate(at, zone)
  if (from <= to) return time >= from && time < to ? instantAt(date, to, zone) : at
  if (time >= from) return instantAt(addDays(date, 1), to, zone)
  return time < to ? instantAt(date, to, zone) : at
}
