import { join, leave } from '../../core/household/decisions/members.ts'
import type { Actor } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import type { Home } from '../../core/isolation/decisions/correct/correct.ts'
import type { Address } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { householdFor } from '../../record/address-repository.ts'
import { householdBeside, householdWrites } from '../../record/household-repository.ts'

/** The household at the new address, with the writes that move the isolation there. */
export const homeAt = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'ids'>,
  loaded: Loaded,
  address: Address,
  by: Actor,
): Promise<Home> => {
  const { isolation } = loaded
  const { home: entered, writes } = await householdFor(ports, loaded, address)
  const household = entered.household.id
  if (household === isolation.household) return { household, writes }
  const left = await householdBeside(ports.store, isolation.household, loaded)
  return {
    household,
    writes: [
      ...writes,
      ...householdWrites(left, leave(left, isolation, by, household)),
      ...householdWrites(entered, join(entered, isolation, by)),
    ],
  }
}
