import type { Decision } from '../aggregate/decision.ts'
import type { Actor } from '../ids.ts'
import type { MatterEvent } from '../matter/events.ts'
import { heardBy } from '../matter/first-response.ts'
import type { Matter, Outcome } from '../matter/matter.ts'
import type { Message } from '../message/message.ts'
import type { Instant } from '../time/instant.ts'
import { toldOf } from './raise-matter.ts'

type Now = { readonly now: Instant }

/** What settling matters adds to a decision: everyone who was told learns that it is over, and the ladder ends. */
export interface Settled extends Required<Pick<Decision<MatterEvent>, 'events' | 'messages' | 'effects'>> {
  readonly matters: readonly Matter[]
}

const tellOnceMore = (matter: Matter, outcome: Outcome, by: Actor, now: Instant): Message[] => {
  if (matter.state.name !== 'open') return []
  return toldOf(matter)
    .filter((owner) => by !== `staff:${owner.staff}`)
    .map((owner) => ({
      key: `settled-${matter.id}-${owner.staff}`,
      to: { who: 'staff', ...owner },
      template: 'matter_settled',
      params: { code: matter.code, how: outcome },
      matter: matter.id,
      at: now,
      state: 'waiting',
    }))
}

export const settled = (matter: Matter, outcome: Outcome, by: Actor, now: Instant): Settled => ({
  events: [{ type: 'matter_settled', matter: matter.id, outcome }],
  matters: [
    {
      ...heardBy(matter, outcome, by, now),
      state: { name: 'settled', outcome, by, at: now, told: [...toldOf(matter)] },
    },
  ],
  messages: tellOnceMore(matter, outcome, by, now),
  effects: [{ effect: 'ladder_goes_on', matter: matter.id, next: { do: 'settled', at: now } }],
})

/** Joins what several of them add. */
export const joined = (parts: readonly Partial<Settled>[]): Settled => ({
  events: parts.flatMap(({ events = [] }) => events),
  matters: parts.flatMap(({ matters = [] }) => matters),
  messages: parts.flatMap(({ messages = [] }) => messages),
  effects: parts.flatMap(({ effects = [] }) => effects),
})

/** Settles open matters that have lost their purpose. */
export const settleOthers = ({ now }: Now, matters: readonly Matter[], by: Actor): Settled =>
  joined(matters.map((matter) => settled(matter, 'overtaken', by, now)))

/** Settles one matter; a settled matter stays as it is. */
export const settleMatter = (
  { now }: Now,
  matter: Matter,
  outcome: Outcome,
  by: Actor,
): (Settled & { readonly by: Actor }) | undefined =>
  matter.state.name === 'settled' ? undefined : { by, ...settled(matter, outcome, by, now) }
