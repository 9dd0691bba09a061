import type { JsonObject } from '../json.ts'
import type { Key } from './store.ts'

/** An entry of somebody's ledger, as it was committed. */
export interface FedEntry extends Key {
  /** Grows in the order of the commits, with gaps. */
  readonly place: number
  readonly body: JsonObject
}

/**
 * All ledgers in the order in which they were written: on one machine what the stream of the table is on AWS. A reader
 * keeps the place of the last entry that it has handled; after a crash it may get some again.
 */
export interface LedgerFeed {
  /** Entries after this place (0: from the first), at most `limit`. */
  read(after: number, limit: number): Promise<readonly FedEntry[]>
  /** The place of the newest entry. 0: there is none. */
  newest(): number
  /** Calls `listener` after each commit that wrote entries. Returns what ends it. */
  onCommit(listener: () => void): () => void
}
