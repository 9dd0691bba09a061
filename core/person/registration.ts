import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { Tenths } from '../temperature.ts'
import { LocalDate, LocalTime } from '../time/local-time.ts'
import { Address, PhoneNumber, PRINTED, Relation, words } from './person.ts'

export const Category = z.enum(['key_area', 'overseas', 'close_contact', 'elsewhere'])
export type Category = z.infer<typeof Category>

/** The city or country somebody came from, as entered. */
export const Origin = z.string().check(z.minLength(1), z.maxLength(80))

/** Why a returnee needs more care than others. */
export const Flags = z.strictObject({
  livesAlone: z.boolean(),
  over70: z.boolean(),
  child: z.boolean(),
  chronic: z.boolean(),
  pregnant: z.boolean(),
})
export type Flags = z.infer<typeof Flags>

/** An origin as it may be entered. */
export const WrittenOrigin = Origin.check(
  z.trim(),
  z.minLength(1),
  z.regex(PRINTED, 'holds a sign that cannot be printed'),
)

/** The facts of a returnee at registration: a form, or a row of the roster. */
export const Registration = z.strictObject({
  person: z.strictObject({
    name: words(60),
    phone: z.optional(PhoneNumber),
    documentNumber: z.optional(words(40)),
    language: Language,
    relation: z.optional(Relation),
  }),
  address: Address,
  category: Category,
  origin: z.optional(WrittenOrigin),
  arrivedAt: z.strictObject({ date: LocalDate, time: z.optional(LocalTime) }),
  lastExposure: z.optional(LocalDate),
  flags: Flags,
  baselineTenths: z.optional(Tenths),
  commitmentSignedOn: z.optional(LocalDate),
})
export type Registration = z.infer<typeof Registration>
