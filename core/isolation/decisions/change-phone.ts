import type { Matter } from '../../matter/matter.ts'
import type { Person } from '../../person/person.ts'
import type { PersonChange } from '../../person/person-change.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import { type ByWorker, isOpen } from '../isolation.ts'
import { newNumber } from './new-number.ts'
import { wereNotAsked } from './were-not-asked.ts'

/** Whether a number is not the one at which they are asked anyway. */
export const isAnotherNumber = ({ isolation }: Loaded, { phone }: Person, number: string): boolean =>
  isOpen(isolation) && !(phone === number && isolation.contact.by === 'sms')

export interface PhoneFacts {
  readonly person: Person
  /** How they are reached until the number is confirmed. */
  readonly measured: ByWorker | undefined
  /** The open matters. */
  readonly open: readonly Matter[]
}

export interface PhoneChanged extends Decision {
  readonly person: Person
  readonly change: PersonChange
}

/**
 * The old number stops counting at once; the new one counts once its owner confirms it, and until then the worker
 * measures.
 * @param key the question's
 */
export const changePhone = (
  loaded: Loaded,
  { number, by, key }: { readonly number: string; readonly by: LedgerEntry['by']; readonly key: string },
  { person: before, measured, open }: PhoneFacts,
): PhoneChanged => {
  const { isolation, now } = loaded
  const asked = newNumber(loaded, before, number, measured, key)
  const silences = wereNotAsked(open)
  return {
    by,
    events: [...asked.events, ...silences.events],
    matters: silences.matters,
    messages: asked.messages,
    person: asked.person,
    change: {
      at: now,
      by,
      reason: 'new_information',
      isolation: isolation.id,
      entry: isolation.entries + 1,
      changes: [{ field: 'phone', from: before.phone ?? before.pendingPhone ?? null, to: number }],
    },
  }
}
