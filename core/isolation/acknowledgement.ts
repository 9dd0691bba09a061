import type { SlotId } from '../ids.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { dayOf, slotsOf } from './calendar.ts'
import type { Timing } from './events.ts'
import type { Isolation } from './isolation.ts'

/** `kept_beside`: the slot of this moment already has its report. */
export type Acknowledgement = 'thanks' | 'last_thanks' | 'read_back' | 'late' | 'extra' | 'kept_beside'

/** A reading after a question of ours: the returnee wants to know how it was read. */
const wasAskedBack = ({ toConfirm, unclearReplies }: Isolation): boolean =>
  toConfirm !== undefined || unclearReplies !== undefined

/**
 * How a normal reading is acknowledged. undefined: not at all, the next prompt names it.
 * @param isolation its state before the reading
 */
export const acknowledgement = (
  isolation: Isolation,
  book: RuleBook,
  { tenths, timing, slot }: { readonly tenths: number; readonly timing: Timing; readonly slot?: SlotId },
): Acknowledgement | undefined => {
  const isNearFever = tenths >= book.echoFrom
  if (book.acknowledge === 'never' && !isNearFever) return undefined
  if (slot === undefined) return 'extra'
  if (timing === 'extra') return 'kept_beside'
  if (timing === 'late') return 'late'
  if (isNearFever) return 'read_back'
  if (book.acknowledge === 'always') return 'thanks'
  const slots = slotsOf(isolation, book)
  const firstDay = slots[0]?.day
  if (firstDay === dayOf(slot))
    return slots.findLast(({ day }) => day === firstDay)?.id === slot ? 'last_thanks' : 'thanks'
  return timing === 'early' || wasAskedBack(isolation) ? 'thanks' : undefined
}
