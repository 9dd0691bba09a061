import * as z from 'zod/mini'
import type { LoadedHousehold } from '../core/household/decision.ts'
import { foldedDoor } from '../core/identity/folded-door.ts'
import { type CommunityId, HouseholdId } from '../core/ids.ts'
import type { Address } from '../core/person/person.ts'
import type { Ids } from '../core/ports/ids.ts'
import type { Write } from '../core/ports/store.ts'
import { findHome, homeWrite } from './home-repository.ts'
import { householdBeside, newHousehold } from './household-repository.ts'
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
  readonly home: LoadedHousehold
  readonly writes: readonly Write[]
}

/**
 * The household at an address, or a new one, with the writes that make it findable and keep its address. If two register at the same
 * door at once, one has to look again.
 */
export const householdFor = async (
  ports: Finding & { readonly ids: Ids },
  at: Pick<LoadedHousehold, 'community' | 'book' | 'now'>,
  address: Address,
): Promise<HouseholdAtAddress> => {
  const there = await lookUp(ports, 'ADDRESS', doorText(at.community.id, address))
  const [known] = there.item === undefined ? [] : storedAtAddress.read(there.item).households
  if (known !== undefined) {
    const home = await householdBeside(ports.store, known, at)
    // Nobody lives there, or all of them were erased: the address is kept only from now on again.
    const vault = await findHome(ports.store, known)
    const isKept = vault !== undefined && Object.keys(home.household.members).length > 0
    return { home, writes: isKept ? [] : [homeWrite(known, { address }, vault)] }
  }
  const id = HouseholdId.parse(`household-${ports.ids.next()}`)
  return {
    home: newHousehold({ id, grid: address.grid }, at),
    writes: [
      ...writesAt(there, { body: storedAtAddress.body({ households: [id] }) }),
      homeWrite(id, { address }, undefined),
    ],
  }
}
