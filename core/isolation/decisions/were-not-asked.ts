import type { Matter } from '../../matter/matter.ts'
import type { Decision } from '../decision.ts'

/**
 * The phone that got the messages is given up, or was never the returnee's: the silence may be none, and the office has
 * to confirm it before the police are told. `open`: the returnee's open matters.
 */
export const wereNotAsked = (open: readonly Matter[]): Required<Pick<Decision, 'events' | 'matters'>> => {
  const prompt = 'not_delivered'
  const silences = open.filter((matter) => matter.kind === 'silence' && matter.prompt !== prompt)
  return {
    events: silences.flatMap(({ id, slot }) =>
      slot === undefined ? [] : [{ type: 'delivery_known', slot, matter: id, prompt }],
    ),
    matters: silences.map((matter) => ({ ...matter, prompt })),
  }
}
