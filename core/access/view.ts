import * as z from 'zod/mini'
import { AccessRole } from './access-role.ts'
import { Actor, CommunityId, IsolationId } from '../ids.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/**
 * Somebody looked at the name, phone, address or texts of people, for the first time within an hour. It stands in the
 * ledger of the community beside what happened; the numbered entries of an isolation do not count it.
 */
export const View = z.strictObject({
  at: InstantSchema,
  by: Actor,
  role: AccessRole,
  /** What they asked for, as the API names it. */
  operation: z.string(),
  community: CommunityId,
  isolations: z.array(IsolationId).check(z.minLength(1)),
})
export type View = z.infer<typeof View>
