import type { MatterId, SlotId } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import type { PromptDelivery } from '../../message/message.ts'
import { type Instant, MINUTE, plus } from '../../time/instant.ts'
import type { Decision, Effect } from '../decision.ts'
import { type Isolation, openMatters } from '../isolation.ts'

/**
 * The open matters that news of this slot's prompt may change. Who looks into a silence goes by the newest missed slot:
 * news of an earlier one changes nothing.
 */
export const mattersOfSilence = (
  isolation: Isolation,
  slot: SlotId,
): readonly { readonly id: MatterId }[] => {
  const known = isolation.slots[slot]
  const newer = Object.values(isolation.slots).some(
    (other) => other.state === 'missed' && known?.state === 'missed' && other.at > known.at,
  )
  const own = known?.state === 'missed' ? known.matter : undefined
  return newer ? [] : openMatters(isolation).filter(({ id, kind }) => kind === 'silence' || id === own)
}

/**
 * The matter with what is known now. If it is a silence after all, the present rung gets its time once more, instead of
 * being told again until tomorrow.
 */
const goingOn = (
  matter: Matter,
  prompt: PromptDelivery,
  now: Instant,
): { readonly matter: Matter; readonly effects: readonly Effect[] } => {
  const { id, state, ladder } = matter
  const minutes = state.name === 'open' ? ladder[state.at]?.dueMinutes : undefined
  const dueAt = plus(now, (minutes ?? 0) * MINUTE)
  const isSooner =
    prompt === 'delivered' &&
    state.name === 'open' &&
    minutes !== undefined &&
    state.round > 0 &&
    dueAt < state.dueAt
  return isSooner
    ? {
        matter: { ...matter, prompt, state: { ...state, dueAt } },
        effects: [{ effect: 'ladder_goes_on', matter: id, next: { do: 'climb', at: now } }],
      }
    : { matter: { ...matter, prompt }, effects: [] }
}

/** It is known now whether a slot's prompt was delivered. `matters`: of {@link mattersOfSilence}. */
export const deliveryKnown = (
  matters: readonly Matter[],
  slot: SlotId,
  prompt: PromptDelivery,
  now: Instant,
): Required<Pick<Decision, 'events' | 'matters' | 'effects'>> => {
  const changed = matters.filter((matter) => matter.prompt !== prompt)
  const going = changed.map((matter) => goingOn(matter, prompt, now))
  return {
    events: changed.map(({ id }) => ({ type: 'delivery_known', slot, matter: id, prompt })),
    matters: going.map(({ matter }) => matter),
    effects: going.flatMap(({ effects }) => effects),
  }
}
