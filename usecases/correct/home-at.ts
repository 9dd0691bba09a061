import type { Loaded } from '../../core/isolation/decision.ts'
import type { Home } from '../../core/isolation/decisions/correct/correct.ts'
import type { Address } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { householdFor } from '../../record/address-repository.ts'
import { householdWrite, loadHousehold } from '../../record/household-repository.ts'

/** The household at the new address, with the writes that move the isolation there. */
export const homeAt = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'ids'>,
  { isolation }: Loaded,
  address: Address,
): Promise<Home> => {
  const { household, home: entered, writes } = await householdFor(ports, isolation.community, address)
  if (household === isolation.household) return { household, writes }
  const left = await loadHousehold(ports.store, isolation.household)
  const others = left.household.isolations.filter((id) => id !== isolation.id)
  return {
    household,
    writes: [
      ...writes,
      householdWrite(isolation.household, left, { ...left.household, isolations: others }),
      householdWrite(household, entered, {
        ...entered.household,
        isolations: [...entered.household.isolations, isolation.id],
      }),
    ],
  }
}
