import { isDeepStrictEqual } from 'node:util'
import { newNumber, noNumber } from '../../core/isolation/decisions/new-number.ts'
import { wereNotAsked } from '../../core/isolation/decisions/were-not-asked.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { PersonalField } from '../../core/person/correction.ts'
import type { Person } from '../../core/person/person.ts'
import type { PersonChange } from '../../core/person/person-change.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { numberChange } from '../change-phone/number-change.ts'
import type { Corrections } from './correction.ts'
import type { Draft } from './draft.ts'

const known = (person: Person, field: PersonalField) =>
  (field === 'phone' ? (person.pendingPhone ?? person.phone) : person[field]) ?? null

/** Personal fields before and after. */
export const personalChanges = (person: Person, corrections: Corrections): PersonChange['changes'] =>
  PersonalField.options.flatMap((field) => {
    const to = corrections[field]
    const from = known(person, field)
    return to === undefined || isDeepStrictEqual(from, to) ? [] : [{ field, from, to }]
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

/** The person after the corrections. A new number has to be confirmed, as always. @throws PhoneFull */
export const correctPerson = async (
  ports: Ports,
  draft: Draft,
  before: Person,
  corrections: Corrections,
  changes: PersonChange['changes'],
): Promise<Person> => {
  const { isolation } = draft.loaded
  const person = corrected(before, corrections, isolation.household)
  const { phone } = corrections
  if (phone === undefined || !changes.some(({ field }) => field === 'phone')) return person
  const { measured, writes } = await numberChange(ports, draft.loaded, person, phone ?? undefined)
  const { person: after, ...more } =
    phone === null
      ? noNumber(person, measured)
      : newNumber(draft.loaded, person, phone, measured, `confirm-number-${isolation.entries + 1}`)
  draft.add({ ...more, writes })
  if (isOpen(isolation)) draft.add(wereNotAsked(await draft.openMatters()))
  return after
}
