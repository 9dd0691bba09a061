import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { LocalDate } from '../time/local-time.ts'
import { Category, Flags, Origin } from './registration.ts'

/** Why something of a person is put right. */
export const CorrectionReason = z.enum([
  'entered_wrongly',
  'new_information',
  'new_exposure',
  'has_changed',
  'other',
])
export type CorrectionReason = z.infer<typeof CorrectionReason>

/** What names a person: old and new are kept in the vault alone. */
export const PersonalField = z.enum(['name', 'phone', 'documentNumber', 'address'])
export type PersonalField = z.infer<typeof PersonalField>

/** What the ledger may hold of a person. null: not known. */
export const Facts = z.strictObject({
  category: z.optional(Category),
  flags: z.optional(Flags),
  language: z.optional(Language),
  origin: z.optional(z.nullable(Origin)),
  arrivedAt: z.optional(InstantSchema),
  lastExposure: z.optional(z.nullable(LocalDate)),
})
export type Facts = z.infer<typeof Facts>
