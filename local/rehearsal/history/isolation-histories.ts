import type { Community } from '../../../core/community/community.ts'
import { IsolationId } from '../../../core/ids.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { Isolation } from '../../../core/isolation/isolation.ts'
import type { Matter } from '../../../core/matter/matter.ts'
import type { Message } from '../../../core/message/message.ts'
import type { Store } from '../../../core/ports/store.ts'
import { listCommunities } from '../../../record/community-repository.ts'
import { readIsolation } from '../../../record/isolation-item.ts'
import { isolationKey, isolationsList } from '../../../record/keys.ts'
import { readEntry } from '../../../record/ledger-shapes.ts'
import { readMatter } from '../../../record/matter-repository.ts'
import { readMessage } from '../../../record/message-repository.ts'
import { type Note, readNote } from '../../../record/note-repository.ts'
import { itemsUnder, listed } from '../../../record/paginate-query.ts'

/** Everything the record says of one isolation. */
export interface IsolationHistory {
  readonly community: Community
  readonly isolation: Isolation
  /** Oldest first. */
  readonly ledger: readonly LedgerEntry[]
  /** By id. */
  readonly matters: readonly Matter[]
  /** By key. */
  readonly messages: readonly Message[]
  /** Words that wait for a person. */
  readonly notes: readonly Note[]
}

/** The isolations in the lists of all grids, in the order of their ids. */
const isolationIds = async (store: Store, community: Community): Promise<IsolationId[]> => {
  const ids: IsolationId[] = []
  for (const grid of community.grids)
    for await (const item of listed(store, { pk: isolationsList(community.id, grid.id), index: 'list' }))
      ids.push(IsolationId.parse(item.pk.replace('ISOLATION#', '')))
  return ids.sort()
}

const readHistory = async (
  store: Store,
  community: Community,
  id: IsolationId,
): Promise<IsolationHistory | undefined> => {
  const ledger: LedgerEntry[] = []
  const matters: Matter[] = []
  const messages: Message[] = []
  const notes: Note[] = []
  let isolation: Isolation | undefined
  for await (const item of itemsUnder(store, { pk: isolationKey(id).pk }))
    if (item.sk === 'META') isolation = readIsolation(item).isolation
    else if (item.sk.startsWith('LEDGER#')) ledger.push(readEntry(item))
    else if (item.sk.startsWith('MATTER#')) matters.push(readMatter(item).matter)
    else if (item.sk.startsWith('MESSAGE#')) messages.push(readMessage(item))
    else if (item.sk.startsWith('NOTE#')) notes.push(readNote(item))
  return isolation === undefined ? undefined : { community, isolation, ledger, matters, messages, notes }
}

/** One isolation after the other, so that a large community does not stand in memory at once. */
export async function* histories(store: Store): AsyncGenerator<IsolationHistory> {
  for (const community of await listCommunities(store))
    for (const id of await isolationIds(store, community)) {
      const history = await readHistory(store, community, id)
      if (history !== undefined) yield history
    }
}
