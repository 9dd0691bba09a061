import type { MatterId } from '../../core/ids.ts'
import { inWords } from '../../core/in-words.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { heardIn } from '../../core/matter/first-response.ts'
import { isGrave } from '../../core/matter/grave-answers.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { type Effect, effectOf, mayAnswer, reasonToLeave } from '../../core/matter/matter-answers.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import { DAY, type Instant, plus } from '../../core/time/instant.ts'
import {
  type CommandResult,
  type Decision,
  handleCommand,
  type Loaded,
} from '../../record/isolation-repository.ts'
import { answerKey } from '../../record/keys.ts'
import { type LoadedMatter, loadMatter } from '../../record/matter-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { changePhone } from '../change-phone/change-phone.ts'
import { PhoneFull } from '../change-phone/seat-at.ts'
import { openOrRaise } from '../raise-matter/open-or-raise.ts'
import { recordReport } from '../record-report/record-report.ts'
import { restartMatter } from '../restart-execution/restart-execution.ts'
import { settled } from '../settle-matter/settle-matter.ts'
import { tellHousehold } from '../tell-household/tell-household.ts'
import type { AnswerInput } from './answer-input.ts'
import {
  acknowledge,
  callPolice,
  confirmAbsence,
  falseAlarm,
  knockAgain,
  onTheWay,
} from './answered-already.ts'
import { approve, backToFollowing, end, handBetween, holdOn, NotPossible } from './decisions.ts'

/** The answer to be confirmed has expired or was replaced. */
export class NotAwaited extends Error {
  override readonly name = 'NotAwaited'
}

export type Answered =
  | { readonly result: 'done' }
  | { readonly result: 'settled_already' }
  | { readonly result: 'not_possible'; readonly why: string }

/** Decides the change without writing. @throws NotPossible */
export const decide = async (
  ports: Ports,
  loaded: Loaded,
  found: LoadedMatter,
  effect: Effect,
  input: AnswerInput,
): Promise<Partial<Decision>> => {
  switch (effect.effect) {
    case 'acknowledge':
      return acknowledge(found, loaded, input)
    case 'confirm_absence':
      return confirmAbsence(found, loaded)
    case 'call_the_police':
      return callPolice(found, loaded)
    case 'knock_again':
      return knockAgain(found, loaded)
    case 'on_the_way':
      return onTheWay(found, loaded, input)
    case 'false_alarm':
      return falseAlarm(found, loaded, input)
    case 'settle':
      return settled(found, effect.outcome, input.by, loaded.now)
    case 'back_to_following':
      return backToFollowing(loaded, found, effect.outcome, input.by)
    case 'end':
      return end(ports, loaded, effect.reason, input.by, { matter: found, outcome: effect.outcome })
    case 'left': {
      const reason = reasonToLeave(input.role)
      if (reason === undefined) throw new NotPossible(`"left" is not for the ${inWords(input.role)} to say`)
      return end(ports, loaded, reason, input.by, { matter: found, outcome: 'left' })
    }
    case 'no_show':
      return handBetween(ports, loaded, found, 'no_show', input.by)
    case 'refer_again':
      return handBetween(ports, loaded, found, 'fever', input.by)
    case 'approve':
      return approve(ports, loaded, found, input.by)
    case 'hold':
      return holdOn(ports, loaded, found, input.by)
  }
}

/** What an answer in this role would do, or why it is not possible. */
export const effectFor = (
  kind: MatterKind,
  { answer, role }: Pick<AnswerInput, 'answer' | 'role'>,
):
  | { readonly result: 'allowed'; readonly effect: Effect }
  | Extract<Answered, { result: 'not_possible' }> => {
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

/** A grave answer replaces the same person's earlier unconfirmed one. */
const withoutUnconfirmed = (matter: Matter, { answer, by }: AnswerInput): Matter => {
  const { state } = matter
  if (state.name === 'settled' || state.unconfirmed === undefined || !isGrave(answer)) return matter
  const { unconfirmed, ...rest } = state
  const others = unconfirmed.filter((one) => `staff:${one.by.staff}` !== by)
  return { ...matter, state: { ...rest, ...(others.length === 0 ? {} : { unconfirmed: others }) } }
}

const isAwaited = ({ state }: Matter, id: string, now: Instant): boolean =>
  state.name === 'open' && state.unconfirmed?.some((one) => one.id === id && now < one.expiresAt) === true

/**
 * Records an answer to a matter, once for each `inbound`, and applies its effects. An answer to a settled matter is
 * recorded and changes nothing of it.
 * @throws NotAwaited
 */
export const answerMatter = async (ports: Ports, input: AnswerInput): Promise<Answered> => {
  const { matter } = await loadMatter(ports.store, input.matter)
  const allowed = effectFor(matter.kind, input)
  if (allowed.result === 'not_possible') return allowed
  const { effect } = allowed
  const once = answerKey(input.matter, input.inbound)
  const answered: IsolationEvent = {
    type: 'matter_answered',
    matter: input.matter,
    answer: input.answer,
    inbound: input.inbound,
  }
  let wasSettled = false
  try {
    const result = await handleCommand(ports, matter.isolation, async (loaded) => {
      const known = await ports.store.get(once)
      if (known !== undefined) {
        wasSettled = known.body['settled'] === true
        return undefined
      }
      const found = await loadMatter(ports.store, input.matter)
      wasSettled = found.matter.state.name === 'settled'
      const remembered: Write = {
        put: { ...once, body: { settled: wasSettled }, expiresAt: plus(loaded.now, DAY) },
        expect: 'absent',
      }
      if (wasSettled) {
        return { by: input.by, events: [answered], writes: [remembered] }
      }
      if (input.confirms !== undefined && !isAwaited(found.matter, input.confirms.id, loaded.now))
        throw new NotAwaited(`${input.matter} does not wait for this confirmation`)
      const heard = heardIn(withoutUnconfirmed(found.matter, input), input.answer, input.role, loaded.now)
      const answeredOnce = { ...heard, answeredAt: heard.answeredAt ?? loaded.now }
      const decision = await decide(ports, loaded, { ...found, matter: answeredOnce }, effect, input)
      return {
        ...decision,
        by: input.by,
        events: [answered, ...(decision.events ?? [])],
        writes: [
          ...(decision.writes ?? []),
          remembered,
          ...(input.confirms === undefined ? [] : input.confirms.writes),
        ],
      }
    })
    await applyEffects(ports, result)
    await climbWithoutWaiting(ports, result, effect, input.matter)
    if (effect.effect === 'end' && effect.reason === 'confirmed')
      await tellHousehold(ports, result.isolation.household)
    if (isOpen(result.isolation)) await alsoSaid(ports, matter, input, wasSettled)
    return { result: wasSettled ? 'settled_already' : 'done' }
  } catch (error) {
    if (error instanceof NotPossible) return { result: 'not_possible', why: error.message }
    throw error
  }
}

/**
 * A ladder that waits for the day has no token to continue by: it goes on under a new generation. After a crash before
 * this, the sweeper restarts the overdue matter.
 */
const climbWithoutWaiting = async (
  ports: Ports,
  { decision }: CommandResult,
  { effect }: Effect,
  id: MatterId,
): Promise<void> => {
  if (
    (effect !== 'confirm_absence' && effect !== 'call_the_police' && effect !== 'knock_again') ||
    decision?.taskAnswers === undefined ||
    decision.taskAnswers.length > 0
  )
    return
  const { matter } = await loadMatter(ports.store, id)
  await restartMatter(ports, id, matter.generation)
}

/**
 * A worker at the door may add a temperature or a number. A reading always counts; a number changes nothing once the
 * matter is settled, by SMS as over HTTP.
 */
const alsoSaid = async (
  ports: Ports,
  { isolation }: Matter,
  { tenths, phone, by, inbound }: AnswerInput,
  wasSettled: boolean,
): Promise<void> => {
  if (phone !== undefined && !wasSettled)
    await changePhone(ports, isolation, phone, by, inbound).catch(async (error: unknown) => {
      if (!(error instanceof PhoneFull)) throw error
      // The last letter was given away since the echo: somebody has to find another number.
      await openOrRaise(ports, isolation, { inbound, by, matter: { kind: 'wrong_number' } })
    })
  if (tenths !== undefined)
    await recordReport(ports, isolation, { tenths, symptoms: [], source: 'worker', by, inbound })
}
