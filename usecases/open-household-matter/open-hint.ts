import type { Actor, CommunityId, HouseholdId } from '../../core/ids.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Address } from '../../core/person/person.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import { ConditionFailed, type Store } from '../../core/ports/store.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { householdFor } from '../../record/address-repository.ts'
import { newestRuleBook, recentCommunity } from '../../record/community-repository.ts'
import { type HouseholdResult, householdWrites } from '../../record/household-repository.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import { openHouseholdMatter, type SameAs } from './open-household-matter.ts'

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

const sendersOf = async (store: Store, { inbound, more = [] }: Matter): Promise<(string | undefined)[]> => {
  const texts = [...(inbound === undefined ? [] : [inbound]), ...more].map((id) => findInbound(store, id))
  return (await Promise.all(texts)).map((text) => text?.from)
}

/** An open hint at this home, whoever sent it, or one of the same sender's within a day. */
const sameHint =
  ({ store }: Pick<Ports, 'store'>, inbound: string): SameAs =>
  async ({ household, now }, matters) => {
    const hints = (await matters.all(household.id)).filter(({ kind }) => kind === 'hint')
    const open = hints.find(({ state }) => state.name !== 'settled')
    if (open !== undefined) return open
    const recent = hints.filter(({ openedAt }) => plus(openedAt, DAY) > now)
    const from = (await findInbound(store, inbound))?.from
    const senders = await Promise.all(recent.map((hint) => sendersOf(store, hint)))
    return recent.find((_, index) => senders[index]?.includes(from))
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
): Promise<HouseholdResult> => {
  const id = await householdAt(ports, community, address, by)
  return openHouseholdMatter(ports, id, { kind: 'hint', inbound, by }, sameHint(ports, inbound))
}
