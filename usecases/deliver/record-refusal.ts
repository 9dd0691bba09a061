import type { IsolationId } from '../../core/ids.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Message } from '../../core/message/message.ts'
import type { RefusalReason } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Decision, handleCommand, type Loaded } from '../../record/isolation-repository.ts'
import { contactByWorker } from '../open-matter/contact-by-worker.ts'
import { openMatter, startLadders } from '../open-matter/open-matter.ts'

const isUnconfirmed = ({ contact }: Isolation): boolean =>
  contact.by === 'worker' && contact.why === 'number_not_confirmed'

/**
 * What changes when a number is not served. That is no silence: the grid worker asks the returnee from now on, and a
 * matter of its own is opened to correct the number. It never counts towards the police.
 */
export const refused = async (
  ports: Ports,
  loaded: Loaded,
  message: Message,
  reason: RefusalReason,
): Promise<Decision> => {
  const { isolation } = loaded
  const undelivered: IsolationEvent = { type: 'message_not_delivered', message: message.key, reason }
  const asked = message.template === 'confirm_number' && isUnconfirmed(isolation)
  if (message.to.who === 'staff' || !isOpen(isolation) || (isolation.contact.by === 'worker' && !asked))
    return { by: 'workflow', events: [undelivered] }
  const kind = reason === 'opted_out' ? 'opted_out' : 'unreachable'
  const contact = await contactByWorker(ports, loaded, kind)
  const opened = await openMatter(
    ports,
    loaded,
    { kind, ...(kind === 'unreachable' ? { prompt: 'not_delivered' } : {}) },
    contact.contact.code,
  )
  return {
    by: 'workflow',
    events: [undelivered, { type: 'contact_changed', contact: contact.contact, why: reason }, opened.event],
    matters: [{ matter: opened.matter }],
    writes: [...contact.writes, opened.write],
  }
}

/** A post whose phone takes no messages learns of no matter: somebody has to be told. */
export const logRefusedStaffPhone = (
  { log }: Pick<Ports, 'log'>,
  isolation: IsolationId,
  { to }: Message,
  reason: RefusalReason,
): void => {
  if (to.who === 'staff') log.error('staff.phone-refused', { isolation, staff: to.staff, reason })
}

/** Records that the provider has refused a message. */
export const recordRefusal = async (
  ports: Ports,
  id: IsolationId,
  message: Message,
  reason: RefusalReason,
): Promise<void> => {
  const result = await handleCommand(ports, id, (loaded) => refused(ports, loaded, message, reason))
  logRefusedStaffPhone(ports, id, message, reason)
  await startLadders(ports, result)
}
