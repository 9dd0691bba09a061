import * as z from 'zod/mini'
import { Language } from '../community/community.ts'
import { CommunityId, GridId, HouseholdId, IsolationId, MatterId, PersonId } from '../ids.ts'
import { MatterKind } from '../rule-book/rule-book.ts'
import { InstantSchema } from '../time/instant-schema.ts'

/** Somebody who lives there, or has lived there in isolation. */
const Member = z.strictObject({
  /** Their periods at this home, past ones too, in the order in which they came. */
  isolations: z.array(IsolationId),
  /** They may speak for the others: no child. */
  mayReport: z.boolean(),
})

/** Those who live at one home. Holds ids, never a name, phone or address: these are in its vault. */
export const Household = z.strictObject({
  id: HouseholdId,
  community: CommunityId,
  grid: GridId,
  zone: z.string(),
  language: Language,
  members: z.record(PersonId, Member),
  /** The number of ledger entries, which is also the number of the newest one. 0: it has not been formed yet. */
  entries: z.int(),
  /** Matters about the home that are still on their ladder. */
  matters: z.record(MatterId, z.strictObject({ kind: MatterKind })),
  /** A doctor has confirmed this one's illness, and the others have not been told yet. */
  confirmed: z.optional(z.strictObject({ isolation: IsolationId, at: InstantSchema })),
})
export type Household = z.infer<typeof Household>

/** The isolations of everybody at this home, past ones too, in the order in which they came. */
export const isolationsOf = ({ members }: Pick<Household, 'members'>): IsolationId[] =>
  Object.values(members).flatMap(({ isolations }) => isolations)

export const isMember = ({ members }: Pick<Household, 'members'>, isolation: IsolationId): boolean =>
  Object.values(members).some(({ isolations }) => isolations.includes(isolation))
