import type { Decision } from '../aggregate/decision.ts'
import type { Actor } from '../ids.ts'
import type { MatterEvent } from '../matter/events.ts'
import type { Matter } from '../matter/matter.ts'

/** A new generation of the ladder of a matter: it goes on at its present rung. undefined: somebody else has begun one. */
export const restartLadder = (
  matter: Matter,
  generation: number,
  by: Actor,
): Decision<MatterEvent> | undefined =>
  matter.state.name === 'settled' || matter.generation !== generation
    ? undefined
    : {
        by,
        events: [{ type: 'ladder_restarted', matter: matter.id, generation: generation + 1 }],
        matters: [{ ...matter, generation: generation + 1 }],
        ladder: { matter: matter.id, token: undefined },
      }
