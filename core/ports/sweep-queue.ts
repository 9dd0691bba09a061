import type { SweepPart } from '../sweep/sweep-part.ts'
import type { Instant } from '../time/instant.ts'

/** Parts of a sweep that somebody has to walk: on AWS a queue, with a function for each message. */
export interface SweepQueue {
  /** A part that is handed over twice is walked once. */
  hand(parts: readonly SweepPart[], asked: Instant): Promise<void>
}
