import type { RuleBook } from '../rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../time/instant.ts'
import { slotsOf } from './calendar.ts'
import type { Isolation } from './isolation.ts'

type PendingConfirmation = NonNullable<Isolation['toConfirm']>

/**
 * The reading that a yes of this moment would confirm: nobody answers what is asked later. A question ends with the slot in which it was asked, because a yes in the
 * evening does not confirm a reading of the morning. Asked between two slots, it ends when the next one begins; before
 * the first or after the last slot it lasts as long as a slot would.
 */
export const openQuestion = (
  isolation: Isolation,
  book: RuleBook,
  now: Instant,
): PendingConfirmation | undefined => {
  const { toConfirm } = isolation
  if (toConfirm === undefined || toConfirm.at > now) return undefined
  const slots = slotsOf(isolation, book)
  const begun = (at: Instant) => slots.findLastIndex(({ earlyFrom }) => earlyFrom <= at)
  const [asked, present] = [begun(toConfirm.at), begun(now)]
  if (asked !== present) return undefined
  const slot = slots[asked]
  const askedInIt = slot !== undefined && toConfirm.at < slot.closesAt
  const isBetween = slot !== undefined && !askedInIt && slots[asked + 1] !== undefined
  const until = askedInIt ? slot.closesAt : plus(toConfirm.at, book.slots.closeAfterMinutes * MINUTE)
  return isBetween || now < until ? toConfirm : undefined
}
