import type { GridId } from '../../core/ids.ts'
import { releaseFrom, slotTimes } from '../../core/isolation/calendar.ts'
import type { StatusName } from '../../core/isolation/status-name.ts'
import type { Category } from '../../core/person/registration.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { DAY, milliseconds } from '../../core/time/instant.ts'
import type { IsolationSummary, WaitsFor } from '../../record/isolation-summary.ts'
import { slotIndex } from '../../record/slot-texts.ts'
import { oneCopy } from './one-copy.ts'

/** The part of an isolation that figures need, for any moment from now on. */
export interface CountedIsolation {
  readonly grid: GridId
  /** The number of ledger entries included. */
  readonly entries: number
  /** False: read from a list, which may be newer than the list of matters. */
  readonly isSure: boolean
  readonly status: StatusName
  /** Absent once released: nothing more is counted. */
  readonly days?: Days
}

export interface Days {
  readonly category: Category
  readonly waitsFor: WaitsFor
  readonly zone: string
  /** In days since 1970. */
  readonly dayZero: number
  readonly lastDay: number
  /** One character per slot, from the morning of day 1 on. */
  readonly slots: string
  /** Slots before this one had closed at registration. 0: the morning of day 1. */
  readonly firstSlot: number
  /**
   * Approved: the time of the release. Otherwise the first moment at which it is allowed. In milliseconds since 1970.
   */
  readonly releaseFrom: number
}

const firstSlotOf = (summary: IsolationSummary, book: RuleBook): number => {
  const { lastDay, registeredAt } = summary
  for (let day = 1; day <= lastDay; day += 1)
    for (const half of ['morning', 'evening'] as const) {
      const { id, closesAt } = slotTimes(summary, book, day, half)
      if (closesAt > registeredAt) return slotIndex(id)
    }
  return 2 * lastDay
}

export const countedIsolation = (
  grid: GridId,
  summary: IsolationSummary,
  book: RuleBook,
  isSure: boolean,
): CountedIsolation => {
  const { entries, status, category, waitsFor, zone, dayZero, lastDay, slots, releaseAt } = summary
  if (status === 'released') return { grid, entries, isSure, status }
  return {
    grid,
    entries,
    isSure,
    status,
    days: {
      category,
      waitsFor,
      zone: oneCopy(zone),
      dayZero: Date.parse(dayZero) / DAY,
      lastDay,
      slots: oneCopy(slots),
      firstSlot: firstSlotOf(summary, book),
      releaseFrom: milliseconds(releaseAt ?? releaseFrom(summary, book)),
    },
  }
}
