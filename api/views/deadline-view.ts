import * as z from 'zod/mini'
import { inWords } from '../../core/in-words.ts'
import { timesOf } from '../../core/isolation/calendar.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { rungAfter } from '../../core/matter/ladder.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { type RuleBook, RungName } from '../../core/rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { localDate, localTime } from '../../core/time/time-zone.ts'

const ofSlot = { half: z.enum(['morning', 'evening']), day: z.int() }

const DeadlineIs = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('welcomes') }),
  z.strictObject({ type: z.literal('asks'), ...ofSlot }),
  z.strictObject({ type: z.literal('reminds'), ...ofSlot }),
  z.strictObject({ type: z.literal('misses'), ...ofSlot }),
  z.strictObject({ type: z.literal('reviews') }),
  z.strictObject({ type: z.literal('asks_again') }),
  z.strictObject({ type: z.literal('waits_for_a_decision') }),
  z.strictObject({ type: z.literal('waits_for_the_outcome') }),
  z.strictObject({ type: z.literal('releases') }),
  z.strictObject({ type: z.literal('tells_the_first_rung') }),
  z.strictObject({ type: z.literal('climbs'), from: RungName, to: RungName }),
  z.strictObject({ type: z.literal('is_told_again'), rung: RungName }),
])
type DeadlineIs = z.infer<typeof DeadlineIs>

export const Deadline = z.strictObject({
  at: InstantSchema.check(z.describe('When.')),
  words: z
    .string()
    .check(
      z.describe(
        'What happens then, in words and local time, such as "reminds at 2026-03-04 09:00 unless the morning report of day 3 comes before".',
      ),
    ),
  is: DeadlineIs.check(z.describe('The same as data, to be put into any language.')),
})
export type Deadline = z.infer<typeof Deadline>

const local = (at: Instant, zone: string): string => `${localDate(at, zone)} ${localTime(at, zone)}`

/** What an open isolation waits for. null: it is over. */
export const nextOf = (isolation: Isolation, book: RuleBook): Deadline | null => {
  const { awaiting, zone } = isolation
  if (awaiting === undefined) return null
  const { at } = awaiting
  const when = local(at, zone)
  const deadline = (is: DeadlineIs, words: string): Deadline => ({ at, words, is })
  switch (awaiting.for) {
    case 'welcome':
      return deadline({ type: 'welcomes' }, `welcomes the returnee at ${when}`)
    case 'slot': {
      const { half, day } = timesOf(isolation, book, awaiting.slot)
      return deadline({ type: 'asks', half, day }, `asks for the ${half} report of day ${day} at ${when}`)
    }
    case 'report': {
      const { half, day, closesAt } = timesOf(isolation, book, awaiting.slot)
      return plus(at, MINUTE) < closesAt
        ? deadline(
            { type: 'reminds', half, day },
            `reminds at ${when} unless the ${half} report of day ${day} comes before`,
          )
        : deadline(
            { type: 'misses', half, day },
            `the ${half} report of day ${day} is missed at ${when} unless it comes before`,
          )
    }
    case 'review':
      return deadline({ type: 'reviews' }, `reviews the isolation at ${when}`)
    case 'second_measurement':
      return deadline({ type: 'asks_again' }, `asks for a second measurement at ${when}`)
    case 'person':
      return isolation.status.name === 'under_review'
        ? deadline(
            { type: 'waits_for_a_decision' },
            `waits for a person to approve or hold the release; looks again at ${when}`,
          )
        : deadline(
            { type: 'waits_for_the_outcome' },
            `waits for the outcome from the doctor; looks again at ${when}`,
          )
    case 'release':
      return deadline({ type: 'releases' }, `releases at ${when}`)
  }
}

/** When an open matter climbs. null: it is settled. */
export const dueOf = (matter: Matter, zone: string): Deadline | null => {
  const { state } = matter
  if (state.name === 'settled') return null
  const { dueAt: at, rung } = state
  const when = local(at, zone)
  if (rung === undefined)
    return { at, words: `tells the first rung at ${when}`, is: { type: 'tells_the_first_rung' } }
  const next = rungAfter(matter)
  const then = next === undefined ? 'is told once more' : `it climbs to the ${inWords(next.rung)}`
  return {
    at,
    words: `the ${inWords(rung)} has until ${when}, then ${then}`,
    is: next === undefined ? { type: 'is_told_again', rung } : { type: 'climbs', from: rung, to: next.rung },
  }
}
