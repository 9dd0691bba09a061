import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { HOUR, type Instant, plus } from '../time/instant.ts'
import type { Isolation } from './isolation.ts'

/**
 * How long the owner of a new number has, by day, before being asked again, and then before the worker is told: our
 * decision.
 */
const WAIT = 4 * HOUR

/** What is due for an unconfirmed number: its owner is asked once more, then the worker looks into it. */
export const dueForNumber = (
  { contact, numberAsked, zone }: Isolation,
  book: RuleBook,
  now: Instant,
): 'ask_again' | 'tell_the_worker' | undefined => {
  if (contact.by !== 'worker' || contact.why !== 'number_not_confirmed' || numberAsked === undefined)
    return undefined
  const dueAt = nextDaytime(plus(nextDaytime(numberAsked.at, book, zone), WAIT), book, zone)
  if (now < dueAt || nextDaytime(now, book, zone) > now) return undefined
  return numberAsked.times === 1 ? 'ask_again' : 'tell_the_worker'
}
