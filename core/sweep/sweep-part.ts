import * as z from 'zod/mini'
import type { Instant } from '../time/instant.ts'
import { HOUR, MINUTE, milliseconds, plus } from '../time/instant.ts'

/**
 * A sweep has parts, so that none of them outlives a function: one for each shard of the due index, and one for each
 * list of running executions.
 */
export const SweepPart = z.string().check(z.regex(/^(shard-\d+|running-isolation|running-escalation)$/))
export type SweepPart = z.infer<typeof SweepPart>

export const shardPart = (shard: number): SweepPart => `shard-${shard}`
export const listPart = (workflow: 'isolation' | 'escalation'): SweepPart => `running-${workflow}`

export const shardParts = (shards: number): SweepPart[] =>
  Array.from({ length: shards }, (_, shard) => shardPart(shard))

/** undefined: the part is a list. */
export const shardOf = (part: SweepPart): number | undefined =>
  part.startsWith('shard-') ? Number(part.slice('shard-'.length)) : undefined

/** What is known of a part. */
export interface PartSeen {
  readonly part: SweepPart
  /** When it was first asked for. */
  readonly askedAt: Instant
  /** When somebody last went on with it. Absent: nobody is on the way. */
  readonly seenAt?: Instant | undefined
  /** When the last finished walk began and ended. Absent: none was ever finished. */
  readonly begunAt?: Instant | undefined
  readonly finishedAt?: Instant | undefined
}

const SWEEP_EVERY = HOUR

/** The schedule runs more often than this, so none waits much longer than an hour. */
const SLACK = 5 * MINUTE

/** Longer than any function takes between two notes of its progress. */
const GIVEN_UP_AFTER = 15 * MINUTE

/** True if somebody has to be asked to walk it: an hour has passed, or whoever walked it is gone. */
export const isToBeSwept = ({ askedAt, seenAt, begunAt }: PartSeen, now: Instant): boolean => {
  if (seenAt !== undefined) return plus(seenAt, GIVEN_UP_AFTER) <= now
  return begunAt === undefined ? askedAt <= now : plus(begunAt, SWEEP_EVERY - SLACK) <= now
}

/** A part is late when it has not been finished for so long. */
const LATE_AFTER = 2 * HOUR

/** From then on it is as if nobody looked at all. */
const LOST_AFTER = 6 * HOUR

export const sweptAt = ({ finishedAt, askedAt }: PartSeen): Instant => finishedAt ?? askedAt

export interface SweptParts {
  readonly of: number
  /** Longest first. */
  readonly late: readonly PartSeen[]
  /** Nobody looks, or not at some of them for very long. */
  readonly isAsleep: boolean
}

/** How old the parts are. */
export const sweptParts = (parts: readonly PartSeen[], now: Instant): SweptParts => {
  const ageOf = (part: PartSeen): number => milliseconds(now) - milliseconds(sweptAt(part))
  const late = parts.filter((part) => ageOf(part) > LATE_AFTER).sort((a, b) => ageOf(b) - ageOf(a))
  return {
    of: parts.length,
    late,
    isAsleep:
      late.length > 0 && (late.length === parts.length || late.some((part) => ageOf(part) > LOST_AFTER)),
  }
}
