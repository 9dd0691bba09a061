import type { LedgerFeed } from '../../core/ports/ledger-feed.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { PublishedEvent } from '../../core/published-events/published-event.ts'
import { publishEvents } from '../../usecases/publish-events/publish-events.ts'

/** A place in the feed of the ledgers, and the event that was published there, if one was. */
export interface Placed {
  readonly place: number
  readonly event: PublishedEvent | undefined
}

const A_PAGE = 100

/** The next places after this one, a page at most. */
export const placedEvents = async (
  { feed, log }: { readonly feed: Pick<LedgerFeed, 'read'> } & Pick<Ports, 'log'>,
  after: number,
): Promise<Placed[]> =>
  (await feed.read(after, A_PAGE)).map((entry) => ({
    place: entry.place,
    event: publishEvents({ log }, [entry]).events[0],
  }))
