import * as z from 'zod/mini'
import { Actor, CommunityId, IsolationId, Machine } from '../ids.ts'
import { InstantSchema } from '../time/instant-schema.ts'
import { AccessRole } from './access-role.ts'

/**
 * Somebody saw the name, phone, address or messages of people, for the first time within an hour. It is part of the
 * community's ledger, but not of the numbered entries of an isolation.
 */
export const View = z.strictObject({
  at: InstantSchema,
  by: z.union([Actor, Machine]),
  role: AccessRole,
  /** The operationId of the request. */
  operation: z.string(),
  community: CommunityId,
  isolations: z.array(IsolationId).check(z.minLength(1)),
})
export type View = z.infer<typeof View>
