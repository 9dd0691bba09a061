import type { SlotId } from '../ids.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { type SlotTimes, slotsOf } from './calendar.ts'
import type { Isolation } from './isolation.ts'

/** The slot that a prompt names besides its own. `tenths`: its recorded reading; absent: it was missed. */
export interface Before {
  readonly times: SlotTimes
  readonly tenths?: number
}

/**
 * The last slot before this one in which a report was due. Prompts show its recorded reading, so that a misreading is
 * noticed. undefined: there was no such slot, or it has symptoms only.
 */
export const slotBefore = (isolation: Isolation, book: RuleBook, asked: SlotId): Before | undefined => {
  const slots = slotsOf(isolation, book)
  const before = slots.slice(
    0,
    Math.max(
      0,
      slots.findIndex(({ id }) => id === asked),
    ),
  )
  const times = before.findLast(({ id }) => isolation.slots[id]?.state !== 'excused')
  const known = times === undefined ? undefined : isolation.slots[times.id]
  if (times === undefined || known === undefined) return undefined
  if (known.state === 'missed') return { times }
  if (known.state !== 'reported' && known.state !== 'late') return undefined
  return known.tenths === undefined ? undefined : { times, tenths: known.tenths }
}
