import {
  type Answering,
  answeredBy,
  effectOnMatter as effectOn,
  isOnMatter,
} from '../../escalation/answer-matter.ts'
import type { Answerer } from '../../escalation/climb-on-answer.ts'
import { inWords } from '../../in-words.ts'
import type { Matter } from '../../matter/matter.ts'
import { type Effect, reasonToLeave } from '../../matter/matter-answers.ts'
import { NotPossible } from '../../not-possible.ts'
import type { Write } from '../../ports/store.ts'
import type { Decision, Loaded } from '../decision.ts'
import { approve } from './approve-release.ts'
import { backToFollowing } from './back-to-following.ts'
import { endIsolation } from './end-isolation.ts'
import { onTheWay } from './go-to-clinic.ts'
import { handBetween } from './hand-between.ts'
import { holdOn } from './hold-release.ts'

/** What is read for the effect of an answer: see {@link needsOthers} and {@link tellsHousehold}. */
export interface ReadForAnswer {
  /** The other open matters. */
  readonly others: readonly Matter[]
  /** Has the household told, even after a crash. */
  readonly household: readonly Write[]
}

/** The effect settles every other open matter too. */
export const needsOthers = ({ effect }: Effect): boolean =>
  effect === 'end' || effect === 'left' || effect === 'approve'

/** The effect concerns the household of the returnee. */
export const tellsHousehold = (effect: Effect): boolean =>
  effect.effect === 'end' && effect.reason === 'confirmed'

/** What an answer changes besides being recorded. @throws NotPossible */
export const effectOnMatter = (
  loaded: Loaded,
  matter: Matter,
  effect: Effect,
  answerer: Answerer,
  { others, household }: ReadForAnswer,
): Partial<Decision> => {
  const { by, role } = answerer
  if (isOnMatter(effect)) return effectOn(loaded, matter, effect, answerer)
  switch (effect.effect) {
    case 'on_the_way':
      return onTheWay(loaded, matter, answerer)
    case 'back_to_following':
      return backToFollowing(loaded, matter, effect.outcome, by)
    case 'end': {
      const answered = { matter, outcome: effect.outcome }
      return endIsolation(loaded, { reason: effect.reason, answered, others, writes: household }, by)
    }
    case 'left': {
      const reason = reasonToLeave(role)
      if (reason === undefined) throw new NotPossible(`"left" is not for the ${inWords(role)} to say`)
      return endIsolation(loaded, { reason, answered: { matter, outcome: 'left' }, others }, by)
    }
    case 'no_show':
      return handBetween(loaded, matter, 'no_show', by)
    case 'refer_again':
      return handBetween(loaded, matter, 'fever', by)
    case 'approve':
      return approve(loaded, matter, others, by)
    case 'hold':
      return holdOn(loaded, matter, by)
  }
}

/**
 * An answer to a matter, with its effects; an answer to a settled matter is recorded and changes nothing of it.
 * @throws NotAwaited, NotPossible
 */
export const answerMatter = (
  loaded: Loaded,
  matter: Matter,
  effect: Effect,
  answering: Answering,
  read: ReadForAnswer,
): Decision => {
  const { by } = answering
  const { event, after } = answeredBy(matter, answering, loaded.now)
  if (after === undefined) return { by, events: [event] }
  const decision = effectOnMatter(loaded, after, effect, answering, read)
  return { ...decision, by, events: [event, ...(decision.events ?? [])] }
}
