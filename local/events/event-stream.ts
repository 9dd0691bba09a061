import * as z from 'zod/mini'
import { InvalidRequest } from '../../api/http/errors.ts'
import { read } from '../../api/http/route.ts'
import { covers } from '../../core/access/area.ts'
import type { Grant } from '../../core/access/grant.ts'
import { CommunityId } from '../../core/ids.ts'
import type { LedgerFeed } from '../../core/ports/ledger-feed.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { placedEvents } from './placed-events.ts'
import type { WaitForCommit } from './wait-for-commit.ts'

/** So that neither side takes a quiet connection for a dead one. */
const HEARTBEAT_MILLISECONDS = 15_000
const RECONNECT_MILLISECONDS = 2_000

const Query = z.object({
  /** The place after which it goes on; 0: from the first event; `newest`: only what comes. */
  after: z.optional(z.string().check(z.regex(/^(?:\d{1,15}|newest)$/, 'expected a number, or newest'))),
  community: z.optional(CommunityId),
})

export interface StreamPorts extends Pick<Ports, 'log'> {
  readonly feed: LedgerFeed
  readonly wait: WaitForCommit
}

export interface Asked {
  readonly query: Readonly<Record<string, string | undefined>>
  /** As a browser sends it when it connects again. */
  readonly lastEventId: string | undefined
  /** The grants by which the caller reads events: only their areas are shown. */
  readonly grants: readonly Grant[]
}

/** The stream that was asked for; it ends with the signal. A place without an event for the caller only moves the id. */
export type EventStream = (signal: AbortSignal) => AsyncGenerator<string>

/**
 * Server-sent events from a place on. One page is in memory, and the next one is read when the reader has taken it.
 * @throws InvalidRequest
 */
export const eventStream = (ports: StreamPorts, { query, lastEventId, grants }: Asked): EventStream => {
  const { after = lastEventId ?? '0', community } = read(Query, {
    ...query,
    ...(lastEventId && { after: lastEventId }),
  })
  const last = ports.feed.newest()
  const start = after === 'newest' ? last : Number(after)
  if (start > last)
    throw new InvalidRequest([
      {
        field: 'after',
        found: 'a place of another record',
        reason: `expected ${last} at most: begin with 0`,
      },
    ])
  return async function* (signal) {
    let place = start
    yield `retry: ${RECONNECT_MILLISECONDS}\n\n`
    while (!signal.aborted) {
      const newest = ports.feed.newest()
      const page = await placedEvents(ports, place)
      for (const { place: at, event } of page) {
        place = at
        if (event === undefined || (community !== undefined && event.community !== community)) continue
        if (grants.some(({ area }) => covers(area, event)))
          yield `id: ${at}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
      }
      if (page.length > 0) continue
      yield `id: ${place}\n\n`
      // What came since the page was read is not waited for.
      if (ports.feed.newest() === newest) await ports.wait(HEARTBEAT_MILLISECONDS, signal)
    }
  }
}
