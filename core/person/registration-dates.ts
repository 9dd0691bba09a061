import { earlier, type Instant } from '../time/instant.ts'
import { type LocalDate, LocalTime } from '../time/local-time.ts'
import { daysBetween, instantAt, localDate } from '../time/time-zone.ts'
import type { Problem } from './problem.ts'

/** An arrival as people give it. */
export interface Arrival {
  readonly date: LocalDate
  readonly time?: LocalTime | undefined
}

const END_OF_DAY = LocalTime.parse('23:59')

/** Without a time of day: the end of the arrival day, or now if that is earlier, so that nobody leaves too soon. */
export const arrivalOf = ({ date, time }: Arrival, zone: string, now: Instant): Instant => {
  if (time !== undefined) return instantAt(date, time, zone)
  return date === localDate(now, zone)
    ? earlier(now, instantAt(date, END_OF_DAY, zone))
    : instantAt(date, END_OF_DAY, zone)
}

/** An older date is more likely a typing error. */
const OLDEST_DAYS = 365

/** Everything that is wrong with these dates. */
export const dateProblems = (
  {
    arrivedAt,
    lastExposure,
  }: { readonly arrivedAt?: Arrival | undefined; readonly lastExposure?: LocalDate | null | undefined },
  zone: string,
  now: Instant,
): Problem[] => {
  const problems: Problem[] = []
  const today = localDate(now, zone)
  if (arrivedAt !== undefined) {
    if (arrivalOf(arrivedAt, zone, now) > now || arrivedAt.date > today)
      problems.push({ field: 'arrivedAt', reason: 'lies in the future' })
    else if (daysBetween(arrivedAt.date, today) > OLDEST_DAYS)
      problems.push({ field: 'arrivedAt', reason: 'lies more than a year back' })
  }
  if (lastExposure != null && lastExposure > today)
    problems.push({ field: 'lastExposure', reason: 'lies in the future' })
  else if (lastExposure != null && daysBetween(lastExposure, today) > OLDEST_DAYS)
    problems.push({ field: 'lastExposure', reason: 'lies more than a year back' })
  return problems
}
