import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { LocalDate } from '../time/local-time.ts'
import { Category, Flags, Origin } from './registration.ts'

/** Why facts of a person are corrected. */
export const CorrectionReason = z.enum([
  'entered_wrongly',
  'new_information',
  'new_exposure',
  'has_changed',
  'other',
])
export type CorrectionReason = z.infer<typeof CorrectionReason>

/** Fields that identify a person: their old and new values are kept in the vault only. */
export const PersonalField = z.enum(['name', 'phone', 'documentNumber', 'address'])
export type PersonalField = z.infer<typeof PersonalField>

/** The facts about a person that the ledger may hold. null: not known. */
export const Facts = z.strictObject({
  category: z.optional(Category),
  flags: z.optional(Flags),
  language: z.optional(Language),
  origin: z.optional(z.nullable(Origin)),
  arrivedAt: z.optional(InstantSchema),
  lastExposure: z.optional(z.nullable(LocalDate)),
})
export type Facts = z.infer<typeof Facts>
