import type { Place } from '../../core/access/area.ts'
import type { Store } from '../../core/ports/store.ts'
import { NotFound } from '../../record/community-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { isUnreadable } from '../../record/shape.ts'
import type { Offender } from '../../record/sweep-report.ts'

/**
 * Where somebody lives whom the sweeper could not mend. undefined: nobody can say, and only the whole district's line
 * knows.
 */
export const placeOfOffender = async (store: Store, { isolation }: Offender): Promise<Place | undefined> => {
  if (isolation === undefined) return undefined
  try {
    const { community, grid } = await findIsolation(store, isolation)
    return { community, grid }
  } catch (error) {
    if (error instanceof NotFound || isUnreadable(error)) return undefined
    throw error
  }
}
