import { settled } from '../../escalation/settle-matter.ts'
import type { Matter, Outcome } from '../../matter/matter.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import { slotsOf } from '../calendar.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { IsolationEvent, LedgerEntry } from '../events.ts'

/** Slots that passed while the returnee was with the doctor: nobody was asked, so they are not missed. */
export const excused = ({ isolation, book, now }: Loaded): IsolationEvent[] => {
  const slots = slotsOf(isolation, book)
    .filter((slot) => slot.closesAt <= now)
    .filter((slot) => isolation.slots[slot.id] === undefined || isolation.slots[slot.id]?.state === 'asked')
    .map((slot) => slot.id)
  return slots.length === 0 ? [] : [{ type: 'excused', slots }]
}

/** The doctor finds nothing: the returnee is asked again from the next slot on. */
export const backToFollowing = (
  loaded: Loaded,
  matter: Matter,
  outcome: Outcome,
  by: LedgerEntry['by'],
): Partial<Decision> => {
  const parts = settled(matter, outcome, by, loaded.now)
  const { name } = loaded.isolation.status
  if (name !== 'referred' && name !== 'following') return parts
  const text = messageToResident(`back-${matter.id}`, loaded.now, 'back_to_following', {})
  const messages = loaded.isolation.contact.by === 'sms' ? [...parts.messages, text] : parts.messages
  if (name === 'following') return { ...parts, messages }
  return {
    ...parts,
    events: [...parts.events, ...excused(loaded), { type: 'back_to_following' }],
    messages,
    plan: 'again',
    effects: [...parts.effects, { effect: 'isolation_goes_on' }],
  }
}
