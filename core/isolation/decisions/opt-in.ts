import { messageToResident } from '../../texts/recorded-message.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import type { BySms } from '../isolation.ts'

/**
 * START brings the messages back to the number on record.
 * @param asked how they are asked from now on. undefined: nothing changes
 */
export const optIn = ({ now }: Loaded, inbound: string, asked: BySms | undefined, key: string): Decision => {
  const by = 'resident'
  const received: IsolationEvent = { type: 'message_received', meaning: 'start', inbound }
  if (asked === undefined) return { by, events: [received] }
  return {
    by,
    events: [received, { type: 'contact_changed', contact: asked, why: 'opted_in_again' }],
    messages: [messageToResident(key, now, 'resumed', {})],
  }
}
