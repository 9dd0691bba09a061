import { inWords } from '../in-words.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { HOUR, type Instant, plus } from '../time/instant.ts'
import { type SlotTimes, slotsOf } from './calendar.ts'
import type { Isolation } from './isolation.ts'

export type Verdict =
  | { readonly verdict: 'propose' }
  | { readonly verdict: 'hold'; readonly reasons: readonly string[] }
  | { readonly verdict: 'office_decides'; readonly reasons: readonly string[] }

const isClean = (isolation: Isolation, slot: SlotTimes, book: RuleBook): boolean => {
  const known = isolation.slots[slot.id]
  if (known?.state !== 'reported' && known?.state !== 'late') return false
  return known.tenths !== undefined && known.tenths < book.fever.from && known.symptoms === 0
}

/**
 * Whether a finished period may be proposed for release. Clean means: every slot of the last day reported without fever
 * or symptom, none in the hours before, and no open matter. The reasons say in words what is missing. A last day
 * without any slot proves nothing, so it is not clean.
 */
export const review = (isolation: Isolation, book: RuleBook, now: Instant): Verdict => {
  const reasons: string[] = []
  const lastDay = slotsOf(isolation, book).filter((slot) => slot.day === isolation.lastDay)
  if (lastDay.length === 0)
    return { verdict: 'office_decides', reasons: ['registered after the period was over'] }
  for (const slot of lastDay)
    if (!isClean(isolation, slot, book)) reasons.push(`no clean report on day ${slot.day}, ${slot.half}`)
  if (
    isolation.lastFeverAt !== undefined &&
    plus(isolation.lastFeverAt, book.release.cleanHours * HOUR) > now
  )
    reasons.push(`a fever or symptom in the last ${book.release.cleanHours} hours`)
  for (const { kind } of Object.values(isolation.matters)) reasons.push(`a matter is open: ${inWords(kind)}`)
  if (reasons.length === 0) return { verdict: 'propose' }
  return isolation.holds < book.release.maxHolds
    ? { verdict: 'hold', reasons }
    : { verdict: 'office_decides', reasons }
}
