import { staffFor } from '../../community/community.ts'
import { climb, climbsNow, type NextRung, nextMoment, rolesOf, secondsToWait } from '../../matter/ladder.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Message } from '../../message/message.ts'
import type { ContinuesNothing, Loaded, OpensNothing } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { hasWrittenSince, newestMissed } from '../prompt-delivery.ts'
import { type FollowedUp, followUpUnconfirmed } from './follow-up-unconfirmed.ts'

/** Somebody who has written meanwhile is not silent: the police are told only if the office asks for it. */
const withWriting = ({ isolation, book }: Loaded, followedUp: FollowedUp): FollowedUp => {
  const { matter } = followedUp
  const slot = newestMissed(isolation)
  if (matter.state.name === 'settled' || matter.kind !== 'silence' || slot === undefined) return followedUp
  const goesBySilence = matter.prompt === 'delivered' || matter.prompt === 'unknown'
  if (!goesBySilence || !hasWrittenSince(isolation, book, slot)) return followedUp
  const prompt = 'written_back'
  return {
    ...followedUp,
    matter: { ...matter, prompt },
    events: [...followedUp.events, { type: 'delivery_known', slot, matter: matter.id, prompt }],
  }
}

/**
 * Looks at an open matter, handles its unconfirmed answers, and moves it to the next rung when that is due. `next`: what
 * the ladder's workflow does then. `echoes`: of the answers that are echoed again.
 */
export const climbLadder = (
  loaded: Loaded,
  current: Matter,
  echoes: readonly Message[],
): { readonly decision: (OpensNothing & ContinuesNothing) | undefined; readonly next: NextRung } => {
  const { isolation, community, book, now } = loaded
  const followedUp = withWriting(loaded, followUpUnconfirmed(loaded, current, echoes))
  const { matter } = followedUp
  const decided = (after: Matter, ...more: IsolationEvent[]): OpensNothing & ContinuesNothing => ({
    by: 'workflow',
    events: [...followedUp.events, ...more],
    matters: [after],
    // The ladder looks because its task has ended.
    ladder: { matter: after.id, token: undefined },
    messages: followedUp.messages,
  })
  const unmoved = followedUp.events.length === 0 ? undefined : decided(matter)
  const step = climb(matter, book, isolation.zone, now)
  if (step.step === 'stay') return { decision: unmoved, next: step.next }
  if (matter.state.name === 'settled') return { decision: unmoved, next: { do: 'settled', at: now } }
  if (step.step === 'wait') {
    const waiting = { ...matter, state: { ...matter.state, dueAt: step.until } }
    const next: NextRung = { do: 'wait_for_the_day', at: nextMoment(waiting.state) }
    if (matter.state.dueAt === step.until) return { decision: unmoved, next }
    const waits = { type: 'matter_waits_for_day', matter: matter.id, until: step.until } as const
    return { decision: decided(waiting, waits), next }
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
  // A matter that climbed because everybody has seen it is not late.
  const isBeyond = matter.state.at >= 0 && !climbsNow(matter)
  return {
    decision: decided(
      { ...matter, ...(isBeyond ? { beyondAt: matter.beyondAt ?? now } : {}), state },
      { type: 'matter_climbed', matter: matter.id, rung, owners, dueAt: step.dueAt },
    ),
    next: { do: 'tell', rung, round: step.round, at: now, seconds: secondsToWait(state, now) },
  }
}
