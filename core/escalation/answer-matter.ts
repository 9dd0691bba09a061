import type { Role } from '../community/community.ts'
import { inWords } from '../in-words.ts'
import type { MatterEvent } from '../matter/events.ts'
import { heardIn } from '../matter/first-response.ts'
import { isGrave } from '../matter/grave-answers.ts'
import type { Answer, Matter } from '../matter/matter.ts'
import { type Effect, effectOf, mayAnswer } from '../matter/matter-answers.ts'
import type { MatterKind } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import {
  type Answerer,
  acknowledge,
  type Changed,
  callPolice,
  confirmAbsence,
  falseAlarm,
  knockAgain,
} from './climb-on-answer.ts'
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

type At = Parameters<typeof acknowledge>[0]

/** Effects on the matter alone, whatever it is about. */
type OnMatter = Extract<
  Effect['effect'],
  'acknowledge' | 'confirm_absence' | 'call_the_police' | 'knock_again' | 'false_alarm' | 'settle'
>

export const isOnMatter = (effect: Effect): effect is Extract<Effect, { readonly effect: OnMatter }> => {
  switch (effect.effect) {
    case 'acknowledge':
    case 'confirm_absence':
    case 'call_the_police':
    case 'knock_again':
    case 'false_alarm':
    case 'settle':
      return true
    default:
      return false
  }
}

/** What an answer changes besides being recorded. @throws NotPossible */
export const effectOnMatter = (
  at: At,
  matter: Matter,
  effect: Extract<Effect, { readonly effect: OnMatter }>,
  answerer: Answerer,
): Changed => {
  switch (effect.effect) {
    case 'acknowledge':
      return acknowledge(at, matter, answerer)
    case 'confirm_absence':
      return confirmAbsence(at, matter)
    case 'call_the_police':
      return callPolice(at, matter)
    case 'knock_again':
      return knockAgain(at, matter)
    case 'false_alarm':
      return falseAlarm(at, matter, answerer)
    case 'settle':
      return settled(matter, effect.outcome, answerer.by, at.now)
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
 * The matter once it has been answered, before the effects of the answer. undefined: it is settled, so the answer is
 * recorded and changes nothing of it.
 * @throws NotAwaited
 */
export const answeredBy = (
  matter: Matter,
  answering: Answering,
  now: Instant,
): { readonly event: MatterEvent; readonly after: Matter | undefined } => {
  const { answer, inbound, confirms, role } = answering
  const event: MatterEvent = { type: 'matter_answered', matter: matter.id, answer, inbound }
  if (matter.state.name === 'settled') return { event, after: undefined }
  if (confirms !== undefined && !isAwaited(matter, confirms.id, now))
    throw new NotAwaited(`${matter.id} does not wait for this confirmation`)
  const heard = heardIn(withoutUnconfirmed(matter, answering), answer, role, now)
  return { event, after: { ...heard, answeredAt: heard.answeredAt ?? now } }
}
