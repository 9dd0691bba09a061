import { DECIDER_VERSION } from '../aggregate/decider-version.ts'
import * as aggregate from '../aggregate/decision.ts'
import type { Community } from '../community/community.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import type { HouseholdEntry, HouseholdEvent } from './events.ts'
import type { Household } from './household.ts'
import { evolve } from './state.ts'

/** What every decision about a household is made from. */
export interface LoadedHousehold {
  readonly household: Household
  /** undefined: nothing of it has been written yet. */
  readonly version: number | undefined
  readonly community: Community
  /** The newest: a home has no period with rules of its own. */
  readonly book: RuleBook
  readonly now: Instant
}

/** What a command comes to: see core/aggregate/decision.ts. */
export type HouseholdDecision = aggregate.Decision<HouseholdEvent>

/** One that may ride in the transaction of another aggregate: it opens no matter and tells nobody. */
export interface EventsAlone extends Pick<HouseholdDecision, 'by' | 'events'> {
  readonly matters?: never
  readonly messages?: never
}

/** A household of which nothing has been written is formed first. */
const begun = ({ household: { entries, zone, language } }: LoadedHousehold): HouseholdEvent[] =>
  entries === 0 ? [{ type: 'formed', zone, language }] : []

/** The household after this decision, with the entries. */
export const fold = (
  loaded: LoadedHousehold,
  { by, events }: Pick<HouseholdDecision, 'by' | 'events'>,
): { readonly household: Household; readonly entries: readonly HouseholdEntry[] } => {
  const { household, book, now: at } = loaded
  const { state, entries } = aggregate.fold<Household, HouseholdEvent, HouseholdEntry>(
    household,
    [...begun(loaded), ...events],
    {
      entry: ({ id, entries: before, community, grid }, event) => ({
        household: id,
        entry: before + 1,
        at,
        by,
        community,
        grid,
        ruleBook: book.version,
        decider: DECIDER_VERSION,
        event,
      }),
      evolve,
    },
  )
  return { household: state, entries }
}
