import { type Climbed, climbLadder as climb } from '../../escalation/climb-ladder.ts'
import { type FollowedUp, followUpUnconfirmed } from '../../escalation/follow-up-unconfirmed.ts'
import type { NextRung } from '../../matter/ladder.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Message } from '../../message/message.ts'
import type { Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { hasWrittenSince, newestMissed } from '../prompt-delivery.ts'

/** Somebody who has written meanwhile is not silent: the police are told only if the office asks for it. */
const withWriting = ({ isolation, book }: Loaded, followedUp: FollowedUp): FollowedUp<IsolationEvent> => {
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
): { readonly decision: Climbed<IsolationEvent> | undefined; readonly next: NextRung } =>
  climb(loaded, loaded.isolation.zone, withWriting(loaded, followUpUnconfirmed(loaded, current, echoes)))
