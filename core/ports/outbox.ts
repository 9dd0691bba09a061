import type { SubjectId } from '../ids.ts'
import type { Lane } from '../message/lane.ts'

/** A recorded message by its key, and the lane by which it leaves. */
export interface Handed {
  readonly subject: SubjectId
  readonly key: string
  readonly lane: Lane
  /** Not before so many seconds. */
  readonly afterSeconds?: number
}

/**
 * Sends recorded messages: on AWS from a queue for each lane, at the provider's pace instead of all at eight o'clock;
 * on one machine at once, or at a pace it is told. Handing over the same message twice is safe: it is sent once.
 */
export interface Outbox {
  /** @throws MessagesThrottled when it sends at once and nothing was sent */
  hand(message: Handed): Promise<void>
}
