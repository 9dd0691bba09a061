import type { RuleBook } from '../rule-book/rule-book.ts'
import { HOUR, type Instant, plus } from '../time/instant.ts'
import type { Isolation } from './isolation.ts'

/**
 * If nobody is asked, as with the doctor or after the end, no new slot resets the count: it resets after half a day.
 */
const COUNTED = 12 * HOUR

type Known = NonNullable<Isolation['unclearReplies']>
type Unclear = Pick<Isolation, 'unclearReplies'>

/** A message that was not understood, or one that was but has to be confirmed. */
export type Kind = 'not_understood' | 'to_confirm'

const knownAt = ({ unclearReplies }: Unclear, now: Instant): Known =>
  unclearReplies === undefined || plus(unclearReplies.since, COUNTED) <= now
    ? { since: now, count: 0 }
    : unclearReplies

/** The count with one more of this kind. */
export const withOneMoreUnclear = (isolation: Unclear, kind: Kind, now: Instant): Known => {
  const { since, count, toConfirm = 0 } = knownAt(isolation, now)
  const questions = kind === 'to_confirm' ? toConfirm + 1 : toConfirm
  return { since, count: count + 1, ...(questions === 0 ? {} : { toConfirm: questions }) }
}

/** The rule book's number of messages that were not understood; questions whether a reading is right allow one more. */
const isEnough = ({ count, toConfirm = 0 }: Known, { unclearRepliesPerSlot: most }: RuleBook): boolean =>
  count - toConfirm >= most || count > most

/**
 * What follows one more unclear message in a slot: a question back; a person is told; or nothing, because a person
 * knows already.
 */
export const afterUnclear = (
  isolation: Unclear,
  kind: Kind,
  book: RuleBook,
  now: Instant,
): 'ask' | 'hand_over' | 'say_nothing' => {
  if (isEnough(knownAt(isolation, now), book)) return 'say_nothing'
  return isEnough(withOneMoreUnclear(isolation, kind, now), book) ? 'hand_over' : 'ask'
}
