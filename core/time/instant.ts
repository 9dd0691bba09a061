/**
 * A moment in UTC, always as `2026-03-01T00:00:00.000Z`: sorts as text and can be used by a workflow's Wait directly.
 */
export type Instant = string & { readonly __brand: 'Instant' }

const SHAPE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** Every month has 28 days; later days are checked with the calendar, which costs more. */
const isInItsMonth = (text: string): boolean => {
  if (text.slice(8, 10) <= '28') return true
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString() === text
}

/** True for exactly the 24-character form that {@link instant} makes. */
export const isInstant = (text: string): text is Instant => SHAPE.test(text) && isInItsMonth(text)

/** The instant of a number of milliseconds since 1970. Throws RangeError outside the years 0 to 9999. */
export const instant = (milliseconds: number): Instant => {
  const text = new Date(milliseconds).toISOString()
  if (!isInstant(text)) throw new RangeError(`no instant for ${milliseconds} ms since 1970`)
  return text
}

export const milliseconds = (at: Instant): number => Date.parse(at)

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const plus = (at: Instant, duration: number): Instant => instant(milliseconds(at) + duration)

/** Whole seconds from one instant to another, rounded up, never negative: for TimeoutSeconds. */
export const secondsUntil = (from: Instant, to: Instant): number =>
  Math.max(0, Math.ceil((milliseconds(to) - milliseconds(from)) / 1000))

export const later = (a: Instant, b: Instant): Instant => (a > b ? a : b)
export const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b)
