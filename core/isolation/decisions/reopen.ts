import { NotPossible } from '../../not-possible.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { IsolationEvent, LedgerEntry } from '../events.ts'
import { type Contact, type Isolation, isOpen, type ReopenReason } from '../isolation.ts'
import { excused } from './back-to-following.ts'

/** @param stays all isolations of the person. @throws NotPossible */
export const mustReopen = ({ id, status }: Isolation, stays: readonly Isolation[]): void => {
  if (status.name === 'released')
    throw new NotPossible(`${id} was released: whoever comes back is registered again`)
  if (status.name === 'ended' && status.kept !== undefined)
    throw new NotPossible(`${id} is a duplicate: ${status.kept} goes on in its place`)
  const other = stays.find((stay) => stay.id !== id && isOpen(stay))
  if (other !== undefined) throw new NotPossible(`this person is in isolation now as ${other.id}`)
}

const isSame = (one: Contact, other: Contact): boolean =>
  one.by === 'sms'
    ? other.by === 'sms' && one.member === other.member
    : other.by === 'worker' && one.why === other.why && one.code === other.code

/** How they are reached now, if that has changed. */
export const reachedBy = (contact: Contact, { contact: before, numberAsked }: Isolation): IsolationEvent[] =>
  isSame(contact, before)
    ? []
    : [
        { type: 'contact_changed', contact, why: 'reopened' },
        ...(numberAsked === undefined ? [] : [{ type: 'number_asked', times: numberAsked.times } as const]),
      ]

/**
 * An ended isolation goes on. Half-days that passed meanwhile are excused: nobody was asked. Its workflow begins a new
 * generation.
 * @param reached how the returnee is reached from now on
 */
export const reopen = (
  loaded: Loaded,
  reason: ReopenReason,
  by: LedgerEntry['by'],
  reached: Required<Pick<Decision, 'events' | 'messages' | 'writes'>>,
): Decision => ({
  by,
  events: [
    { type: 'reopened', reason },
    ...excused(loaded),
    ...reached.events,
    { type: 'restarted', generation: loaded.isolation.generation + 1, why: 'reopened' },
  ],
  messages: reached.messages,
  writes: reached.writes,
  plan: 'again',
})
