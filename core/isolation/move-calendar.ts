import type { SlotId } from '../ids.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import type { LocalDate } from '../time/local-time.ts'
import { daysBetween } from '../time/time-zone.ts'
import { dayZeroOf, lastDayAtRegistration, releaseFrom, slotName, slotsOf } from './calendar.ts'
import type { Isolation } from './isolation.ts'

/** The dates from which an isolation is counted. */
export interface Dates {
  readonly arrivedAt: Instant
  readonly lastExposure?: LocalDate | undefined
}

export interface Calendar {
  readonly dayZero: LocalDate
  readonly lastDay: number
  readonly holds: number
}

/**
 * The calendar for these dates. undefined: day zero does not change, so nothing moves. A later day zero never ends the
 * isolation earlier: the later of the two ends counts. An earlier day zero gives the end that it implies; days of a
 * hold are kept.
 */
export const calendarBy = (isolation: Isolation, book: RuleBook, dates: Dates): Calendar | undefined => {
  const { zone, lastDay: before } = isolation
  const dayZero = dayZeroOf(dates.arrivedAt, dates.lastExposure, zone)
  const later = daysBetween(isolation.dayZero, dayZero)
  if (later === 0) return undefined
  const period = { ...isolation, ...dates, dayZero }
  const counted = lastDayAtRegistration(period, book) ?? book.days
  const kept = before - later
  const stays = (later > 0 || isolation.holds > 0) && kept > counted
  return stays
    ? { dayZero, lastDay: kept, holds: isolation.holds }
    : { dayZero, lastDay: counted, holds: later > 0 ? 0 : isolation.holds }
}

/**
 * Closed slots of a moved calendar in which nobody was asked: they are not missed. Slots in which somebody was asked
 * are judged as usual, unless they were set aside meanwhile.
 */
export const toExcuse = (before: Isolation, after: Isolation, book: RuleBook, now: Instant): SlotId[] =>
  slotsOf(after, book)
    .filter(({ closesAt }) => closesAt <= now)
    .filter(({ id }) => {
      const state = after.slots[id]?.state
      if (state === undefined) return true
      return state === 'asked' && before.slotsBefore?.[slotName(after, id)] !== undefined
    })
    .map(({ id }) => id)

/** Whether the release that was proposed or approved for the old calendar no longer holds. */
export const isWithdrawn = (after: Isolation, book: RuleBook): boolean => {
  const { status } = after
  if (status.name === 'approved') return status.releaseAt < releaseFrom(after, book)
  return status.name === 'under_review'
}
