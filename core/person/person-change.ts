import * as z from 'zod/mini'
import { CorrectionReason, PersonalField } from './correction.ts'
import { Actor, IsolationId } from '../ids.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { Address, words } from './person.ts'

const Said = z.nullable(z.union([z.string(), Address]))

export const CorrectionWords = words(200)

/** One correction of a person, as the vault keeps it: who said why, and what names somebody, before and after. */
export const PersonChange = z.strictObject({
  at: InstantSchema,
  by: Actor,
  reason: CorrectionReason,
  words: z.optional(CorrectionWords),
  /** The entry of the ledger that tells of it. */
  isolation: IsolationId,
  entry: z.int(),
  /** null: there was none, or there is none. */
  changes: z.array(z.strictObject({ field: PersonalField, from: Said, to: Said })),
})
export type PersonChange = z.infer<typeof PersonChange>
