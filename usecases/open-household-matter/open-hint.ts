import type { Actor, CommunityId, HouseholdId } from '../../core/ids.ts'
import type { Address } from '../../core/person/person.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import { householdFor } from '../../record/address-repository.ts'
import { newestRuleBook, recentCommunity } from '../../record/community-repository.ts'
import { type HouseholdResult, householdWrites } from '../../record/household-repository.ts'
import { openHouseholdMatter } from './open-household-matter.ts'

type HintPorts = CommandPorts & Pick<Ports, 'lookups' | 'ids'>

const TRIES = 8

/** The household at an address: it is formed if nobody was ever registered there. */
const householdAt = async (
  ports: HintPorts,
  community: CommunityId,
  address: Address,
  by: Actor,
): Promise<HouseholdId> => {
  const at = {
    community: await recentCommunity(ports, community),
    book: await newestRuleBook(ports.store),
    now: ports.clock.now(),
  }
  for (let attempt = 1; ; attempt += 1) {
    const { home, writes } = await householdFor(ports, at, address)
    const forming = home.version === undefined ? householdWrites(home, { by, events: [] }) : []
    try {
      if (writes.length + forming.length > 0) await ports.store.transact([...writes, ...forming])
      return home.household.id
    } catch (error) {
      // Somebody else has formed it, or was registered there.
      if (!(error instanceof ConditionFailed) || attempt === TRIES) throw error
    }
  }
}

/**
 * Somebody says that people have come to a home: the worker looks, with the words of the received message and without who
 * sent it. Safe to repeat.
 */
export const openHint = async (
  ports: HintPorts,
  community: CommunityId,
  address: Address,
  { inbound, by }: { readonly inbound: string; readonly by: Actor },
): Promise<HouseholdResult> =>
  openHouseholdMatter(ports, await householdAt(ports, community, address, by), { kind: 'hint', inbound, by })
