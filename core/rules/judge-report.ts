import type { SlotId } from '../domain/ids.ts'
import type { Isolation, Symptom } from '../domain/isolation.ts'
import type { Timing } from '../domain/ledger.ts'
import type { RuleBook } from '../domain/rule-book.ts'
import type { Instant } from '../instant.ts'
import { type Half, type SlotTimes, slotsOf } from './calendar.ts'

export type Judgement = 'normal' | 'orange' | 'red'

/** Red: a high fever or any symptom. Orange: a fever that a second reading may still clear; the alert is not held back. */
export const judge = (
  tenths: number | undefined,
  symptoms: readonly Symptom[],
  book: RuleBook,
): Judgement => {
  if (symptoms.length > 0) return 'red'
  if (tenths === undefined || tenths < book.fever.from) return 'normal'
  return tenths >= book.fever.highFrom ? 'red' : 'orange'
}

export interface Placement {
  readonly timing: Timing
  readonly slot?: SlotId
  /** For an extra report: the slot of this moment, which has its report already. */
  readonly filled?: SlotId
}

/**
 * The slot that a report of this moment belongs to: the open one, else the next if it is early enough, else the last
 * one that was missed. `half` is what the resident wrote (morning, evening); it decides only where two would fit.
 */
export const placeReport = (isolation: Isolation, book: RuleBook, now: Instant, half?: Half): Placement => {
  if (isolation.status.name !== 'following') return { timing: 'extra' }
  const unanswered = (slot: SlotTimes): boolean => {
    const state = isolation.slots[slot.id]?.state
    return state === undefined || state === 'asked' || state === 'missed'
  }
  const candidates: (Placement & { readonly half: Half })[] = []
  const slots = slotsOf(isolation, book)
  for (const slot of slots) {
    if (slot.earlyFrom > now || now >= slot.closesAt || !unanswered(slot)) continue
    candidates.push({ timing: now < slot.opensAt ? 'early' : 'on time', slot: slot.id, half: slot.half })
  }
  const passed = slots.findLast((slot) => slot.closesAt <= now)
  if (passed !== undefined && unanswered(passed))
    candidates.push({ timing: 'late', slot: passed.id, half: passed.half })
  const chosen = candidates.find((candidate) => candidate.half === half) ?? candidates[0]
  if (chosen === undefined) {
    const current = slots.find((slot) => slot.earlyFrom <= now && now < slot.closesAt)
    return { timing: 'extra', ...(current === undefined ? {} : { filled: current.id }) }
  }
  const { half: _, ...placement } = chosen
  return placement
}
