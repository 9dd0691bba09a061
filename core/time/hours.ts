import * as z from 'zod/mini'
import type { Instant } from './instant.ts'
import { LocalTime } from './local-time.ts'
import { addDays, instantAt, localDate, localTime } from './time-zone.ts'

/** A part of each day on local clocks; it may pass midnight. */
export const Hours = z.strictObject({ from: LocalTime, to: LocalTime })
export type Hours = z.infer<typeof Hours>

/** The end of these hours at this instant; outside them the instant itself. */
export const afterHours = (at: Instant, { from, to }: Hours, zone: string): Instant => {
  const time = localTime(at, zone)
  const date = localDate(at, zone)
  if (from <= to) return time >= from && time < to ? instantAt(date, to, zone) : at
  if (time >= from) return instantAt(addDays(date, 1), to, zone)
  return time < to ? instantAt(date, to, zone) : at
}
