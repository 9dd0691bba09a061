import { type Instant, milliseconds } from '../../../core/time/instant.ts'
import { localDate, localTime } from '../../../core/time/time-zone.ts'

const WORDS = new Map<string, { readonly date: string; readonly time: string }>()

/** Local date and time to the minute. Remembered, because many texts share a minute. */
export const localDateTime = (
  at: Instant,
  zone: string,
): { readonly date: string; readonly time: string } => {
  const key = `${zone} ${Math.floor(milliseconds(at) / 60_000)}`
  const known = WORDS.get(key)
  if (known !== undefined) return known
  const made = { date: localDate(at, zone), time: localTime(at, zone) }
  if (WORDS.size > 100_000) WORDS.clear()
  WORDS.set(key, made)
  return made
}

export const localTimeText = (at: Instant, zone: string): string => {
  const { date, time } = localDateTime(at, zone)
  return `${date} ${time}`
}
