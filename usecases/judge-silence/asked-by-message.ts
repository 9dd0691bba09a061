import type { SlotId } from '../../core/ids.ts'
import { slotName } from '../../core/isolation/calendar.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { promptKey } from '../../core/isolation/resend.ts'
import type { Message } from '../../core/message/message.ts'
import type { Store } from '../../core/ports/store.ts'
import { recordedMessages } from '../../record/message-repository.ts'

/** At most three reminders follow a prompt. */
const LIMIT = 3

/** The prompt and reminders of one slot, newest first. */
export const askedByMessage = async (
  store: Store,
  isolation: Pick<Isolation, 'id' | 'dayZero' | 'namedFrom'>,
  slot: SlotId,
): Promise<Message[]> => {
  const name = slotName(isolation, slot)
  const attempts = Array.from({ length: LIMIT + 1 }, (_, attempt) => LIMIT - attempt)
  const keys = attempts.map((attempt) => promptKey(name, attempt))
  return recordedMessages(store, isolation.id, keys)
}
