import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { Actor, CommunityId, GridId, HouseholdId, IsolationId, PersonId } from '../ids.ts'
import { matterEvents } from '../matter/events.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/** Everything that can happen to one household. Never a name, phone or address. */
export const HouseholdEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('formed'), zone: z.string(), language: Language }),
  z.strictObject({
    type: z.literal('member_joined'),
    person: PersonId,
    isolation: IsolationId,
    mayReport: z.boolean(),
  }),
  /** `to`: the home where their isolation goes on. Absent: it was a duplicate of another. */
  z.strictObject({
    type: z.literal('member_left'),
    person: PersonId,
    isolation: IsolationId,
    to: z.optional(HouseholdId),
  }),
  /** A doctor has confirmed the illness of a member: the others have to be told. */
  z.strictObject({ type: z.literal('member_confirmed'), isolation: IsolationId }),
  /** That was an error, and nobody has been told yet. */
  z.strictObject({ type: z.literal('member_not_confirmed'), isolation: IsolationId }),
  z.strictObject({ type: z.literal('members_told'), isolation: IsolationId }),
  ...matterEvents,
])
export type HouseholdEvent = z.infer<typeof HouseholdEvent>

/** One line of the append-only record of a household. `entry` counts from 1 for each without gaps. */
export const HouseholdEntry = z.strictObject({
  household: HouseholdId,
  entry: z.int().check(z.minimum(1)),
  at: InstantSchema,
  by: Actor,
  community: CommunityId,
  grid: GridId,
  ruleBook: z.int(),
  /** The version of the rules by which it was decided. */
  decider: z.int(),
  event: HouseholdEvent,
})
export type HouseholdEntry = z.infer<typeof HouseholdEntry>
