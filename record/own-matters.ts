import type { Community } from '../core/domain/community.ts'
import type { Escalation } from '../core/domain/escalation.ts'
import type { StaffId } from '../core/domain/ids.ts'
import type { Store } from '../core/ports/store.ts'
import { openMattersIn } from './open-lists.ts'

/** The open matters that wait for a member of staff now, soonest due first within each grid. */
export const ownMatters = async (
  store: Store,
  { id: community, grids }: Community,
  staff: StaffId,
): Promise<Escalation[]> => {
  const own: Escalation[] = []
  for (const { id: grid } of grids)
    for await (const matter of openMattersIn(store, { community, grid }))
      if (matter.state.name === 'open' && matter.state.owners.some((owner) => owner.staff === staff))
        own.push(matter)
  return own
}
