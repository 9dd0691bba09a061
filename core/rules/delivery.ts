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
export const isLasting = ({ delivery }: Message): boolean =>
  delivery?.state === 'failed' && (delivery.why === 'invalid number' || delivery.why === 'opted out')

const known = ({ state, delivery }: Message): PromptDelivery => {
  if (delivery !== undefined) return delivery.state === 'delivered' ? 'delivered' : 'not_delivered'
  return state === 'refused' ? 'not_delivered' : 'unknown'
}

/**
 * Whether the returnee had been asked when nobody answered. The newest text decides: a phone that got the prompt and was
 * off for the reminder is off. undefined: texts are not how this returnee is asked. `texts`: that asked, the newest first.
 */
export const promptDelivery = (
  { contact }: Pick<Isolation, 'contact'>,
  texts: readonly Message[],
): PromptDelivery | undefined => {
  if (contact.by === 'worker')
    return contact.why === 'no phone' || contact.why === 'opted out' ? undefined : 'not_delivered'
  const newest = texts.find(
    ({ to, state }) => to.who === 'resident' && state !== 'waiting' && state !== 'not needed',
  )
  return newest === undefined ? 'not_delivered' : known(newest)
}
