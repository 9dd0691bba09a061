import { isUntaken } from '../../core/disruption/climb-disruption.ts'
import type { CommunityId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import type { Instant } from '../../core/time/instant.ts'
import { lastDisruptions } from '../../record/disruption-repository.ts'
import type { Offender } from '../../record/sweep-report.ts'

/** Disruptions that nobody has taken in hand in the time of their first rung, or that nobody could be told of. */
export const untakenDisruptions = async (
  store: Store,
  communities: readonly CommunityId[],
  now: Instant,
): Promise<Offender[]> =>
  (await lastDisruptions(store, communities))
    .filter((one) => isUntaken(one, now))
    .map(({ community, code, openedAt }) => ({
      id: `${community} ${code}`,
      why: 'disruption_untaken',
      since: openedAt,
    }))
