import * as z from 'zod/mini'
import { MatterId, SlotId } from '../../core/ids.ts'
import { dayAt, type SlotTimes, slotsOf, slotTimes } from '../../core/isolation/calendar.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import type { Half } from '../../core/time/half-day.ts'
import type { Instant } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { Temperature } from './temperature.ts'

export const SlotState = z.enum(['to_come', 'open', 'asked', 'reported', 'missed', 'late', 'excused'])
export type SlotState = z.infer<typeof SlotState>

export const SlotView = z.strictObject({
  id: SlotId,
  day: z.int(),
  half: z.enum(['morning', 'evening']),
  date: LocalDate,
  opensAt: InstantSchema.check(z.describe('When the prompt goes out.')),
  remindersAt: z.array(InstantSchema),
  closesAt: InstantSchema.check(z.describe('Missed if there is no report until then.')),
  state: SlotState,
  at: z.optional(InstantSchema.check(z.describe('Since when it is in this state.'))),
  temperature: z.optional(Temperature),
  symptoms: z.optional(z.int().check(z.describe('How many symptoms were named.'))),
  attempt: z.optional(z.int().check(z.describe('0: the prompt is sent. 1, 2: the number of reminders.'))),
  matter: z.optional(MatterId),
  notAsked: z.optional(
    z.literal(true).check(z.describe('Excused because no text had left when the slot closed.')),
  ),
})
export type SlotView = z.infer<typeof SlotView>

const stateOf = (
  isolation: Isolation,
  slot: SlotTimes,
  now: Instant,
): Pick<SlotView, 'state' | 'at' | 'temperature' | 'symptoms' | 'attempt' | 'matter' | 'notAsked'> => {
  const known = isolation.slots[slot.id]
  switch (known?.state) {
    case undefined:
      // Nobody is asked while with the doctor.
      if (isolation.status.name === 'referred' && slot.date <= localDate(now, isolation.zone))
        return { state: 'excused' }
      return { state: now < slot.opensAt ? 'to_come' : 'open' }
    case 'asked':
      return { state: 'asked', at: known.at, attempt: known.attempt }
    case 'missed':
      return { state: 'missed', at: known.at, matter: known.matter }
    case 'excused':
      return { state: 'excused', ...(known.notAsked === undefined ? {} : { notAsked: true }) }
    case 'reported':
    case 'late':
      return {
        state: known.state,
        at: known.at,
        symptoms: known.symptoms,
        ...(known.tenths === undefined ? {} : { temperature: known.tenths / 10 }),
      }
  }
}

/** Every slot of the calendar, past and to come. */
export const slotViews = (isolation: Isolation, book: RuleBook, now: Instant): SlotView[] =>
  slotsOf(isolation, book).map((slot) => {
    const { id, day, half, date, opensAt, remindersAt, closesAt } = slot
    return {
      id,
      day,
      half,
      date,
      opensAt,
      remindersAt: [...remindersAt],
      closesAt,
      ...stateOf(isolation, slot, now),
    }
  })

/** One slot of today. null: none is due today, or none any more. */
export const slotToday = (
  isolation: Isolation,
  book: RuleBook,
  half: Half,
  now: Instant,
): { readonly slot: SlotTimes; readonly state: SlotState } | null => {
  const day = dayAt(isolation, now)
  if (day < 1 || day > isolation.lastDay) return null
  const slot = slotTimes(isolation, book, day, half)
  if (slot.closesAt <= isolation.registeredAt) return null
  if (isolation.slots[slot.id] === undefined && !isOpen(isolation)) return null
  return { slot, state: stateOf(isolation, slot, now).state }
}
