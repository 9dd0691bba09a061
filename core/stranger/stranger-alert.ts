import * as z from 'zod/mini'
import { CommunityId } from '../ids.ts'
import { Danger } from '../meaning.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/** An unknown phone wrote of danger: open until somebody answers. Holds no number and no words. */
export const StrangerAlert = z.strictObject({
  /** The id of the first message. */
  id: z.string(),
  community: CommunityId,
  /** Unlike the codes of matters: `S` and three digits. */
  code: z.string().check(z.regex(/^S\d{3}$/)),
  danger: Danger,
  /** Its messages, oldest first. */
  inbounds: z.array(z.string()),
  openedAt: InstantSchema,
  /** How often it has been told. */
  round: z.int(),
  /** When it is told next. */
  dueAt: InstantSchema,
  answered: z.optional(z.strictObject({ by: z.string(), at: InstantSchema })),
})
export type StrangerAlert = z.infer<typeof StrangerAlert>
