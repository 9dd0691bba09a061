import type { Language } from '../../core/community/community.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

const format = (
  language: Language,
  zone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat => {
  const key = JSON.stringify([language, zone, options])
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: zone,
    hourCycle: 'h23',
    ...options,
  })
  formats.set(key, made)
  return made
}

const TIME = { hour: '2-digit', minute: '2-digit' } as const
const DAY = { month: 'short', day: 'numeric' } as const

/** `09:00` in the zone. */
export const formatTime = (at: string, language: Language, zone: string): string =>
  format(language, zone, TIME).format(new Date(at))

/** `4 Mar` or `3月4日`. */
export const formatDay = (at: string, language: Language, zone: string): string =>
  format(language, zone, DAY).format(new Date(at))

/** `4 Mar, 09:00`; on the day of `now` the time alone. */
export const formatDateTime = (at: string, language: Language, zone: string, now?: string): string => {
  const day = formatDay(at, language, zone)
  const time = formatTime(at, language, zone)
  if (now !== undefined && day === formatDay(now, language, zone)) return time
  return language === 'en' ? `${day}, ${time}` : `${day} ${time}`
}

/** `YYYY-MM-DD` of the zone's calendar, as the API takes it. */
export const formatDate = (at: string, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(at))

const MINUTE = 60_000

/** `in 45 min`, `2 h ago`, `3天后`: how far away something is. */
export const formatRelativeTime = (at: string, now: string, language: Language): string => {
  const minutes = Math.round((Date.parse(at) - Date.parse(now)) / MINUTE)
  const size = Math.abs(minutes)
  const words = new Intl.RelativeTimeFormat(language === 'en' ? 'en-GB' : language, {
    style: 'short',
    numeric: 'always',
  })
  if (size < 90) return words.format(minutes, 'minute')
  if (size < 36 * 60) return words.format(Math.round(minutes / 60), 'hour')
  return words.format(Math.round(minutes / (24 * 60)), 'day')
}
