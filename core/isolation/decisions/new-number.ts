import type { Person } from '../../person/person.ts'
import type { Write } from '../../ports/store.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { ByWorker } from '../isolation.ts'

/** What a number adds to a decision, and the person as they are from then on. */
export interface WithNumber extends Required<Pick<Decision, 'events' | 'messages'>> {
  readonly person: Person
}

/** How somebody is reached whose number changes, and the writes that go with it. */
export interface NumberChange {
  /** undefined: the isolation is over. */
  readonly measured: ByWorker | undefined
  readonly writes: readonly Write[]
}

/**
 * A new number counts once its owner confirms it, and until then the worker measures.
 * @param measured how they are reached until then. undefined: the isolation is over, and nobody is asked
 * @param key the question's
 */
export const newNumber = (
  { now }: Pick<Loaded, 'now'>,
  { phone: _, pendingPhone: __, ...person }: Person,
  number: string,
  measured: ByWorker | undefined,
  key: string,
): WithNumber =>
  measured === undefined
    ? { events: [], messages: [], person: { ...person, phone: number } }
    : {
        events: [
          { type: 'contact_changed', contact: measured, why: 'number_mended' },
          { type: 'number_asked', times: 1 },
        ],
        messages: [messageToResident(key, now, 'confirm_number', {})],
        person: { ...person, pendingPhone: number },
      }

/** No phone any more: the worker measures from now on. `measured` as above. */
export const noNumber = (
  { phone: _, pendingPhone: __, ...person }: Person,
  measured: ByWorker | undefined,
): WithNumber => ({
  events: measured === undefined ? [] : [{ type: 'contact_changed', contact: measured, why: 'no_phone' }],
  messages: [],
  person,
})
