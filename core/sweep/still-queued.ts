import type { ByLane } from '../message/lane.ts'
import type { Message } from '../message/message.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { laneOf } from '../texts/message-lane.ts'
import { mayGoOut } from '../texts/sending-hours.ts'
import { HOUR, type Instant, MINUTE, plus } from '../time/instant.ts'

/**
 * How long a message may stand in its queue: urgent ones have a rate of their own, and a prompt that is older than its
 * slot is given up. Our decision: an hour more than a slot.
 */
const QUEUED_FOR: ByLane<number> = { urgent: 20 * MINUTE, routine: 4 * HOUR }

/**
 * Whether a waiting message may still be in the outbox's queue, so that to hand it over again would only make the queue
 * longer. One that came in the quiet hours is not: the queue has let it go until the day.
 */
export const isStillQueued = (message: Message, book: RuleBook, zone: string, now: Instant): boolean => {
  const since = message.handedAt ?? message.at
  return mayGoOut(message, book, zone, since) && now < plus(since, QUEUED_FOR[laneOf(message)])
}
