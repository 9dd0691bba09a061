import { SlotId } from '../ids.ts'
import type { Message, PromptDelivery, Receipt } from '../message/message.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import { timesOf } from './calendar.ts'
import type { Isolation } from './isolation.ts'

/**
 * A message after a receipt. Receipts come late, twice and in any order: a delivered message stays delivered, and of
 * two failures the first is kept. Returns the same message if the receipt adds nothing.
 */
export const withReceipt = (message: Message, { providerId, delivery }: Receipt): Message => {
  const known = message.delivery?.state
  if (known === 'delivered' || known === delivery.state) return message
  // The provider has it, even if a crash hid the result.
  return { ...message, state: 'sent', providerId: message.providerId ?? providerId, delivery }
}

/** A number that will never receive a message. */
export const isLasting = ({ delivery }: Pick<Message, 'delivery'>): boolean =>
  delivery?.state === 'failed' && (delivery.why === 'invalid_number' || delivery.why === 'opted_out')

const known = ({ state, delivery }: Message): PromptDelivery => {
  if (delivery !== undefined) return delivery.state === 'delivered' ? 'delivered' : 'not_delivered'
  return state === 'refused' ? 'not_delivered' : 'unknown'
}

/** It went to a number that the returnee has given up since, or that belonged to somebody else. */
export const wentToFormerNumber = (
  { phoneSince }: Pick<Isolation, 'phoneSince'>,
  { at, claimedAt = at }: Message,
): boolean => phoneSince !== undefined && claimedAt < phoneSince

/**
 * Whether the returnee had been asked when nobody answered. The newest message to their present number decides: a phone
 * that received the prompt but not the reminder is off. undefined: this returnee is not asked by SMS. `texts`: those
 * that asked, newest first.
 */
const promptDelivery = (
  isolation: Pick<Isolation, 'contact' | 'phoneSince'>,
  texts: readonly Message[],
): PromptDelivery | undefined => {
  const { contact } = isolation
  if (contact.by === 'worker')
    return contact.why === 'no_phone' || contact.why === 'opted_out' ? undefined : 'not_delivered'
  const newest = texts.find(
    (text) =>
      text.to.who === 'resident' &&
      text.state !== 'waiting' &&
      text.state !== 'not_needed' &&
      !wentToFormerNumber(isolation, text),
  )
  return newest === undefined ? 'not_delivered' : known(newest)
}

/**
 * What people who look into a silence should know. Somebody who has written since they were asked gave no reading, but
 * is not silent. `texts`: those that asked in the slot, newest first.
 */
export const promptOf = (
  isolation: Isolation,
  book: RuleBook,
  slot: SlotId,
  texts: readonly Message[],
): PromptDelivery | undefined => {
  const prompt = promptDelivery(isolation, texts)
  if (prompt === undefined || prompt === 'not_delivered') return prompt
  return hasWrittenSince(isolation, book, slot) ? 'written_back' : prompt
}

export const hasWrittenSince = (isolation: Isolation, book: RuleBook, slot: SlotId): boolean =>
  isolation.wroteAt !== undefined && isolation.wroteAt >= timesOf(isolation, book, slot).opensAt

/** The newest missed slot; a silence is judged by it. */
export const newestMissed = ({ slots }: Pick<Isolation, 'slots'>): SlotId | undefined => {
  let newest: { readonly slot: SlotId; readonly at: Instant } | undefined
  for (const [id, known] of Object.entries(slots))
    if (known.state === 'missed' && (newest === undefined || known.at >= newest.at))
      newest = { slot: SlotId.parse(id), at: known.at }
  return newest?.slot
}
