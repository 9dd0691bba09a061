import type { Role } from '../../community/community.ts'
import { inWords } from '../../in-words.ts'
import { heardIn } from '../../matter/first-response.ts'
import { isGrave } from '../../matter/grave-answers.ts'
import type { Answer, Matter } from '../../matter/matter.ts'
import { type Effect, effectOf, mayAnswer, reasonToLeave } from '../../matter/matter-answers.ts'
import type { Write } from '../../ports/store.ts'
import type { MatterKind } from '../../rule-book/rule-book.ts'
import type { Instant } from '../../time/instant.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { NotPossible } from '../not-possible.ts'
import { approve } from './approve-release.ts'
import { backToFollowing } from './back-to-following.ts'
import {
  type Answerer,
  acknowledge,
  callPolice,
  confirmAbsence,
  falseAlarm,
  knockAgain,
  onTheWay,
} from './climb-on-answer.ts'
import { endIsolation } from './end-isolation.ts'
import { handBetween } from './hand-between.ts'
import { holdOn } from './hold-release.ts'
import { settled } from './settle-matter.ts'

/** The answer to be confirmed has expired or was replaced. */
export class NotAwaited extends Error {
  override readonly name = 'NotAwaited'
}

/** An answer to a matter. */
export interface Answering extends Answerer {
  readonly answer: Answer
  /** The unconfirmed answer that this one confirms. */
  readonly confirms?: { readonly id: string }
}

/** What is read for the effect of an answer: see {@link needsOthers} and {@link tellsHousehold}. */
export interface ReadForAnswer {
  /** The other open matters. */
  readonly others: readonly Matter[]
  /** Has the household told, even after a crash. */
  readonly household: readonly Write[]
}

/** What an answer in this role would do, or why it is not possible. */
export const effectFor = (
  kind: MatterKind,
  { answer, role }: { readonly answer: Answer; readonly role: Role },
):
  | { readonly result: 'allowed'; readonly effect: Effect }
  | { readonly result: 'not_possible'; readonly why: string } => {
  const effect = effectOf(kind, answer)
  if (effect === undefined)
    return {
      result: 'not_possible',
      why: `a matter of kind ${inWords(kind)} cannot be answered "${inWords(answer)}"`,
    }
  if (!mayAnswer(kind, answer, role))
    return { result: 'not_possible', why: `"${inWords(answer)}" is not for the ${inWords(role)} to say` }
  return { result: 'allowed', effect }
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
  switch (effect.effect) {
    case 'acknowledge':
      return acknowledge(loaded, matter, answerer)
    case 'confirm_absence':
      return confirmAbsence(loaded, matter)
    case 'call_the_police':
      return callPolice(loaded, matter)
    case 'knock_again':
      return knockAgain(loaded, matter)
    case 'on_the_way':
      return onTheWay(loaded, matter, answerer)
    case 'false_alarm':
      return falseAlarm(loaded, matter, answerer)
    case 'settle':
      return settled(matter, effect.outcome, by, loaded.now)
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

/** A grave answer replaces the same person's earlier unconfirmed one. */
const withoutUnconfirmed = (matter: Matter, { answer, by }: Answering): Matter => {
  const { state } = matter
  if (state.name === 'settled' || state.unconfirmed === undefined || !isGrave(answer)) return matter
  const { unconfirmed, ...rest } = state
  const others = unconfirmed.filter((one) => `staff:${one.by.staff}` !== by)
  return { ...matter, state: { ...rest, ...(others.length === 0 ? {} : { unconfirmed: others }) } }
}

const isAwaited = ({ state }: Matter, id: string, now: Instant): boolean =>
  state.name === 'open' && state.unconfirmed?.some((one) => one.id === id && now < one.expiresAt) === true

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
  const { by, answer, inbound, confirms } = answering
  const answered: IsolationEvent = { type: 'matter_answered', matter: matter.id, answer, inbound }
  if (matter.state.name === 'settled') return { by, events: [answered] }
  if (confirms !== undefined && !isAwaited(matter, confirms.id, loaded.now))
    throw new NotAwaited(`${matter.id} does not wait for this confirmation`)
  const heard = heardIn(withoutUnconfirmed(matter, answering), answer, answering.role, loaded.now)
  const answeredOnce = { ...heard, answeredAt: heard.answeredAt ?? loaded.now }
  const decision = effectOnMatter(loaded, answeredOnce, effect, answering, read)
  return { ...decision, by, events: [answered, ...(decision.events ?? [])] }
}
