import { LedgerGap } from '../aggregate/ledger-gap.ts'
import type { IsolationId, MatterId, PersonId } from '../ids.ts'
import { NewerShape } from '../newer-shape.ts'
import type { HouseholdEntry } from './events.ts'
import type { Household } from './household.ts'

const joined = (
  household: Household,
  person: PersonId,
  isolation: IsolationId,
  mayReport: boolean,
): Household => {
  const known = household.members[person]?.isolations ?? []
  return {
    ...household,
    members: { ...household.members, [person]: { isolations: [...known, isolation], mayReport } },
  }
}

const left = (household: Household, person: PersonId, isolation: IsolationId): Household => {
  const { [person]: member, ...others } = household.members
  if (member === undefined) return household
  const isolations = member.isolations.filter((id) => id !== isolation)
  return {
    ...household,
    members: isolations.length === 0 ? others : { ...household.members, [person]: { ...member, isolations } },
  }
}

const withoutMatter = (household: Household, matter: MatterId): Household => {
  const { [matter]: _, ...matters } = household.matters
  return { ...household, matters }
}

const told = ({ confirmed: _, ...household }: Household): Household => household

const happen = (household: Household, { at, event }: HouseholdEntry): Household => {
  switch (event.type) {
    case 'formed': {
      if (household.entries > 0) throw new LedgerGap(`${household.id} is formed a second time`)
      const { zone, language } = event
      return { ...household, zone, language }
    }
    case 'member_joined':
      return joined(household, event.person, event.isolation, event.mayReport)
    case 'member_left':
      return left(household, event.person, event.isolation)
    case 'member_confirmed':
      return { ...household, confirmed: { isolation: event.isolation, at } }
    case 'member_not_confirmed':
    case 'members_told':
      return household.confirmed?.isolation === event.isolation ? told(household) : household
    case 'matter_opened':
      return { ...household, matters: { ...household.matters, [event.matter]: { kind: event.kind } } }
    case 'matter_settled':
      return withoutMatter(household, event.matter)
    case 'matter_raised':
    case 'matter_climbed':
    case 'matter_waits_for_day':
    case 'rung_told':
    case 'ladder_restarted':
    case 'matter_answered':
    case 'answer_awaits_confirmation':
    case 'answer_echoed_again':
    case 'answer_not_confirmed':
      return household
    default:
      return refused(event, household)
  }
}

/** Every type above is handled, so this one has come from a newer release: leaving it out would lose what it says. */
const refused = (event: never, { id, entries }: Household): never => {
  const type: unknown = Reflect.get(event, 'type')
  throw new NewerShape(`entry ${entries + 1} of ${id} is of type ${type}: a newer release folds it`)
}

/**
 * Applies one ledger entry to a household. The stored household is always this fold over its ledger.
 * @throws LedgerGap when the entry is not the next one
 * @throws NewerShape when its event is of a type that this release does not know
 */
export const evolve = (household: Household, entry: HouseholdEntry): Household => {
  if (entry.household !== household.id || entry.entry !== household.entries + 1)
    throw new LedgerGap(
      `entry ${entry.entry} of ${entry.household} cannot follow entry ${household.entries} of ${household.id}`,
    )
  if (household.entries === 0 && entry.event.type !== 'formed')
    throw new LedgerGap(`the ledger of ${household.id} does not begin with its forming`)
  return { ...happen(household, entry), entries: entry.entry }
}

/** Folds a whole ledger. undefined: it is empty. @throws LedgerGap */
export const replay = (entries: readonly HouseholdEntry[]): Household | undefined => {
  const [first] = entries
  if (first === undefined || first.event.type !== 'formed') {
    if (first !== undefined)
      throw new LedgerGap(`the ledger of ${first.household} does not begin with its forming`)
    return undefined
  }
  const { household: id, community, grid, event } = first
  const { zone, language } = event
  return entries.reduce(evolve, { id, community, grid, zone, language, members: {}, matters: {}, entries: 0 })
}
