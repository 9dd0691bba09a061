import { type CommunityId, type GridId, IsolationId } from '../../core/ids.ts'
import type { Key, Store } from '../../core/ports/store.ts'
import { type Instant, milliseconds } from '../../core/time/instant.ts'
import { loadRuleBook } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import {
  type IsolationSummary,
  isolationSummaryOf,
  readIsolationSummary,
} from '../../record/isolation-summary.ts'
import { isolationKey, isolationsList, mattersList } from '../../record/keys.ts'
import { mattersOf } from '../../record/matter-repository.ts'
import { matterSummaryOf, readMatterSummary } from '../../record/matter-summary.ts'
import { listed } from '../../record/paginate-query.ts'
import { type CommunityFigures, noFigures, putMatter } from './community-figures.ts'
import { countedIsolation } from './isolation-figures.ts'

const READINGS_AT_ONCE = 16
const ISOLATIONS_AT_ONCE = 32

export const isolationIn = ({ pk }: Key): IsolationId => IsolationId.parse(pk.slice('ISOLATION#'.length))

const putIsolation = async (
  store: Store,
  { isolations, followedSince, zones }: CommunityFigures,
  grid: GridId,
  summary: IsolationSummary,
  isSure: boolean,
): Promise<void> => {
  const book = await loadRuleBook(store, summary.ruleBook)
  isolations.set(summary.id, countedIsolation(grid, summary, book, isSure))
  const registeredAt = milliseconds(summary.registeredAt)
  followedSince.set(grid, Math.min(followedSince.get(grid) ?? registeredAt, registeredAt))
  zones.add(summary.zone)
}

/** Reads one isolation again, then its matters, so that the matters are at least as new. */
const readOneAgain = async (store: Store, into: CommunityFigures, id: IsolationId): Promise<void> => {
  const item = await store.get(isolationKey(id))
  if (item === undefined) return
  const { isolation } = readIsolation(item)
  for (const matter of await mattersOf(store, id)) putMatter(into, matter.grid, matterSummaryOf(matter))
  await putIsolation(store, into, isolation.grid, isolationSummaryOf(isolation), true)
}

/** Reads these isolations again, each with its matters. */
export const readAgain = async (
  store: Store,
  into: CommunityFigures,
  ids: ReadonlySet<IsolationId>,
): Promise<void> => {
  await fewAtOnce([...ids], ISOLATIONS_AT_ONCE, (id) => readOneAgain(store, into, id))
}

/**
 * The queries of one grid, which may run at the same time: all isolations, the open matters, and those settled since.
 * Items without a readable summary are added to `unread`.
 */
const readingsOf = (
  store: Store,
  community: CommunityId,
  grid: GridId,
  settledFrom: Instant,
  into: CommunityFigures,
  unread: Set<IsolationId>,
): (() => Promise<void>)[] => {
  const shownIn = (pk: string, sk: { from?: string; to?: string }) => listed(store, { pk, index: 'list', sk })
  const readMatters = async (sk: { from: string; to: string }) => {
    for await (const item of shownIn(mattersList(community, grid), sk)) {
      const summary = readMatterSummary(item)
      if (summary === undefined) unread.add(isolationIn(item))
      else putMatter(into, grid, summary)
    }
  }
  return [
    async () => {
      for await (const item of shownIn(isolationsList(community, grid), {})) {
        const summary = readIsolationSummary(item)
        if (summary === undefined) unread.add(isolationIn(item))
        else await putIsolation(store, into, grid, summary, false)
      }
    },
    // '$' is the character after '#'.
    () => readMatters({ from: 'open#', to: 'open$' }),
    () => readMatters({ from: `settled#${settledFrom}`, to: 'settled$' }),
  ]
}

/** Reads the lists of these grids once, by their summaries. */
export const readFigures = async (
  store: Store,
  community: CommunityId,
  grids: readonly GridId[],
  settledFrom: Instant,
): Promise<CommunityFigures> => {
  const into = noFigures()
  const unread = new Set<IsolationId>()
  const readings = grids.flatMap((grid) => readingsOf(store, community, grid, settledFrom, into, unread))
  await fewAtOnce(readings, READINGS_AT_ONCE, (read) => read())
  await readAgain(store, into, unread)
  return into
}
