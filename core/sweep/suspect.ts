import { DAY, type Instant, MINUTE, plus } from '../time/instant.ts'

/** Steps take a moment, and lists of executions lag: anything younger is left to the workflow. */
export const GRACE = 10 * MINUTE

/** An open isolation or matter, as far as the sweeper has to know it. */
export interface Looked {
  readonly beganAt: Instant
  /** What it waits for. undefined: nothing, which is as bad as overdue. */
  readonly dueAt: Instant | undefined
  /** It waits for a second measurement after a fever. */
  readonly hasFever?: boolean
}

/** What a complete list of running executions says of its execution. */
export interface Listing {
  readonly begunAt: Instant
  readonly hasIt: boolean
}

const isOverdue = ({ dueAt }: Looked, now: Instant): boolean =>
  dueAt === undefined || plus(dueAt, GRACE) < now

/**
 * A running execution goes on trying by itself, however late it is: to begin another would only add to the load. After
 * a day a new one has the newest text and an empty history.
 */
const STUCK_AFTER = DAY

/**
 * A fever is not left for a day: a process that died after recording it may have left an execution that waits for the
 * next slot. Beginning one that is only late costs little, because few wait for this.
 */
const stuckAfter = ({ hasFever }: Looked): number => (hasFever === true ? GRACE : STUCK_AFTER)

const isLongOverdue = (looked: Looked, now: Instant): boolean =>
  looked.dueAt === undefined || plus(looked.dueAt, stuckAfter(looked)) < now

/** @param startedAt of its running execution */
export const isStuck = (looked: Looked, startedAt: Instant, now: Instant): boolean =>
  isLongOverdue(looked, now) && plus(startedAt, stuckAfter(looked)) < now

export const isYoung = ({ beganAt }: Looked, at: Instant): boolean => plus(beganAt, GRACE) > at

/**
 * True if its execution has to be asked for: it is overdue, or a list does not have it that should. Nobody else is
 * asked for, because Step Functions answers ten such questions a second: after a bad hour a million people are late, and
 * a list that was begun since says of each whether it runs.
 */
export const isSuspect = (looked: Looked, listing: Listing | undefined, now: Instant): boolean => {
  if (listing === undefined) return isOverdue(looked, now)
  if (!listing.hasIt) return isOverdue(looked, now) || !isYoung(looked, listing.begunAt)
  return isOverdue(looked, now) && (!isOverdue(looked, listing.begunAt) || isLongOverdue(looked, now))
}
