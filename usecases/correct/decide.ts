import type { Actor } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { type CorrectionFacts, correct as decide } from '../../core/isolation/decisions/correct/correct.ts'
import { personalChanges } from '../../core/isolation/decisions/correct/correct-person.ts'
import type { Correction, Corrections } from '../../core/isolation/decisions/correct/correction.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Matters } from '../../record/matters.ts'
import { notesHandedOn } from '../../record/note-repository.ts'
import { findPerson, type LoadedPerson, personWrite } from '../../record/person-repository.ts'
import { staysOf } from '../../record/stays-repository.ts'
import { numberChange } from '../change-phone/number-change.ts'
import { findableBy } from './findable-by.ts'
import { homeAt } from './home-at.ts'
import { mustBePossible } from './must-be-possible.ts'

/** Reads what a correction is decided on. @throws PhoneFull */
const factsFor = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'ids'>,
  loaded: Loaded,
  matters: Matters,
  corrections: Corrections,
  found: LoadedPerson | undefined,
  by: Actor,
): Promise<CorrectionFacts> => {
  const { isolation, now } = loaded
  const person = found?.person
  const changes = person === undefined ? [] : personalChanges(person, corrections)
  const isChanged = (wanted: 'address' | 'phone'): boolean => changes.some(({ field }) => field === wanted)
  const address = isChanged('address') ? corrections.address : undefined
  const moves = address !== undefined && address.grid !== isolation.grid
  return {
    person,
    stays: changes.length > 0 && !isOpen(isolation) ? await staysOf(ports.store, isolation.person) : [],
    matters: await matters.all(isolation.id),
    home: address === undefined ? undefined : await homeAt(ports, loaded, address, by),
    notes: moves ? await notesHandedOn(ports.store, isolation, address.grid, now) : [],
    number:
      person === undefined || !isChanged('phone')
        ? undefined
        : await numberChange(ports, loaded, person, corrections.phone ?? undefined),
  }
}

/**
 * Decides what a correction changes, without writing. undefined: nothing changes.
 * @throws CorrectionRejected, CorrectionClashes, NotPossible
 */
export const decideCorrection = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'ids'>,
  loaded: Loaded,
  matters: Matters,
  correction: Correction,
  by: LedgerEntry['by'],
): Promise<Decision | undefined> => {
  const { isolation } = loaded
  const { corrections } = correction
  mustBePossible(corrections, loaded)
  const found = await findPerson(ports.store, isolation.person)
  const facts = await factsFor(ports, loaded, matters, corrections, found, by)
  const decided = decide(loaded, correction, by, facts)
  if (decided === undefined) return undefined
  const { corrected, ...decision } = decided
  if (corrected === undefined) return decision
  const { person, change } = corrected
  const identities = change.changes.length === 0 ? [] : await findableBy(ports, isolation, person)
  return {
    ...decision,
    writes: [...(decision.writes ?? []), ...identities, personWrite(person, found, { change })],
  }
}
