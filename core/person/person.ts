import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { GridId, HouseholdId, PersonId } from '../ids.ts'

/**
 * No line breaks, which could fake a message of their own within messages to staff, and no characters that reverse the
 * direction of text.
 */
export const PRINTED = /^[^\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u

export const isPrinted = (text: string): boolean => PRINTED.test(text)

const line = (max: number) =>
  z.string().check(z.trim(), z.maxLength(max), z.regex(PRINTED, 'holds a sign that cannot be printed'))

/** Free words on one line. */
export const words = (max: number) => line(max).check(z.minLength(1))

/** The relation of a person to the owner of the phone. */
export const Relation = z.enum([
  'self',
  'father',
  'mother',
  'husband',
  'wife',
  'son',
  'daughter',
  'brother',
  'sister',
  'grandfather',
  'grandmother',
  'grandchild',
  'father_in_law',
  'mother_in_law',
  'child',
  'other',
])
export type Relation = z.infer<typeof Relation>

export const PhoneNumber = z
  .string()
  .check(
    z.regex(/^\+[1-9]\d{6,14}$/, 'expected a phone number with its country code, such as +8613800001111'),
  )

export const Address = z.strictObject({
  grid: GridId,
  building: words(20),
  unit: line(20),
  room: words(20),
})
export type Address = z.infer<typeof Address>

/** Everything that identifies a person, in one item: erasing it erases the person. */
export const Person = z.strictObject({
  id: PersonId,
  household: HouseholdId,
  name: words(60),
  phone: z.optional(PhoneNumber),
  /** A new number that its owner has not confirmed: nobody is asked there, and replies from it do not count. */
  pendingPhone: z.optional(PhoneNumber),
  documentNumber: z.optional(words(40)),
  language: Language,
  relation: z.optional(Relation),
  address: Address,
})
export type Person = z.infer<typeof Person>

export const IdentifyingFacts = z.pick(Person, {
  name: true,
  phone: true,
  documentNumber: true,
  address: true,
})
export type IdentifyingFacts = z.infer<typeof IdentifyingFacts>

export const factsOf = ({
  name,
  phone,
  documentNumber,
  address,
}: Pick<Person, keyof IdentifyingFacts>): IdentifyingFacts => ({
  name,
  ...(phone === undefined ? {} : { phone }),
  ...(documentNumber === undefined ? {} : { documentNumber }),
  address,
})
