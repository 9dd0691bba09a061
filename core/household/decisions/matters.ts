import { type Answering, answeredBy, effectOnMatter, isOnMatter } from '../../escalation/answer-matter.ts'
import { beforeLadder, begun, type Facts, matterIdOf, openedBy } from '../../escalation/begin-matter.ts'
import { climbLadder as climb } from '../../escalation/climb-ladder.ts'
import { followUpUnconfirmed } from '../../escalation/follow-up-unconfirmed.ts'
import { type Telling, tellRung as tell } from '../../escalation/tell-rung.ts'
import type { Actor } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Effect } from '../../matter/matter-answers.ts'
import type { Message } from '../../message/message.ts'
import { NotPossible } from '../../not-possible.ts'
import type { HouseholdDecision, LoadedHousehold } from '../decision.ts'

/** A matter about the home itself. */
export const openMatter = (
  loaded: LoadedHousehold,
  asked: Pick<Facts, 'kind' | 'inbound' | 'danger'>,
  by: Actor,
): HouseholdDecision => {
  const { household, now } = loaded
  const entry = Math.max(household.entries, 1) + 1
  const opened = openedBy({
    ...begun(
      matterIdOf(household.id, { entry }, asked),
      { household: household.id },
      household,
      loaded,
      asked,
      undefined,
    ),
    state: beforeLadder(now),
  })
  return { by, events: [opened.event], matters: [opened.matter] }
}

/** Looks at an open matter of the home: see core/escalation/climb-ladder.ts. */
export const climbLadder = (loaded: LoadedHousehold, current: Matter, echoes: readonly Message[]) =>
  climb(loaded, loaded.household.zone, followUpUnconfirmed(loaded, current, echoes))

/** Tells everyone who owns this rung: see core/escalation/tell-rung.ts. */
export const tellRung = (
  { household: { zone }, now }: LoadedHousehold,
  matter: Matter,
  telling: Telling,
  told: readonly Message[],
) => tell({ zone, now }, matter, telling, told)

/** Effects on an isolation have no meaning for a home. @throws NotPossible */
export const effectOnHome = (
  loaded: LoadedHousehold,
  matter: Matter,
  effect: Effect,
  answering: Answering,
) => {
  if (!isOnMatter(effect))
    throw new NotPossible('this matter is about a home, and not about a person in isolation')
  return effectOnMatter(loaded, matter, effect, answering)
}

/** An answer to a matter of the home. @throws NotAwaited, NotPossible */
export const answerMatter = (
  loaded: LoadedHousehold,
  matter: Matter,
  effect: Effect,
  answering: Answering,
): HouseholdDecision => {
  const { by } = answering
  const { event, after } = answeredBy(matter, answering, loaded.now)
  if (after === undefined) return { by, events: [event] }
  const changed = effectOnHome(loaded, after, effect, answering)
  return { ...changed, by, events: [event, ...(changed.events ?? [])] }
}

/** At most this many later messages are quoted with a matter. */
const LIMIT = 20

/** Words for those who look after the matter: they are quoted when it climbs. undefined: it is settled. */
export const addWords = (matter: Matter, inbound: string, by: Actor): HouseholdDecision | undefined =>
  matter.state.name === 'settled'
    ? undefined
    : {
        by,
        events: [{ type: 'matter_raised', matter: matter.id, inbound }],
        matters: [{ ...matter, more: [...(matter.more ?? []), inbound].slice(-LIMIT) }],
      }
