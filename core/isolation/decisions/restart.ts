import type { Actor } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Decision, Loaded } from '../decision.ts'
import { isOpen } from '../isolation.ts'

/** A new generation of an isolation. undefined: it has ended, or somebody else has begun one. */
export const restartIsolation = (
  { isolation }: Loaded,
  generation: number,
  why: string,
  by: Actor,
): Decision | undefined =>
  !isOpen(isolation) || isolation.generation !== generation
    ? undefined
    : { by, events: [{ type: 'restarted', generation: generation + 1, why }], plan: 'again' }

/** The same for the ladder of one matter: it goes on at its present rung. */
export const restartLadder = (matter: Matter, generation: number, by: Actor): Decision | undefined =>
  matter.state.name === 'settled' || matter.generation !== generation
    ? undefined
    : {
        by,
        events: [{ type: 'ladder_restarted', matter: matter.id, generation: generation + 1 }],
        matters: [{ ...matter, generation: generation + 1 }],
        ladder: { matter: matter.id, token: undefined },
      }
