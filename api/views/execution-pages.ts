import type { Ports } from '../../core/ports/ports.ts'
import type { Item } from '../../core/ports/store.ts'
import { loadRuleBook } from '../../record/community-repository.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationsList, mattersList } from '../../record/keys.ts'
import { readMatter } from '../../record/matter-repository.ts'
import { OPEN_STATUSES } from '../../record/open-lists.ts'
import { itemsOf } from '../../record/paginate-query.ts'
import { ifLoadable } from '../../record/readable.ts'
import { paginate, type Range, readCursor, writeCursor } from '../http/paginate.ts'
import { type ListedPart, needAttention } from './executions-in-trouble.ts'
import { ofIsolation, ofMatter, type Recorded } from './recorded-execution.ts'

interface Asked {
  /** Names the list and its filters. */
  readonly list: string
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface Page {
  readonly entries: readonly Recorded[]
  readonly cursor?: string
}

const rangesOf = ({ community, grids, workflow }: ListedPart, show: 'running' | 'ended'): Range[] => {
  // '$' is the character after '#'.
  const under = (pk: string, name: string): Range => ({ pk, from: `${name}#`, to: `${name}$` })
  if (workflow === 'escalation') {
    const name = show === 'running' ? 'open' : 'settled'
    return grids.map((grid) => under(mattersList(community.id, grid), name))
  }
  const statuses = show === 'running' ? OPEN_STATUSES : (['released', 'ended'] as const)
  return grids.flatMap((grid) => statuses.map((status) => under(isolationsList(community.id, grid), status)))
}

const readItem = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { workflow, community }: ListedPart,
  item: Item,
): Promise<Recorded> => {
  if (workflow === 'escalation') return ofMatter(readMatter(item).matter, community.zone)
  const { isolation } = readIsolation(item)
  return ofIsolation(isolation, await loadRuleBook(store, isolation.ruleBook), clock.now())
}

/** One page of the executions that run, or have ended, according to the record. */
export const recordedPage = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  look: ListedPart,
  show: 'running' | 'ended',
  asked: Asked,
): Promise<Page> => {
  const descending = look.workflow === 'escalation' && show === 'ended'
  const ranges = rangesOf(look, show)
  const { entries, ...page } = await paginate(ports.store, { ranges, ...asked, descending }, (item) => item)
  const items = await itemsOf(ports.store, entries)
  const read = await Promise.all(items.map((item) => ifLoadable(() => readItem(ports, look, item))))
  const known = read.filter((one) => one !== undefined)
  // The list lags behind: one may have ended by now.
  return { ...page, entries: known.filter(({ open }) => open === (show === 'running')) }
}

/** One page of what may need attention, most urgent first. */
export const attentionPage = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock'>,
  look: ListedPart,
  { list, limit, cursor }: Asked,
): Promise<Page> => {
  const all = await needAttention(ports, look)
  const after = cursor === undefined ? undefined : readCursor(list, cursor)
  const rest = after === undefined ? all : all.filter(({ place }) => place > after)
  const entries = rest.slice(0, limit)
  const last = entries.at(-1)
  return {
    entries: entries.map(({ recorded }) => recorded),
    ...(rest.length > limit && last !== undefined ? { cursor: writeCursor(list, last.place) } : {}),
  }
}
