import { isEqual } from '../../../is-equal.ts'
import { PersonalField } from '../../../person/correction.ts'
import type { Person } from '../../../person/person.ts'
import type { PersonChange } from '../../../person/person-change.ts'
import { isOpen } from '../../isolation.ts'
import { type NumberChange, newNumber, noNumber } from '../new-number.ts'
import { wereNotAsked } from '../were-not-asked.ts'
import type { Corrections } from './correction.ts'
import type { Draft } from './draft.ts'

const known = (person: Person, field: PersonalField) =>
  (field === 'phone' ? (person.pendingPhone ?? person.phone) : person[field]) ?? null

/** Personal fields before and after. */
export const personalChanges = (person: Person, corrections: Corrections): PersonChange['changes'] =>
  PersonalField.options.flatMap((field) => {
    const to = corrections[field]
    const from = known(person, field)
    return to === undefined || isEqual(from, to) ? [] : [{ field, from, to }]
  })

const corrected = (
  person: Person,
  { name, documentNumber, address, language }: Corrections,
  household: Person['household'],
): Person => {
  const { documentNumber: before, ...rest } = person
  const number = documentNumber === undefined ? before : (documentNumber ?? undefined)
  return {
    ...rest,
    household,
    name: name ?? rest.name,
    address: address ?? rest.address,
    language: language ?? rest.language,
    ...(number === undefined ? {} : { documentNumber: number }),
  }
}

/**
 * The person after the corrections. A new number has to be confirmed, as always.
 * @param change undefined: the number stays
 */
export const correctPerson = (
  draft: Draft,
  before: Person,
  corrections: Corrections,
  change: NumberChange | undefined,
): Person => {
  const { loaded } = draft
  const { isolation } = loaded
  const person = corrected(before, corrections, isolation.household)
  const { phone } = corrections
  if (phone === undefined || change === undefined) return person
  const { measured, writes } = change
  const { person: after, ...more } =
    phone === null
      ? noNumber(person, measured)
      : newNumber(loaded, person, phone, measured, `confirm-number-${isolation.entries + 1}`)
  draft.add({ ...more, writes })
  if (isOpen(isolation)) draft.add(wereNotAsked(draft.openMatters))
  return after
}
