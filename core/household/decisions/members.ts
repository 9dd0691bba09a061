import type { Actor, HouseholdId, IsolationId, PersonId } from '../../ids.ts'
import type { EventsAlone, LoadedHousehold } from '../decision.ts'
import { isMember } from '../household.ts'

/** As much of an isolation as its home keeps. */
interface Living {
  readonly id: IsolationId
  readonly person: PersonId
  readonly flags: { readonly child: boolean }
}

/** Somebody begins a period at this home, or goes on with it here. undefined: they are known. */
export const join = (
  { household }: LoadedHousehold,
  { id: isolation, person, flags }: Living,
  by: Actor,
): EventsAlone | undefined =>
  isMember(household, isolation)
    ? undefined
    : { by, events: [{ type: 'member_joined', person, isolation, mayReport: !flags.child }] }

/** Their period goes on elsewhere, or was a duplicate. undefined: it is not of this home. */
export const leave = (
  { household }: LoadedHousehold,
  { id: isolation, person }: Pick<Living, 'id' | 'person'>,
  by: Actor,
  to?: HouseholdId,
): EventsAlone | undefined =>
  isMember(household, isolation)
    ? { by, events: [{ type: 'member_left', person, isolation, ...(to === undefined ? {} : { to }) }] }
    : undefined
