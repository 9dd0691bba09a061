import type { Isolation, PromptDelivery } from '../domain/isolation.ts'
import type { Message } from '../domain/message.ts'
import type { Receipt } from '../ports/messages.ts'

/**
 * A message as it is known after a receipt. Receipts come late, twice and in any order: what was delivered once stays
 * so, and of two failures the first is kept. The same message: the receipt says nothing new.
 */
export const withReceipt = (message: Message, { providerId, delivery }: Receipt): Message => {
  const known = message.delivery?.state
  if (known === 'delivered' || known === delivery.state) return message
  // The provider has it, whatever a crash hid.
  return { ...message, state: 'sent', providerId: message.providerId ?? providerId, delivery }
}

/** A number that will never take a text, not only now. */
export const isLasting = ({ delivery }: Pick<Message, 'delivery'>): boolean =>
  delivery?.state === 'failed' && (delivery.why === 'invalid number' || delivery.why === 'opted out')

const known = ({ state, delivery }: Message): PromptDelivery => {
  if (delivery !== undefined) return delivery.state === 'delivered' ? 'delivered' : 'not_delivered'
  return state === 'refused' ? 'not_delivered' : 'unknown'
}

/** It went to a phone that the returnee has given up since, or that was somebody else's. */
export const wentElsewhere = (
  { phoneSince }: Pick<Isolation, 'phoneSince'>,
  { at, claimedAt = at }: Message,
): boolean => phoneSince !== undefined && claimedAt < phoneSince

/**
 * Whether the returnee had been asked when nobody answered. The newest text to the phone that is theirs now decides: one
 * that got the prompt and was off for the reminder is off. undefined: texts are not how this returnee is asked. `texts`: that asked, the newest first.
 */
export const promptDelivery = (
  isolation: Pick<Isolation, 'contact' | 'phoneSince'>,
  texts: readonly Message[],
): PromptDelivery | undefined => {
  const { contact } = isolation
  if (contact.by === 'worker')
    return contact.why === 'no phone' || contact.why === 'opted out' ? undefined : 'not_delivered'
  const newest = texts.find(
    (text) =>
      text.to.who === 'resident' &&
      text.state !== 'waiting' &&
      text.state !== 'not needed' &&
      !wentElsewhere(isolation, text),
  )
  return newest === undefined ? 'not_delivered' : known(newest)
}
