import type { SlotId } from '../../../core/ids.ts'
import { type SlotTimes, slotsOf } from '../../../core/isolation/calendar.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import type { Instant } from '../../../core/time/instant.ts'
import type { IsolationHistory } from '../history/isolation-histories.ts'

/** How a slot that was due ended. `excused`: the returnee was with the doctor. */
export type SlotEnd = 'early' | 'on_time' | 'late' | 'missed' | 'excused'

export interface SlotOutcome {
  readonly slot: SlotTimes
  /** undefined: it was not over when the rehearsal ended. */
  readonly end: SlotEnd | undefined
  readonly askedAt?: Instant
  readonly reminders: number
  readonly reported?: Reported
}

interface Reported {
  readonly at: Instant
  readonly by: string
  readonly tenths?: number
  readonly timing: 'early' | 'on_time' | 'late' | 'extra'
  readonly reminders: number
}

/** Every slot that was due: closed when the isolation ended, or filled before. */
export const slotOutcomes = (
  { isolation, ledger }: Pick<IsolationHistory, 'isolation' | 'ledger'>,
  book: RuleBook,
  now: Instant,
): SlotOutcome[] => {
  const { status } = isolation
  const until = status.name === 'ended' || status.name === 'released' ? status.at : now
  const asked = new Map<SlotId, { at: Instant; reminders: number }>()
  const reported = new Map<SlotId, Reported>()
  for (const { at, by, event } of ledger) {
    if (event.type === 'asked' && event.by === 'sms') {
      const before = asked.get(event.slot)
      asked.set(event.slot, { at: before?.at ?? at, reminders: event.attempt })
    }
    if (event.type === 'reported' && event.slot !== undefined && event.timing !== 'extra') {
      const { slot, timing, tenths } = event
      const reminders = asked.get(slot)?.reminders ?? 0
      reported.set(slot, { at, by, timing, reminders, ...(tenths !== undefined && { tenths }) })
    }
  }
  return slotsOf(isolation, book).flatMap((slot): SlotOutcome[] => {
    const state = isolation.slots[slot.id]?.state
    const isFilled = state !== undefined && state !== 'asked'
    if (slot.closesAt > until && !isFilled) return []
    const ask = asked.get(slot.id)
    const report = reported.get(slot.id)
    return [
      {
        slot,
        end: endOf(state, report, status.name),
        reminders: ask?.reminders ?? 0,
        ...(ask !== undefined && { askedAt: ask.at }),
        ...(report !== undefined && { reported: report }),
      },
    ]
  })
}

const endOf = (
  state: string | undefined,
  report: Reported | undefined,
  status: IsolationHistory['isolation']['status']['name'],
): SlotEnd | undefined => {
  if (state === 'reported') return report?.timing === 'early' ? 'early' : 'on_time'
  if (state === 'late' || state === 'missed' || state === 'excused') return state
  // Nobody was asked while they were with the doctor, and the isolation ended there.
  return status === 'ended' || status === 'referred' ? 'excused' : undefined
}
