import * as z from 'zod/mini'
import type { Escalation } from '../../core/domain/escalation.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import type { Isolation } from '../../core/domain/isolation.ts'
import type { RuleBook } from '../../core/domain/rule-book.ts'
import { type Instant, MINUTE, plus } from '../../core/instant.ts'
import { timesOf } from '../../core/rules/calendar.ts'
import { localDate, localTime } from '../../core/zone.ts'

export const Deadline = z.strictObject({
  at: InstantSchema.check(z.describe('When.')),
  words: z
    .string()
    .check(
      z.describe(
        'What happens then, in words and local time, such as "reminds at 2026-03-04 09:00 unless the morning report of day 3 comes before".',
      ),
    ),
})
export type Deadline = z.infer<typeof Deadline>

const local = (at: Instant, zone: string): string => `${localDate(at, zone)} ${localTime(at, zone)}`

/** What an open isolation waits for. null: it is over. */
export const nextOf = (isolation: Isolation, book: RuleBook): Deadline | null => {
  const { awaiting, zone } = isolation
  if (awaiting === undefined) return null
  const { at } = awaiting
  const when = local(at, zone)
  const deadline = (words: string): Deadline => ({ at, words })
  switch (awaiting.for) {
    case 'slot': {
      const { half, day } = timesOf(isolation, book, awaiting.slot)
      return deadline(`asks for the ${half} report of day ${day} at ${when}`)
    }
    case 'report': {
      const { half, day, closesAt } = timesOf(isolation, book, awaiting.slot)
      return deadline(
        plus(at, MINUTE) < closesAt
          ? `reminds at ${when} unless the ${half} report of day ${day} comes before`
          : `the ${half} report of day ${day} is missed at ${when} unless it comes before`,
      )
    }
    case 'review':
      return deadline(`reviews the isolation at ${when}`)
    case 'second measurement':
      return deadline(`asks for a second measurement at ${when}`)
    case 'person':
      return deadline(
        isolation.status.name === 'under review'
          ? `waits for a person to approve or hold the release; looks again at ${when}`
          : `waits for the outcome from the doctor; looks again at ${when}`,
      )
    case 'release':
      return deadline(`releases at ${when}`)
  }
}

/** When an open matter climbs. null: it is settled. */
export const dueOf = ({ state, ladder }: Escalation, zone: string): Deadline | null => {
  if (state.name === 'settled') return null
  const when = local(state.dueAt, zone)
  if (state.rung === undefined) return { at: state.dueAt, words: `tells the first rung at ${when}` }
  const next = ladder.slice(state.at + 1).find((rung) => rung.onlyIfAbsenceConfirmed !== true)
  const then = next === undefined ? 'is told once more' : `it climbs to the ${next.rung}`
  return { at: state.dueAt, words: `the ${state.rung} has until ${when}, then ${then}` }
}
