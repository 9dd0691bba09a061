import { type Instant, instant, milliseconds } from './instant.ts'
import { LocalDate, LocalTime } from './local-time.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** True for a name in this runtime's IANA time zone database. */
export const isZone = (zone: string): boolean => {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

const walls = new Map<string, number>()
const MOST_WALLS = 5_000

/**
 * The local date and time as if they were UTC, in milliseconds since 1970. Cached: the same moment is asked for often.
 */
const wallClock = (at: number, zone: string): number => {
  const key = `${zone} ${Math.floor(at / 1000)}`
  const known = walls.get(key)
  if (known !== undefined) return known
  const wall = readWall(at, zone)
  if (walls.size >= MOST_WALLS) walls.clear()
  walls.set(key, wall)
  return wall
}

const readWall = (at: number, zone: string): number => {
  const part = new Map<string, string>()
  for (const { type, value } of formatOf(zone).formatToParts(at)) part.set(type, value)
  const get = (name: string): number => Number(part.get(name))
  return Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
}

const offset = (at: number, zone: string): number => wallClock(at, zone) - Math.floor(at / 1000) * 1000

const remembered = new Map<string, Instant>()

/**
 * The instant of a local date and time. A time that the clocks skip (summer time begins) means the moment they jump; a
 * time that occurs twice means the first.
 */
export const instantAt = (date: LocalDate, time: LocalTime, zone: string): Instant => {
  const key = `${zone} ${date} ${time}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const wall = Date.parse(`${date}T${time}:00.000Z`)
  const before = offset(wall - 86_400_000, zone)
  const after = offset(wall + 86_400_000, zone)
  const candidates = [wall - before, wall - after].filter((at) => at + offset(at, zone) === wall)
  const found = instant(
    candidates.length > 0 ? Math.min(...candidates) : jump(wall - before, wall - after, zone),
  )
  if (remembered.size > 5_000) remembered.clear()
  remembered.set(key, found)
  return found
}

/** The moment between two instants at which the offset changes. */
const jump = (a: number, b: number, zone: string): number => {
  let low = Math.min(a, b)
  let high = Math.max(a, b)
  const first = offset(low, zone)
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offset(middle, zone) === first) low = middle
    else high = middle
  }
  return high
}

export const localDate = (at: Instant, zone: string): LocalDate =>
  LocalDate.parse(new Date(wallClock(milliseconds(at), zone)).toISOString().slice(0, 10))

export const localTime = (at: Instant, zone: string): LocalTime =>
  LocalTime.parse(new Date(wallClock(milliseconds(at), zone)).toISOString().slice(11, 16))

export const addDays = (date: LocalDate, days: number): LocalDate =>
  LocalDate.parse(new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10))

export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
