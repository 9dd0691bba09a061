import type { Actor } from '../../ids.ts'
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
