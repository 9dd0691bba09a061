import * as z from 'zod/mini'
import { CommunityId, GridId, HouseholdId, IsolationId, MatterId, PersonId, SlotId } from '../ids.ts'
import { MatterKind, RungName } from '../rule-book/rule-book.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/**
 * What one event for other systems is, with its fields. Ids, instants and names of rules only: nothing here may identify
 * a person or say how they are. A field may be added at any time; one that goes or changes needs the next version.
 */
const event = <Type extends string, Version extends number, Fields extends z.core.$ZodLooseShape>(
  type: Type,
  version: Version,
  fields: Fields,
) =>
  z.object({
    type: z.literal(type),
    version: z.literal(version),
    at: InstantSchema,
    community: CommunityId,
    grid: GridId,
    /** The number of the ledger's entry: it counts from 1 for each isolation or household. Gaps are entries that are not published. */
    entry: z.int().check(z.minimum(1)),
    ...fields,
  })

/** `<isolation or household>/<entry>`: the same entry always gives the same id, by which a repetition is known. */
const idOf = (subject: string) =>
  z.string().check(z.regex(new RegExp(`^${subject}-[a-z0-9]{4,32}\\/[1-9]\\d*$`)))
const ofIsolation = { id: idOf('iso'), isolation: IsolationId }
const slot = { ...ofIsolation, slot: SlotId }
/** About an isolation, or about a home. */
const matter = {
  id: idOf('(iso|household)'),
  isolation: z.optional(IsolationId),
  household: z.optional(HouseholdId),
  matter: MatterId,
}

/** Everything that other systems are told. */
export const PublishedEvent = z.discriminatedUnion('type', [
  event('isolation.registered', 1, { ...ofIsolation, person: PersonId, household: HouseholdId }),
  event('isolation.moved', 1, { ...ofIsolation, to: z.object({ grid: GridId, household: HouseholdId }) }),
  event('isolation.released', 1, ofIsolation),
  event('isolation.ended', 1, { ...ofIsolation, kept: z.optional(IsolationId) }),
  event('isolation.reopened', 1, ofIsolation),
  event('slot.asked', 1, slot),
  event('slot.reported', 1, {
    ...ofIsolation,
    slot: z.optional(SlotId),
    timing: z.enum(['early', 'on_time', 'late', 'extra']),
  }),
  event('slot.missed', 1, { ...slot, matter: MatterId }),
  event('slot.excused', 1, { ...ofIsolation, slots: z.array(SlotId) }),
  event('matter.opened', 1, { ...matter, kind: MatterKind, slot: z.optional(SlotId) }),
  event('matter.climbed', 1, { ...matter, rung: RungName, dueAt: InstantSchema }),
  event('matter.settled', 1, matter),
])
export type PublishedEvent = z.infer<typeof PublishedEvent>
export type PublishedType = PublishedEvent['type']

/** What each type means, for those who read it. */
export const meanings: Readonly<Record<PublishedType, string>> = {
  'isolation.registered': 'A period at home began.',
  'isolation.moved': 'The address was corrected: to has the new grid and household.',
  'isolation.released': 'The period at home ended as planned.',
  'isolation.ended':
    'It ended in another way. kept: the same person was registered twice, and this one goes on.',
  'isolation.reopened': 'It goes on after it had ended.',
  'slot.asked': 'A report was asked for; reminders ask again.',
  'slot.reported': 'A report came. Without a slot it was one more than was due.',
  'slot.missed': 'The slot closed without a report; the matter follows it up.',
  'slot.excused': 'Slots passed in which nobody had to report.',
  'matter.opened': 'Somebody has to do something about this person, or this home.',
  'matter.climbed': 'The matter was handed to this rung, which has until dueAt.',
  'matter.settled': 'Nobody has to do anything about it any more.',
}
