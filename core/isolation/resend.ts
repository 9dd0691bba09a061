import { SlotId } from '../ids.ts'
import type { Message } from '../message/message.ts'
import { slotNamed } from './calendar.ts'
import type { Isolation } from './isolation.ts'

const mustArrive = new Set([
  'fever',
  'measure_again',
  'danger',
  'measure_prompt',
  'released',
  'held',
  'last_day_moved',
  'welcome',
  'instructions',
  'letters',
  'confirm_number',
  'household_confirmed',
])

/**
 * Whether to send a message again when a crash has hidden its result. Doubled prompts teach people to ignore prompts,
 * and a reminder or a worker follows anyway; after a lost alert, notice or staff message nothing follows.
 */
export const repeatAfterCrash = (message: Pick<Message, 'to' | 'template'>): boolean =>
  message.to.who === 'staff' || mustArrive.has(message.template)

/** The business key of a prompt (attempt 0) or reminder, with the slot's name: {@link slotName}. */
export const promptKey = (slot: SlotId, attempt: number): string => `prompt-${slot}-${attempt}`

/** The slot of a prompt or reminder. undefined: another message, or a slot before day 1. */
export const promptedSlot = (
  isolation: Pick<Isolation, 'dayZero' | 'namedFrom'>,
  key: string,
): SlotId | undefined => {
  const name = SlotId.safeParse(/^prompt-(.+)-\d+$/.exec(key)?.[1])
  return name.success ? slotNamed(isolation, name.data) : undefined
}
