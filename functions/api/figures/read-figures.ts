import { type CommunityId, type GridId, IsolationId } from '../../../core/domain/ids.ts'
import type { Instant } from '../../../core/instant.ts'
import type { Item, Store } from '../../../core/ports/store.ts'
import { loadRuleBook } from '../../../record/community-record.ts'
import { mattersOf, readEscalation } from '../../../record/escalation-record.ts'
import { isolationKey, isolationsList, mattersList } from '../../../record/keys.ts'
import { listed } from '../../../record/listed.ts'
import { fewAtOnce } from '../few-at-once.ts'
import { type CommunityFigures, noFigures, putMatter } from './community-figures.ts'
import { readCounted, type Standing, standingOf } from './standing.ts'

const READINGS_AT_ONCE = 16

/** The isolation under which an item stands. */
export const isolationIn = ({ pk }: Item): IsolationId => IsolationId.parse(pk.slice('ISOLATION#'.length))

const putIsolation = async (
  store: Store,
  { isolations, zones }: CommunityFigures,
  item: Item,
  isSure: boolean,
): Promise<void> => {
  const isolation = readCounted(item)
  const book = await loadRuleBook(store, isolation.ruleBook)
  isolations.set(isolation.id, standingOf(isolation, book, isSure))
  zones.add(isolation.zone)
}

/** Released isolations are read off their keys, and of the settled matters only those since `settledFrom`. */
const readingsOf = (
  store: Store,
  community: CommunityId,
  grid: GridId,
  settledFrom: Instant,
  into: CommunityFigures,
): (() => Promise<void>)[] => {
  const index = 'list'
  const isolations = isolationsList(community, grid)
  const matters = mattersList(community, grid)
  const released: Standing = { grid, entries: 0, isSure: false, status: 'released' }
  const readIsolations = async (sk: { from?: string; to?: string }) => {
    for await (const item of listed(store, { pk: isolations, index, sk }))
      await putIsolation(store, into, item, false)
  }
  const readMatters = async (sk: { from: string; to: string }) => {
    for await (const item of listed(store, { pk: matters, index, sk }))
      putMatter(into, readEscalation(item).escalation)
  }
  // '$' is the sign behind '#'.
  return [
    () => readIsolations({ to: 'released#' }),
    () => readIsolations({ from: 'released$' }),
    async () => {
      const sk = { from: 'released#', to: 'released$' }
      for await (const item of listed(store, { pk: isolations, index, sk, keysOnly: true }))
        into.isolations.set(isolationIn(item), released)
    },
    () => readMatters({ from: 'open#', to: 'open$' }),
    () => readMatters({ from: `settled#${settledFrom}`, to: 'settled$' }),
  ]
}

/** One pass over the lists of these grids. */
export const readFigures = async (
  store: Store,
  community: CommunityId,
  grids: readonly GridId[],
  settledFrom: Instant,
): Promise<CommunityFigures> => {
  const into = noFigures()
  const readings = grids.flatMap((grid) => readingsOf(store, community, grid, settledFrom, into))
  await fewAtOnce(readings, READINGS_AT_ONCE, (read) => read())
  return into
}

/** Reads one isolation anew with its matters, in this order: the matters are then at least as new as the isolation. */
export const readAgain = async (store: Store, into: CommunityFigures, id: IsolationId): Promise<void> => {
  const item = await store.get(isolationKey(id))
  if (item === undefined) return
  for (const matter of await mattersOf(store, id)) putMatter(into, matter)
  await putIsolation(store, into, item, true)
}
