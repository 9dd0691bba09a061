import type { Decision } from '../aggregate/decision.ts'
import { type Community, staffFor } from '../community/community.ts'
import type { MatterEvent } from '../matter/events.ts'
import { climb, climbsNow, type NextRung, nextMoment, rolesOf, secondsToWait } from '../matter/ladder.ts'
import type { Matter } from '../matter/matter.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import type { FollowedUp } from './follow-up-unconfirmed.ts'

/** Opens no matter and continues no task. */
export interface Climbed<Event = never> extends Decision<MatterEvent | Event> {
  readonly matters: readonly Matter[]
  readonly effects?: readonly never[]
}

interface At {
  readonly community: Community
  readonly book: RuleBook
  readonly now: Instant
}

/**
 * Looks at an open matter whose unconfirmed answers have been followed up, and moves it to the next rung when that is
 * due. `next`: what the ladder's workflow does then.
 */
export const climbLadder = <Event>(
  { community, book, now }: At,
  zone: string,
  followedUp: FollowedUp<Event>,
): { readonly decision: Climbed<Event> | undefined; readonly next: NextRung } => {
  const { matter } = followedUp
  const decided = (after: Matter, ...more: MatterEvent[]): Climbed<Event> => ({
    by: 'workflow',
    events: [...followedUp.events, ...more],
    matters: [after],
    // The ladder looks because its task has ended.
    ladder: { matter: after.id, token: undefined },
    messages: followedUp.messages,
  })
  const unmoved = followedUp.events.length === 0 ? undefined : decided(matter)
  const step = climb(matter, book, zone, now)
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
