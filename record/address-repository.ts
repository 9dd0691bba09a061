import * as z from 'zod/mini'
import { type CommunityId, HouseholdId } from '../core/ids.ts'
import type { Address } from '../core/person/person.ts'
import type { Ids } from '../core/ports/ids.ts'
import type { Write } from '../core/ports/store.ts'
import { foldedDoor } from '../core/identity/folded-door.ts'
import { type Finding, lookUp, writesAt } from './lookup.ts'
import { bodyReader } from './read-body.ts'
import { toBody } from './to-body.ts'

/** Who lives behind a door. A flat may be shared: several households, the one that was there first first. */
const AtAddress = z.strictObject({ households: z.array(HouseholdId).check(z.minLength(1)) })

const readAtAddress = bodyReader(AtAddress)

/** What an address is found by. */
export const doorText = (community: CommunityId, address: Address): string =>
  [community, foldedDoor(address)].join('\n')

/** Empty: nobody has been registered there. */
export const householdsAt = async (
  ports: Finding,
  community: CommunityId,
  address: Address,
): Promise<readonly HouseholdId[]> => {
  const { item } = await lookUp(ports, 'ADDRESS', doorText(community, address))
  return item === undefined ? [] : readAtAddress(item).households
}

/**
 * The household at an address, or a new one with the writes that make it findable there: of two who register at the same
 * door at once, one has to look again.
 */
export const householdFor = async (
  ports: Finding & { readonly ids: Ids },
  community: CommunityId,
  address: Address,
): Promise<{ readonly household: HouseholdId; readonly writes: readonly Write[] }> => {
  const at = await lookUp(ports, 'ADDRESS', doorText(community, address))
  const [known] = at.item === undefined ? [] : readAtAddress(at.item).households
  if (known !== undefined) return { household: known, writes: [] }
  const household = HouseholdId.parse(`household-${ports.ids.next()}`)
  return { household, writes: writesAt(at, { body: toBody({ households: [household] }) }) }
}
