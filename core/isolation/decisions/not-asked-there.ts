import type { Matter } from '../../matter/matter.ts'
import type { Write } from '../../ports/store.ts'
import type { ByWorker } from '../isolation.ts'
import type { Beside } from './hear-words.ts'
import { wereNotAsked } from './were-not-asked.ts'

/**
 * A number is not the returnee's: it is not asked any more, and the worker measures.
 * @param open the open matters, if messages have gone there
 */
export const notAskedThere = (
  measured: ByWorker,
  open: readonly Matter[],
  writes: readonly Write[],
): Beside => {
  const silences = wereNotAsked(open)
  return {
    events: [{ type: 'contact_changed', contact: measured, why: 'wrong_number' }, ...silences.events],
    matters: silences.matters,
    writes,
  }
}
