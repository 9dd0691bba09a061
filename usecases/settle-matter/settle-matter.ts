import type { MatterId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { heardBy } from '../../core/matter/first-response.ts'
import type { Matter, Outcome } from '../../core/matter/matter.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { type Decision, handleCommand } from '../../record/isolation-repository.ts'
import { isolationOf } from '../../record/keys.ts'
import { type LoadedMatter, loadMatter } from '../../record/matter-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { toldOf } from '../open-matter/raised-matter.ts'

/**
 * What settling matters adds to a decision. Everyone who was told learns that it is over, and the ladder's task is
 * answered.
 */
export type Settled = Required<Pick<Decision, 'events' | 'matters' | 'messages' | 'taskAnswers'>>

export const settled = (
  { matter, version, token }: LoadedMatter,
  outcome: Outcome,
  by: LedgerEntry['by'],
  now: Instant,
): Settled => ({
  events: [{ type: 'matter_settled', matter: matter.id, outcome }],
  matters: [
    {
      matter: {
        ...heardBy(matter, outcome, by, now),
        state: { name: 'settled', outcome, by, at: now, told: [...toldOf(matter)] },
      },
      version,
    },
  ],
  messages: tellOnceMore(matter, outcome, by, now),
  taskAnswers: token === undefined ? [] : [{ token, next: { do: 'settled', at: now } }],
})

/** Joins what several of them add. */
export const joined = (parts: readonly Partial<Settled>[]): Settled => ({
  events: parts.flatMap(({ events = [] }) => events),
  matters: parts.flatMap(({ matters = [] }) => matters),
  messages: parts.flatMap(({ messages = [] }) => messages),
  taskAnswers: parts.flatMap(({ taskAnswers = [] }) => taskAnswers),
})

const tellOnceMore = (matter: Matter, outcome: Outcome, by: LedgerEntry['by'], now: Instant): Message[] => {
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

/** Settles one matter in a decision of its own; a settled matter stays as it is. */
export const settleMatter = async (
  ports: Ports,
  id: MatterId,
  outcome: Outcome,
  by: LedgerEntry['by'],
): Promise<void> => {
  const result = await handleCommand(ports, isolationOf(id), async ({ now }) => {
    const found = await loadMatter(ports.store, id)
    if (found.matter.state.name === 'settled') return undefined
    return { by, ...settled(found, outcome, by, now) }
  })
  await applyEffects(ports, result)
}
