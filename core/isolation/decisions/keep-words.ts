import type { Write } from '../../ports/store.ts'
import type { Decision } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'

/** The words of a message are kept for a person to read. `writes`: that keep them. undefined: they are kept already. */
export const keepWords = (
  inbound: string,
  by: LedgerEntry['by'],
  writes: readonly Write[],
): Decision | undefined =>
  writes.length === 0 ? undefined : { by, events: [{ type: 'words_kept', inbound }], writes }
