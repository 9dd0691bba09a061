import type { View } from '../../core/access/view.ts'
import type { IsolationId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Message } from '../../core/message/message.ts'
import type { Item, Store } from '../../core/ports/store.ts'
import { loadCommunity, loadRuleBook, NotFound } from '../../record/community-repository.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationKey } from '../../record/keys.ts'
import { readEntry } from '../../record/ledger-shapes.ts'
import { readMatter } from '../../record/matter-repository.ts'
import { readMessage } from '../../record/message-repository.ts'
import { readView } from '../../record/view-repository.ts'

/** Everything that is recorded of one isolation. */
export interface Partition {
  readonly isolation: Isolation
  readonly ledger: readonly LedgerEntry[]
  readonly matters: readonly Matter[]
  readonly messages: readonly Message[]
  /** Who has seen the person's data, newest first. */
  readonly views: readonly View[]
}

const allItems = async (store: Store, pk: string): Promise<Item[]> => {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await store.query({ pk, limit: 1000, ...(cursor === undefined ? {} : { cursor }) })
    items.push(...page.items)
    cursor = page.cursor
  } while (cursor !== undefined)
  return items
}

/** The community and the rule book of an isolation. */
export const loadSurroundings = async (store: Store, { community, ruleBook }: Isolation) => {
  const [itsCommunity, book] = await Promise.all([
    loadCommunity(store, community),
    loadRuleBook(store, ruleBook),
  ])
  return { community: itsCommunity, book }
}

/** Reads one partition, once. @throws NotFound */
export const loadPartition = async (
  { store }: { readonly store: Store },
  id: IsolationId,
): Promise<Partition> => {
  let isolation: Isolation | undefined
  const ledger: LedgerEntry[] = []
  const matters: Matter[] = []
  const messages: Message[] = []
  const views: View[] = []
  for (const item of await allItems(store, isolationKey(id).pk))
    if (item.sk === isolationKey(id).sk) isolation = readIsolation(item).isolation
    else if (item.sk.startsWith('LEDGER#')) ledger.push(readEntry(item))
    else if (item.sk.startsWith('MATTER#')) matters.push(readMatter(item).matter)
    else if (item.sk.startsWith('MESSAGE#')) messages.push(readMessage(item))
    else if (item.sk.startsWith('VIEW#')) views.push(readView(item))
  if (isolation === undefined) throw new NotFound(`no isolation ${id}`)
  messages.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  matters.sort((a, b) => (a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0))
  views.sort((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : 0))
  return { isolation, ledger, matters, messages, views }
}
