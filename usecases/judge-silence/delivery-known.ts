import type { SlotId } from '../../core/ids.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { PromptDelivery } from '../../core/message/message.ts'
import type { Store } from '../../core/ports/store.ts'
import { type Instant, MINUTE, plus } from '../../core/time/instant.ts'
import type { Decision, Loaded } from '../../record/isolation-repository.ts'
import { type LoadedMatter, loadMatter } from '../../record/matter-repository.ts'

/**
 * The matter with what is known now. If it is a silence after all, the present rung gets its time once more, instead of
 * being told again until tomorrow.
 */
const goingOn = ({ matter, token, version }: LoadedMatter, prompt: PromptDelivery, now: Instant) => {
  const { state, ladder } = matter
  const minutes = state.name === 'open' ? ladder[state.at]?.dueMinutes : undefined
  const dueAt = plus(now, (minutes ?? 0) * MINUTE)
  const isSooner =
    prompt === 'delivered' &&
    state.name === 'open' &&
    minutes !== undefined &&
    state.round > 0 &&
    dueAt < state.dueAt
  return {
    matter: {
      matter: { ...matter, prompt, ...(isSooner ? { state: { ...state, dueAt } } : {}) },
      version,
      ...(token === undefined || isSooner ? {} : { token }),
    },
    taskAnswers: token !== undefined && isSooner ? [{ token, next: { do: 'climb', at: now } as const }] : [],
  }
}

/**
 * Who looks into a silence goes by the newest missed slot: news of its prompt changes the matter; news of an earlier
 * slot changes nothing.
 */
export const applyPromptDelivery = async (
  store: Store,
  { isolation, now }: Pick<Loaded, 'isolation' | 'now'>,
  slot: SlotId,
  prompt: PromptDelivery,
): Promise<Required<Pick<Decision, 'events' | 'matters' | 'taskAnswers'>>> => {
  const known = isolation.slots[slot]
  const newer = Object.values(isolation.slots).some(
    (other) => other.state === 'missed' && known?.state === 'missed' && other.at > known.at,
  )
  if (newer) return { events: [], matters: [], taskAnswers: [] }
  const own = known?.state === 'missed' ? known.matter : undefined
  const open = openMatters(isolation).filter(({ id, kind }) => kind === 'silence' || id === own)
  const matters = await Promise.all(open.map(({ id }) => loadMatter(store, id)))
  const changed = matters.filter(({ matter }) => matter.prompt !== prompt)
  const going = changed.map((matter) => goingOn(matter, prompt, now))
  return {
    events: changed.map(({ matter: { id } }) => ({
      type: 'delivery_known',
      slot,
      matter: id,
      prompt,
    })),
    matters: going.map(({ matter }) => matter),
    taskAnswers: going.flatMap(({ taskAnswers }) => taskAnswers),
  }
}
