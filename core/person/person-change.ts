import * as z from 'zod/mini'
import { Actor, IsolationId } from '../ids.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { CorrectionReason, PersonalField } from './correction.ts'
import { Address, words } from './person.ts'

const Said = z.nullable(z.union([z.string(), Address]))

export const CorrectionWords = words(200)

/** One correction of a person in the vault: who made it and why, with old and new personal values. */
export const PersonChange = z.strictObject({
  at: InstantSchema,
  by: Actor,
  reason: CorrectionReason,
  words: z.optional(CorrectionWords),
  /** The ledger entry about it. */
  isolation: IsolationId,
  entry: z.int(),
  /** null: no value before, or after. */
  changes: z.array(z.strictObject({ field: PersonalField, from: Said, to: Said })),
})
export type PersonChange = z.infer<typeof PersonChange>
