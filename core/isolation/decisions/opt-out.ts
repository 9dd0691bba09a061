import { messageToResident } from '../../texts/recorded-message.ts'
import { endDate } from '../calendar.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { type ByWorker, isOpen, openMatters } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/** STOP brings messages that this returnee does not get as it is. */
export const getsMessages = ({ isolation }: Loaded): boolean =>
  isOpen(isolation) && isolation.contact.by === 'sms'

/**
 * STOP ends the messages, not the care: the worker takes over, and a matter says so.
 * @param measured how they are reached from now on. undefined: nothing changes
 */
export const optOut = (
  loaded: Loaded,
  inbound: string,
  measured: ByWorker | undefined,
  key: string,
): Decision => {
  const { isolation, now } = loaded
  const by = 'resident'
  const received: IsolationEvent = { type: 'message_received', meaning: 'stop', inbound }
  if (!isOpen(isolation))
    return {
      by,
      events: [received],
      messages: [messageToResident(key, now, 'ended', { date: endDate(isolation) })],
    }
  if (measured === undefined) return { by, events: [received] }
  const changed: IsolationEvent = { type: 'contact_changed', contact: measured, why: 'opted_out' }
  if (openMatters(isolation).some(({ kind }) => kind === 'opted_out'))
    return { by, events: [received, changed] }
  const opened = openMatter(loaded, { kind: 'opted_out', inbound })
  return { by, events: [received, changed, opened.event], matters: [opened.matter] }
}
