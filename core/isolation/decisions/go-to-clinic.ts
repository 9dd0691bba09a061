import { type Answerer, changed, tell } from '../../escalation/climb-on-answer.ts'
import type { Matter } from '../../matter/matter.ts'
import { HOUR, later, plus } from '../../time/instant.ts'
import type { Decision, Loaded } from '../decision.ts'

/** The time to reach the clinic: our decision. */
const ON_THE_WAY = 2 * HOUR

/**
 * Settles nothing: the others are told, and the rung gets the time of the way. Prompts stop, so that no silence on the
 * way to a clinic is looked into.
 */
export const onTheWay = (loaded: Loaded, matter: Matter, answerer: Answerer): Partial<Decision> => {
  const { state } = matter
  if (state.name !== 'open') return { events: [], matters: [] }
  const dueAt = later(state.dueAt, plus(loaded.now, ON_THE_WAY))
  const { id, kind, severity = 'orange' } = matter
  const refers = kind === 'fever' && loaded.isolation.status.name === 'following'
  return {
    ...changed(matter, { ...state, dueAt }),
    ...tell(loaded, matter, answerer, 'on_the_way'),
    ...(refers
      ? {
          events: [{ type: 'referred', matter: id, severity }],
          plan: 'again',
          effects: [{ effect: 'isolation_goes_on' }],
        }
      : {}),
  }
}
