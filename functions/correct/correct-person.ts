import { isDeepStrictEqual } from 'node:util'
import { PersonalField } from '../../core/domain/correction.ts'
import type { Person } from '../../core/domain/person.ts'
import type { PersonChange } from '../../core/domain/person-change.ts'
import type { Corrections } from './correction.ts'

/** What names somebody, as it is and as it will be. */
export const personalChanges = (person: Person, corrections: Corrections): PersonChange['changes'] =>
  PersonalField.options.flatMap((field) => {
    const to = field === 'phone' ? undefined : corrections[field]
    const from = person[field] ?? null
    return to === undefined || isDeepStrictEqual(from, to) ? [] : [{ field, from, to }]
  })

/** The person as they will be. */
export const corrected = (
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
