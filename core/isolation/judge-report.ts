import type { SlotId } from '../ids.ts'
import type { Symptom } from '../meaning.ts'
import type { Flags } from '../person/registration.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { When } from '../time/half-day.ts'
import { HOUR, type Instant, MINUTE, plus } from '../time/instant.ts'
import { addDays, localDate } from '../time/time-zone.ts'
import { type SlotTimes, slotsOf } from './calendar.ts'
import type { Timing } from './events.ts'
import type { Isolation } from './isolation.ts'
import type { Report } from './report.ts'

export type Judgement = 'normal' | 'orange' | 'red'

/** What is known of the returnee from before. */
export interface Before {
  readonly flags: Flags
  /** Lives with somebody whose illness is confirmed. */
  readonly isCloseContact?: boolean
  readonly lastOrangeAt?: Instant
  readonly now: Instant
}

const isSecondOrange = ({ lastOrangeAt, now }: Before, { severity }: RuleBook): boolean =>
  lastOrangeAt !== undefined &&
  plus(lastOrangeAt, severity.secondOrangeAfterMinutes * MINUTE) <= now &&
  now <= plus(lastOrangeAt, severity.secondOrangeHours * HOUR)

/**
 * Judges a report. Red: a high fever, a symptom that is not mild, a fever with a symptom, anything at all in a frail
 * person or a close contact of a confirmed case at home, or the second orange within the rule book's hours. Orange: a
 * fever that a second reading may still clear, or mild symptoms without a fever.
 */
export const judge = (
  tenths: number | undefined,
  symptoms: readonly Symptom[],
  book: RuleBook,
  before?: Before,
): Judgement => {
  const { fever, severity } = book
  const hasFever = tenths !== undefined && tenths >= fever.from
  if (!hasFever && symptoms.length === 0) return 'normal'
  const isRed =
    (hasFever && (tenths >= fever.highFrom || symptoms.length > 0)) ||
    symptoms.some((symptom) => !severity.mild.includes(symptom)) ||
    (before !== undefined &&
      (severity.frail.some((flag) => before.flags[flag]) ||
        before.isCloseContact === true ||
        isSecondOrange(before, book)))
  return isRed ? 'red' : 'orange'
}

export interface Placement {
  readonly timing: Timing
  readonly slot?: SlotId
  /** For an extra report: the slot of this moment, which already has its report. */
  readonly filled?: SlotId
}

const isUnanswered = (isolation: Isolation, slot: SlotTimes): boolean => {
  const known = isolation.slots[slot.id]
  switch (known?.state) {
    case undefined:
    case 'asked':
    case 'missed':
      return true
    case 'excused':
      return known.notAsked === true
    default:
      return false
  }
}

const isCurrent = (slot: SlotTimes, now: Instant): boolean => slot.earlyFrom <= now && now < slot.closesAt

/**
 * Places a report in the slot that the text names. A slot that is filled keeps its reading: the new one becomes an
 * extra report.
 */
const placeAsSaid = (isolation: Isolation, slot: SlotTimes, now: Instant): Placement => {
  if (!isUnanswered(isolation, slot)) return { timing: 'extra', slot: slot.id, filled: slot.id }
  if (slot.closesAt <= now) return { timing: 'late', slot: slot.id }
  return { timing: now < slot.opensAt ? 'early' : 'on_time', slot: slot.id }
}

/**
 * The slot of a report made at this moment: the one the text names, if it has begun; otherwise the open one, or the next if it is
 * early enough. If the text names none, the last missed slot is filled only while no other is open: a second reading in
 * the evening does not count for the morning.
 */
const placeAt = (isolation: Isolation, slots: readonly SlotTimes[], now: Instant, when?: When): Placement => {
  if (when?.half !== undefined) {
    const date = addDays(localDate(now, isolation.zone), when.day)
    const said = slots.find((slot) => slot.date === date && slot.half === when.half && slot.earlyFrom <= now)
    if (said !== undefined) return placeAsSaid(isolation, said, now)
    // "Evening" written in the morning means yesterday evening.
    const before = addDays(date, -1)
    const last = slots.find((slot) => slot.date === before && slot.half === when.half)
    if (last !== undefined && isUnanswered(isolation, last)) return placeAsSaid(isolation, last, now)
  }
  const current = slots.find((slot) => isCurrent(slot, now))
  if (current !== undefined) {
    if (!isUnanswered(isolation, current)) return { timing: 'extra', filled: current.id }
    return placeAsSaid(isolation, current, now)
  }
  const passed = slots.findLast((slot) => slot.closesAt <= now)
  return passed !== undefined && isUnanswered(isolation, passed)
    ? { timing: 'late', slot: passed.id }
    : { timing: 'extra' }
}

/**
 * The slot of a report: as it was when the text was sent, which may have waited for days. Whatever it fills after the
 * slot has closed is late.
 */
export const placeReport = (
  isolation: Isolation,
  book: RuleBook,
  now: Instant,
  { when, sentAt = now }: Pick<Report, 'when' | 'sentAt'> = {},
): Placement => {
  if (isolation.status.name !== 'following') return { timing: 'extra' }
  const slots = slotsOf(isolation, book)
  const placed = placeAt(isolation, slots, sentAt, when)
  const slot = slots.find(({ id }) => id === placed.slot)
  return slot !== undefined && placed.timing !== 'extra' && slot.closesAt <= now
    ? { ...placed, timing: 'late' }
    : placed
}
