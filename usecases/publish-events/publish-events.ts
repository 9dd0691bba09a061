import { isSynthetic } from '../../core/community/synthetic-community.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { publish } from '../../core/published-events/publish.ts'
import type { PublishedEvent } from '../../core/published-events/published-event.ts'
import { readAnyEntry } from '../../record/ledger-shapes.ts'
import { isUnreadable, type StoredItem } from '../../record/shape.ts'

export interface Published {
  readonly events: readonly PublishedEvent[]
  /** Entries that this release cannot read: they are named in the log, and stop nobody else's. */
  readonly skipped: number
}

/** What other systems are told of these entries of the ledger, in their order. Nothing of smoke tests. */
export const publishEvents = ({ log }: Pick<Ports, 'log'>, entries: readonly StoredItem[]): Published => {
  const events: PublishedEvent[] = []
  let skipped = 0
  for (const entry of entries)
    try {
      const read = readAnyEntry(entry)
      const event = isSynthetic(read.community) ? undefined : publish(read)
      if (event !== undefined) events.push(event)
    } catch (error) {
      if (!isUnreadable(error)) throw error
      skipped += 1
      log.error('event.skipped', { subject: entry.pk, key: entry.sk }, error)
    }
  return { events, skipped }
}
