import { distinctParts } from '../../core/grid-part.ts'
import type { JsonObject } from '../../core/json.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { changedBy } from './changed-parts.ts'

/** Asks for a count of every part that these entries of the ledger have changed. */
export const noteChanges = async (
  { recounts }: Pick<Ports, 'recounts'>,
  entries: readonly { readonly body: JsonObject }[],
): Promise<void> => recounts.request(distinctParts(entries.flatMap(({ body }) => changedBy(body))))
