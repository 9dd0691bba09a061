import type { SlotId } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Message } from '../../message/message.ts'
import type { RefusalReason } from '../../ports/messages.ts'
import type { Loaded, TellsNobody } from '../decision.ts'
import { isLasting, promptOf, wentToFormerNumber } from '../prompt-delivery.ts'
import { promptedSlot } from '../resend.ts'
import { deliveryKnown } from './delivery-known.ts'

/** A message as it was known, and as its receipt leaves it. */
export interface News {
  readonly before: Message
  readonly after: Message
}

/** The receipt says that this number will never take a message, and that is new. */
export const lastingFailure = ({ before, after }: News): RefusalReason | undefined => {
  if (!isLasting(after) || after.delivery?.state !== 'failed' || before.delivery !== undefined)
    return undefined
  return after.delivery.why === 'opted_out' ? 'opted_out' : 'invalid_number'
}

/** It went to a number that is the returnee's no longer: nothing follows from its receipt. */
export const isOfFormerNumber = ({ isolation }: Loaded, { after }: News): boolean =>
  after.to.who === 'resident' && wentToFormerNumber(isolation, after)

/** The missed slot that the message asked for. undefined: it asked for none that was missed. */
export const missedSlotOf = ({ isolation }: Loaded, { after }: News): SlotId | undefined => {
  const slot = after.to.who === 'resident' ? promptedSlot(isolation, after.key) : undefined
  return slot !== undefined && isolation.slots[slot]?.state === 'missed' ? slot : undefined
}

/**
 * A receipt that comes after its slot was missed may change who looks into the silence. `asked`: the prompt and
 * reminders of the slot. `open`: the matters that news of this prompt may change.
 */
export const receiptAfterSlot = (
  { isolation, book, now }: Loaded,
  slot: SlotId,
  { after }: News,
  asked: readonly Message[],
  open: readonly Matter[],
): TellsNobody | undefined => {
  const prompt = promptOf(
    { ...isolation, contact: { by: 'sms' } },
    book,
    slot,
    asked.map((message) => (message.key === after.key ? after : message)),
  )
  const known = isolation.slots[slot]
  if (prompt === undefined || known?.state !== 'missed' || prompt === known.prompt) return undefined
  const decision = deliveryKnown(open, slot, prompt, now)
  return decision.events.length === 0 ? undefined : { by: 'workflow', ...decision }
}
