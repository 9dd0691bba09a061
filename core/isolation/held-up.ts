import { SlotId } from '../ids.ts'
import { type Instant, MINUTE, plus, secondsUntil } from '../time/instant.ts'
import { dayOf, halfOf } from './calendar.ts'
import { type Isolation, isOpen } from './isolation.ts'

/** A step that is this late has failed for a while: what waits for it is held up. */
const HELD_UP_AFTER = 10 * MINUTE

/** When the step was due that an open isolation still waits for. undefined: none is overdue. */
export const overdueSince = (isolation: Isolation, now: Instant): Instant | undefined => {
  const { awaiting } = isolation
  return isOpen(isolation) && awaiting !== undefined && awaiting.at < now ? awaiting.at : undefined
}

export const isHeldUp = (since: Instant, now: Instant): boolean => plus(since, HELD_UP_AFTER) <= now

/** Nobody was asked in the last slot that anything is known of. */
export const wasLastNotAsked = ({ slots }: Pick<Isolation, 'slots'>): boolean => {
  const newest = Object.keys(slots)
    .map((id) => SlotId.parse(id))
    .toSorted((a, b) => dayOf(b) - dayOf(a) || (halfOf(b) === 'evening' ? 1 : -1))[0]
  const known = newest === undefined ? undefined : slots[newest]
  return known?.state === 'excused' && known.notAsked === true
}

const SHORTEST_WAIT = 60
const LONGEST_WAIT = 3600

/**
 * How long a failed step waits before it is tried again, in seconds: an eighth of the time it is late, between a minute
 * and an hour. After an outage everybody goes on soon, and one that fails for fourteen days stays within the 25,000
 * events of an execution (docs.aws.amazon.com, quotas of Step Functions).
 */
export const waitAfterFailure = (since: Instant, now: Instant): number =>
  Math.min(LONGEST_WAIT, Math.max(SHORTEST_WAIT, Math.ceil(secondsUntil(since, now) / 8)))
