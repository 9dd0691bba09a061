import type { Message } from '../../message/message.ts'
import type { RefusalReason } from '../../ports/messages.ts'
import type { ContinuesNothing, Loaded, TellsNobody } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { type Contact, type Isolation, isOpen } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

const isUnconfirmed = ({ contact }: Isolation): boolean =>
  contact.by === 'worker' && contact.why === 'number_not_confirmed'

/**
 * Why the grid worker measures from now on. undefined: the message was for a post, the isolation is over, or the worker
 * measures already.
 */
export const workerAfterRefusal = (
  { isolation }: Loaded,
  { to, template }: Message,
  reason: RefusalReason,
): 'opted_out' | 'unreachable' | undefined => {
  const asked = template === 'confirm_number' && isUnconfirmed(isolation)
  if (to.who === 'staff' || !isOpen(isolation) || (isolation.contact.by === 'worker' && !asked))
    return undefined
  return reason === 'opted_out' ? 'opted_out' : 'unreachable'
}

/**
 * A number is not served. That is no silence: the grid worker asks the returnee from now on, and a matter of its own is
 * opened to correct the number. It never counts towards the police. `contact`: by the worker, if that changes.
 */
export const recordRefusal = (
  loaded: Loaded,
  message: Message,
  reason: RefusalReason,
  contact: Contact | undefined,
): TellsNobody & ContinuesNothing => {
  const undelivered: IsolationEvent = { type: 'message_not_delivered', message: message.key, reason }
  const kind = workerAfterRefusal(loaded, message, reason)
  if (kind === undefined || contact === undefined) return { by: 'workflow', events: [undelivered] }
  const opened = openMatter(loaded, { kind, ...(kind === 'unreachable' ? { prompt: 'not_delivered' } : {}) })
  return {
    by: 'workflow',
    events: [undelivered, { type: 'contact_changed', contact, why: reason }, opened.event],
    matters: [opened.matter],
  }
}
