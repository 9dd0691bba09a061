import type { HouseholdEntry } from '../../core/household/events.ts'
import type { Household } from '../../core/household/household.ts'
import type { HouseholdId } from '../../core/ids.ts'
import type { Message } from '../../core/message/message.ts'
import type { Store } from '../../core/ports/store.ts'
import { NotFound } from '../../record/community-repository.ts'
import { readHousehold } from '../../record/household-repository.ts'
import { householdKey } from '../../record/keys.ts'
import { readHouseholdEntry } from '../../record/ledger-shapes.ts'
import { readMessage } from '../../record/message-repository.ts'
import { itemsUnder } from '../../record/paginate-query.ts'

/** What is recorded of one household, but for its matters. */
export interface HouseholdPartition {
  readonly household: Household
  readonly ledger: readonly HouseholdEntry[]
  readonly messages: readonly Message[]
}

/** Reads one partition, once. @throws NotFound */
export const loadHouseholdPartition = async (store: Store, id: HouseholdId): Promise<HouseholdPartition> => {
  let household: Household | undefined
  const ledger: HouseholdEntry[] = []
  const messages: Message[] = []
  for await (const item of itemsUnder(store, { pk: householdKey(id).pk }))
    if (item.sk === householdKey(id).sk) household = readHousehold(item)
    else if (item.sk.startsWith('LEDGER#')) ledger.push(readHouseholdEntry(item))
    else if (item.sk.startsWith('MESSAGE#')) messages.push(readMessage(item))
  if (household === undefined) throw new NotFound(`no household ${id}`)
  messages.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  return { household, ledger, messages }
}
