import { effectFor } from '../../core/escalation/answer-matter.ts'
import type { HouseholdDecision, LoadedHousehold } from '../../core/household/decision.ts'
import { answerMatter as answerOfHousehold } from '../../core/household/decisions/matters.ts'
import type { MatterId } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { answerMatter as answerOfIsolation } from '../../core/isolation/decisions/answer-matter.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Effect } from '../../core/matter/matter-answers.ts'
import { NotPossible } from '../../core/not-possible.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { onceWrite } from '../../record/handle-command.ts'
import { answerKey, subjectOf } from '../../record/keys.ts'
import { Matters } from '../../record/matters.ts'
import { handleSubject, type LoadedSubject, type SubjectResult } from '../../record/subject-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { changePhone } from '../change-phone/change-phone.ts'
import { PhoneFull } from '../change-phone/seat-at.ts'
import { openOrRaise } from '../raise-matter/open-or-raise.ts'
import { recordReport } from '../record-report/record-report.ts'
import { restartMatter } from '../restart-execution/restart-execution.ts'
import { tellHousehold } from '../tell-household/tell-household.ts'
import type { AnswerInput } from './answer-input.ts'
import { forgetHome } from './forget-home.ts'
import { readForAnswer } from './read-for-answer.ts'

export type Answered =
  | { readonly result: 'done' }
  | { readonly result: 'settled_already' }
  | { readonly result: 'not_possible'; readonly why: string }

const nothing = { others: [], household: [] } as const

/**
 * Records an answer to a matter, once for each `inbound`, and applies its effects. An answer to a settled matter is
 * recorded and changes nothing of it.
 * @throws NotAwaited
 */
export const answerMatter = async (ports: AnswerPorts, input: AnswerInput): Promise<Answered> => {
  const matters = new Matters(ports.store)
  const matter = await matters.one(input.matter)
  const allowed = effectFor(matter.kind, input)
  if (allowed.result === 'not_possible') return allowed
  const { effect } = allowed
  const once = answerKey(input.matter, input.inbound)
  let wasSettled = false
  /** What brought the answer is recorded with it, in any case. */
  const deciding =
    <Of extends LoadedSubject, Decided extends { readonly writes?: readonly Write[] }>(
      answer: (loaded: Of, matters: Matters, found: Matter) => Decided | Promise<Decided>,
    ) =>
    async (loaded: Of, matters: Matters): Promise<Decided | undefined> => {
      const known = await ports.store.get(once)
      if (known !== undefined) {
        wasSettled = known.body['settled'] === true
        return undefined
      }
      const found = await matters.one(input.matter)
      wasSettled = found.state.name === 'settled'
      const decision = await answer(loaded, matters, found)
      return {
        ...decision,
        writes: [
          ...(decision.writes ?? []),
          onceWrite(once, loaded.now, { settled: wasSettled }),
          ...(input.confirms === undefined || wasSettled ? [] : input.confirms.writes),
        ],
      }
    }
  const ofIsolation = async (loaded: Loaded, matters: Matters, found: Matter): Promise<Decision> => {
    const read =
      found.state.name === 'settled'
        ? nothing
        : await readForAnswer(ports.store, loaded, matters, found, effect, input.by)
    return answerOfIsolation(loaded, found, effect, input, read)
  }
  const ofHousehold = async (
    loaded: LoadedHousehold,
    _: Matters,
    found: Matter,
  ): Promise<HouseholdDecision> => {
    const decision = answerOfHousehold(loaded, found, effect, input)
    return { ...decision, writes: await forgetHome(ports.store, loaded, decision) }
  }
  try {
    const result = await handleSubject(
      ports,
      subjectOf(input.matter),
      { isolation: deciding(ofIsolation), household: deciding(ofHousehold) },
      { matters },
    )
    await applyEffects(ports, result)
    await climbWithoutWaiting(ports, result, effect, input.matter)
    if ('isolation' in result) {
      const { isolation } = result
      if (effect.effect === 'end' && effect.reason === 'confirmed')
        await tellHousehold(ports, isolation.household)
      if (isOpen(isolation)) await alsoSaid(ports, isolation, input, wasSettled)
    }
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
  ports: Pick<Ports, 'store' | 'executions' | 'clock'>,
  { decision, answers }: SubjectResult,
  { effect }: Effect,
  id: MatterId,
): Promise<void> => {
  if (effect !== 'confirm_absence' && effect !== 'call_the_police' && effect !== 'knock_again') return
  const matter = decision?.matters?.find((one) => one.id === id)
  if (matter === undefined || decision?.effects === undefined || answers.length > 0) return
  await restartMatter(ports, id, matter.generation)
}

/**
 * A worker at the door may add a temperature or a number. A reading always counts; a number changes nothing once the
 * matter is settled, by SMS as over HTTP.
 */
const alsoSaid = async (
  ports: AnswerPorts,
  { id: isolation }: Isolation,
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
