import * as z from 'zod/mini'
import { staffFor } from '../../core/community/community.ts'
import { MatterId } from '../../core/ids.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import { hasWrittenSince, newestMissed } from '../../core/isolation/prompt-delivery.ts'
import {
  climb,
  climbsNow,
  type NextRung,
  nextMoment,
  rolesOf,
  secondsToWait,
} from '../../core/matter/ladder.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Decision, handleCommand, type Loaded } from '../../record/isolation-repository.ts'
import { isolationOf } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { echoesOf, type FollowedUp, followUpUnconfirmed } from './watch-unconfirmed-answer.ts'

/** The input of every step of the escalation workflow. */
export const LadderInput = z.object({ matterId: MatterId, generation: z.int() })
export type LadderInput = z.infer<typeof LadderInput>

/** Somebody who has written meanwhile is not silent: the police are told only if the office asks for it. */
const withWriting = ({ isolation, book }: Loaded, minded: FollowedUp): FollowedUp => {
  const { matter } = minded
  const slot = newestMissed(isolation)
  if (matter.state.name === 'settled' || matter.kind !== 'silence' || slot === undefined) return minded
  const goesBySilence = matter.prompt === 'delivered' || matter.prompt === 'unknown'
  if (!goesBySilence || !hasWrittenSince(isolation, book, slot)) return minded
  const prompt = 'written_back'
  return {
    ...minded,
    matter: { ...matter, prompt },
    events: [...minded.events, { type: 'delivery_known', slot, matter: matter.id, prompt }],
  }
}

/**
 * Looks at a matter, handles its unconfirmed answers, and moves it to the next rung when that is due. Returns what the
 * workflow does next.
 */
export const climbLadder = async (ports: Ports, { matterId, generation }: LadderInput): Promise<NextRung> => {
  let next: NextRung = { do: 'settled', at: ports.clock.now() }
  let echoes: string[] = []
  const result = await handleCommand(ports, isolationOf(matterId), async (loaded) => {
    const { isolation, community, book, now } = loaded
    const { matter: current, version } = await loadMatter(ports.store, matterId)
    if (current.generation !== generation || current.state.name === 'settled') {
      next = { do: 'settled', at: now }
      return undefined
    }
    echoes = echoesOf(current)
    const minded = withWriting(loaded, await followUpUnconfirmed(ports.store, loaded, current))
    const { matter } = minded
    const decision = (after: Matter, ...more: IsolationEvent[]): Decision => ({
      by: 'workflow',
      events: [...minded.events, ...more],
      matters: [{ matter: after, version }],
      messages: minded.messages,
    })
    const step = climb(matter, book, isolation.zone, now)
    if (step.step === 'stay' || matter.state.name === 'settled') {
      if (step.step === 'stay') next = step.next
      return minded.events.length === 0 ? undefined : decision(matter)
    }
    if (step.step === 'wait') {
      const waiting = { ...matter, state: { ...matter.state, dueAt: step.until } }
      next = { do: 'wait_for_the_day', at: nextMoment(waiting.state) }
      if (matter.state.dueAt === step.until) return minded.events.length === 0 ? undefined : decision(matter)
      return decision(waiting, { type: 'matter_waits_for_day', matter: matter.id, until: step.until })
    }
    const { rung } = step.rung
    const owners = rolesOf(rung).map((role) => ({ role, staff: staffFor(community, role, matter.grid).id }))
    const before = matter.state.told ?? matter.state.owners
    const state = {
      ...matter.state,
      at: step.at,
      round: step.round,
      rung,
      owners,
      told: [...before.filter((owner) => !owners.some(({ staff }) => staff === owner.staff)), ...owners],
      since: now,
      dueAt: step.dueAt,
      acknowledged: [],
    }
    next = { do: 'tell', rung, round: step.round, at: now, seconds: secondsToWait(state, now) }
    // A matter that climbed because everybody has seen it is not late.
    const isBeyond = matter.state.at >= 0 && !climbsNow(matter)
    return decision(
      { ...matter, ...(isBeyond ? { beyondAt: matter.beyondAt ?? now } : {}), state },
      { type: 'matter_climbed', matter: matter.id, rung, owners, dueAt: step.dueAt },
    )
  })
  try {
    await deliverAll(ports, result, result.decision?.messages ?? [])
    if (result.decision === undefined) for (const key of echoes) await deliverAgain(ports, result, key)
  } catch (error) {
    // The ladder does not wait for a message: the sweeper sends it.
    ports.log.error('ladder.message-not-sent', { matter: matterId }, error)
  }
  return next
}
