import * as z from 'zod/mini'
import { foldedDoor } from '../core/identity/folded-door.ts'
import { type CommunityId, HouseholdId } from '../core/ids.ts'
import type { Address } from '../core/person/person.ts'
import type { Ids } from '../core/ports/ids.ts'
import type { Write } from '../core/ports/store.ts'
import { type LoadedHousehold, loadHousehold, nobodyYet } from './household-repository.ts'
import { type Finding, lookUp, writesAt } from './lookup.ts'
import { openShape } from './shape.ts'

/** The households at an address. A flat may be shared by several; the earliest comes first. */
const AtAddress = z.strictObject({ households: z.array(HouseholdId).check(z.minLength(1)) })

const storedAtAddress = openShape('households at an address', AtAddress)

/** The text by which an address is looked up. */
export const doorText = (community: CommunityId, address: Address): string =>
  [community, foldedDoor(address)].join('\n')

/** Empty: nobody has been registered there. */
export const householdsAt = async (
  ports: Finding,
  community: CommunityId,
  address: Address,
): Promise<readonly HouseholdId[]> => {
  const { item } = await lookUp(ports, 'ADDRESS', doorText(community, address))
  return item === undefined ? [] : storedAtAddress.read(item).households
}

export interface HouseholdAtAddress {
  readonly household: HouseholdId
  readonly home: LoadedHousehold
  readonly writes: readonly Write[]
}

/**
 * The household at an address, or a new one with the writes that make it findable there. If two register at the same
 * door at once, one has to look again.
 */
export const householdFor = async (
  ports: Finding & { readonly ids: Ids },
  community: CommunityId,
  address: Address,
): Promise<HouseholdAtAddress> => {
  const at = await lookUp(ports, 'ADDRESS', doorText(community, address))
  const [known] = at.item === undefined ? [] : storedAtAddress.read(at.item).households
  if (known !== undefined)
    return { household: known, home: await loadHousehold(ports.store, known), writes: [] }
  const household = HouseholdId.parse(`household-${ports.ids.next()}`)
  return {
    household,
    home: nobodyYet,
    writes: writesAt(at, { body: storedAtAddress.body({ households: [household] }) }),
  }
}
