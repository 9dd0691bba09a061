import * as z from 'zod/mini'
import { CommunityId, GridId, IsolationId } from '../ids.ts'
import { OpenState, Owner } from '../matter/matter.ts'
import { DisruptionKind, Rung } from '../rule-book/rule-book.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/**
 * A matter of a whole community: one of each kind, however many it holds up. It climbs a ladder like any matter, but no
 * workflow drives it, because it may be the workflows that fail; it settles by itself.
 */
export const Disruption = z.strictObject({
  community: CommunityId,
  kind: DisruptionKind,
  /** Unlike the codes of matters and strangers: `D` and three digits. */
  code: z.string().check(z.regex(/^D\d{3}$/)),
  ladder: z.array(Rung),
  openedAt: InstantSchema,
  state: z.discriminatedUnion('name', [
    OpenState,
    /** `told`: who was told of it and has not heard yet that it is over. */
    z.strictObject({ name: z.literal('settled'), at: InstantSchema, told: z.array(Owner) }),
  ]),
})
export type Disruption = z.infer<typeof Disruption>

/** An isolation that a disruption holds up: it waits for its next step. */
export const HeldUp = z.strictObject({
  community: CommunityId,
  kind: DisruptionKind,
  isolation: IsolationId,
  grid: GridId,
  /** When the step was due. */
  since: InstantSchema,
})
export type HeldUp = z.infer<typeof HeldUp>
