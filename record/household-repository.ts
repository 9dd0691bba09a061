import {
  type EventsAlone,
  fold,
  type HouseholdDecision,
  type LoadedHousehold,
} from '../core/household/decision.ts'
import type { HouseholdEntry } from '../core/household/events.ts'
import { Household } from '../core/household/household.ts'
import type { HouseholdId, MatterId } from '../core/ids.ts'
import type { Ports } from '../core/ports/ports.ts'
import type { Item, NewItem, Store, Write } from '../core/ports/store.ts'
import { NotFound, newestRuleBook, recentCommunity } from './community-repository.ts'
import * as handling from './handle-command.ts'
import { householdKey, matterKey } from './keys.ts'
import { householdEntryBody } from './ledger-entry-body.ts'
import { ledgerItem } from './ledger-item.ts'
import { loadedMatter } from './matter-repository.ts'
import { Matters } from './matters.ts'
import { closedShape } from './shape.ts'

const storedHousehold = closedShape('household', Household)
export const readHousehold = storedHousehold.read

/** If somebody has to be told, it is a due item, so that a crash before it loses nobody. */
const householdItem = (household: Household): NewItem => ({
  ...householdKey(household.id),
  body: storedHousehold.body(household),
  ...(household.confirmed === undefined
    ? {}
    : { index: { due: { sk: `household#${household.confirmed.at}#${household.id}` } } }),
})

const entryItem = (entry: HouseholdEntry, zone: string): NewItem =>
  ledgerItem(entry.household, entry, zone, householdEntryBody(entry))

/** What is known of the place and the moment, apart from the household. */
type At = Pick<LoadedHousehold, 'community' | 'book' | 'now'>

const found = (id: HouseholdId, item: Item | undefined): Item => {
  if (item === undefined) throw new NotFound(`no household ${id}`)
  return item
}

/** The household alone, without its community and rule book. @throws NotFound */
export const findHousehold = async (store: Store, id: HouseholdId): Promise<Household> =>
  readHousehold(found(id, await store.get(householdKey(id))))

const at = async (ports: Pick<Ports, 'store' | 'clock'>, { community }: Household): Promise<At> => {
  const [itsCommunity, book] = await Promise.all([
    recentCommunity(ports, community),
    newestRuleBook(ports.store),
  ])
  return { community: itsCommunity, book, now: ports.clock.now() }
}

const loadedFrom = async (ports: Pick<Ports, 'store' | 'clock'>, item: Item): Promise<LoadedHousehold> => {
  const household = readHousehold(item)
  return { household, version: item.version, ...(await at(ports, household)) }
}

/** @throws NotFound */
export const loadHousehold = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: HouseholdId,
): Promise<LoadedHousehold> => loadedFrom(ports, found(id, await ports.store.get(householdKey(id))))

/** A household that changes in a transaction of one of its isolations. @throws NotFound */
export const householdBeside = async (
  store: Store,
  id: HouseholdId,
  { community, book, now }: At,
): Promise<LoadedHousehold> => {
  const item = found(id, await store.get(householdKey(id)))
  return { household: readHousehold(item), version: item.version, community, book, now }
}

/** One of which nothing has been written yet. */
export const newHousehold = (
  { id, grid }: Pick<Household, 'id' | 'grid'>,
  { community, book, now }: At,
): LoadedHousehold => ({
  household: {
    id,
    community: community.id,
    grid,
    zone: community.zone,
    language: community.language,
    members: {},
    matters: {},
    entries: 0,
  },
  version: undefined,
  community,
  book,
  now,
})

const change = (loaded: LoadedHousehold, decision: HouseholdDecision) => {
  const { household, entries } = fold(loaded, decision)
  const { version } = loaded
  return {
    after: { ...loaded, household, version: (version ?? 0) + 1 },
    writes: [
      {
        put: householdItem(household),
        expect: version === undefined ? ('absent' as const) : { version },
      },
      ...entries.map((entry): Write => ({ put: entryItem(entry, household.zone), expect: 'absent' })),
    ],
  }
}

/**
 * What a decision about a household writes in the transaction of another aggregate.
 */
export const householdWrites = (loaded: LoadedHousehold, decision: EventsAlone | undefined): Write[] =>
  decision === undefined ? [] : change(loaded, decision).writes

export interface HouseholdResult extends LoadedHousehold {
  /** What was written. undefined: nothing had to change. */
  readonly decision: HouseholdDecision | undefined
  /** New matters, as they were written. */
  readonly opened: handling.Handled<LoadedHousehold, HouseholdDecision>['opened']
  /** Ladders that waited until this command. */
  readonly answers: readonly handling.LadderAnswer[]
}

type Decide = (
  loaded: LoadedHousehold,
  matters: Matters,
) => HouseholdDecision | undefined | Promise<HouseholdDecision | undefined>

/** The only way to change a household: see handle-command.ts. @throws NotFound, Contended */
export const handleHouseholdCommand = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: HouseholdId,
  decide: Decide,
  given: handling.Given<LoadedHousehold> = {},
): Promise<HouseholdResult> => {
  const { after, decision, opened, answers } = await handling.handleCommandOn(
    { load: loadHousehold, subject: ({ household }: LoadedHousehold) => household, change },
    ports,
    id,
    decide,
    given,
  )
  return { ...after, decision, opened, answers }
}

/** A household and one of its matters, read in one call. @throws NotFound */
export const loadHouseholdWithMatter = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: HouseholdId,
  matter: MatterId,
): Promise<{ readonly loaded: LoadedHousehold; readonly matters: Matters }> => {
  const [item, its] = await ports.store.getAll([householdKey(id), matterKey(matter)])
  const loaded = await loadedFrom(ports, found(id, item))
  return { loaded, matters: new Matters(ports.store, [loadedMatter(matter, its)]) }
}
