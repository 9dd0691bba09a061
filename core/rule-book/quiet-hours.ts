import { afterHours } from '../time/hours.ts'
import type { Instant } from '../time/instant.ts'
import type { RuleBook } from './rule-book.ts'

/** The end of the quiet hours at this instant; by day the instant itself. */
export const nextDaytime = (at: Instant, book: RuleBook, zone: string): Instant =>
  afterHours(at, book.quietHours, zone)
