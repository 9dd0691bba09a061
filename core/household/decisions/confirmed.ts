import type { Actor, IsolationId } from '../../ids.ts'
import type { EventsAlone, LoadedHousehold } from '../decision.ts'

/** A doctor has confirmed the illness of a member: whoever lives there has to be told. */
export const confirm = (isolation: IsolationId, by: Actor): EventsAlone => ({
  by,
  events: [{ type: 'member_confirmed', isolation }],
})

/** It was an error. undefined: everybody has been told, or of another one. */
export const withdraw = (
  { household }: LoadedHousehold,
  isolation: IsolationId,
  by: Actor,
): EventsAlone | undefined =>
  household.confirmed?.isolation === isolation
    ? { by, events: [{ type: 'member_not_confirmed', isolation }] }
    : undefined

/** Everybody has been told. undefined: of this one nobody has to be told any more. */
export const told = ({ household }: LoadedHousehold, isolation: IsolationId): EventsAlone | undefined =>
  household.confirmed?.isolation === isolation
    ? { by: 'workflow', events: [{ type: 'members_told', isolation }] }
    : undefined
