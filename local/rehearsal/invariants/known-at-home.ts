import { isDeepStrictEqual } from 'node:util'
import type { HouseholdEntry } from '../../../core/household/events.ts'
import { isMember } from '../../../core/household/household.ts'
import { replay } from '../../../core/household/state.ts'
import type { HouseholdId } from '../../../core/ids.ts'
import type { Isolation } from '../../../core/isolation/isolation.ts'
import type { Ports } from '../../../core/ports/ports.ts'
import { findHousehold } from '../../../record/household-repository.ts'
import { householdKey } from '../../../record/keys.ts'
import { readHouseholdEntry } from '../../../record/ledger-shapes.ts'
import { itemsUnder } from '../../../record/paginate-query.ts'
import type { Violation } from './invariant.ts'

const invariant = 'a household is the fold of its ledger, and has its members'

/** Looks once at each household, and whether everybody in isolation belongs to theirs. */
export class Homes {
  readonly #seen = new Set<HouseholdId>()

  async add({ store }: Pick<Ports, 'store'>, { id: isolation, household: id, status }: Isolation) {
    const violations: Violation[] = []
    const household = await findHousehold(store, id)
    const isDuplicate = status.name === 'ended' && status.reason === 'duplicate'
    if (isMember(household, isolation) === isDuplicate)
      violations.push({
        invariant,
        isolation,
        what: `it ${isDuplicate ? 'still belongs' : 'does not belong'} to ${id}`,
      })
    if (this.#seen.has(id)) return violations
    this.#seen.add(id)
    const ledger: HouseholdEntry[] = []
    for await (const item of itemsUnder(store, { pk: householdKey(id).pk, sk: { prefix: 'LEDGER#' } }))
      ledger.push(readHouseholdEntry(item))
    if (!isDeepStrictEqual(replay(ledger), household))
      violations.push({ invariant, isolation, what: `${id} is not what its ledger says` })
    return violations
  }
}
