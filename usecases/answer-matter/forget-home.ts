import type { HouseholdDecision, LoadedHousehold } from '../../core/household/decision.ts'
import type { Store, Write } from '../../core/ports/store.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { findHome, homeWrite } from '../../record/home-repository.ts'

/** How long the address of a home is kept after its last matter, if nobody was registered there: as long as a period. */
const KEPT = 14 * DAY

/** What a decision writes so that a home in which nobody was registered is forgotten in time. */
export const forgetHome = async (
  store: Store,
  { household: { id, members, matters }, now }: LoadedHousehold,
  { events }: HouseholdDecision,
): Promise<Write[]> => {
  const settled = new Set<string>(
    events.flatMap((event) => (event.type === 'matter_settled' ? event.matter : [])),
  )
  const isOver = settled.size > 0 && Object.keys(matters).every((matter) => settled.has(matter))
  if (!isOver || Object.keys(members).length > 0) return []
  const found = await findHome(store, id)
  return found === undefined ? [] : [homeWrite(id, found.home, found, plus(now, KEPT))]
}
