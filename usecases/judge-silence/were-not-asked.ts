import type { LoadedEscalation } from '../../record/matter-repository.ts'
import type { Decision } from '../../record/isolation-repository.ts'

/**
 * The phone to which the texts went is given up, or was never the returnee's: what looks like a silence may be none, and
 * the office has to confirm it before the police hear. `open`: the matters of the returnee that are open.
 */
export const wereNotAsked = (
  open: readonly LoadedEscalation[],
): Required<Pick<Decision, 'events' | 'matters'>> => {
  const prompt = 'not_delivered'
  const silences = open.filter(
    ({ escalation }) => escalation.kind === 'silence' && escalation.prompt !== prompt,
  )
  return {
    events: silences.flatMap(({ escalation: { id, slot } }) =>
      slot === undefined ? [] : [{ type: 'delivery_known', slot, matter: id, prompt }],
    ),
    matters: silences.map(({ escalation, ...stored }) => ({
      ...stored,
      escalation: { ...escalation, prompt },
    })),
  }
}
