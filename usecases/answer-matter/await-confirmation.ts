import { subjectIn } from '../../core/aggregate/subject.ts'
import { effectFor } from '../../core/escalation/answer-matter.ts'
import { awaitConfirmation as decideAwait, expiryOf } from '../../core/escalation/await-confirmation.ts'
import { echoKey } from '../../core/escalation/follow-up-unconfirmed.ts'
import { effectOnHome } from '../../core/household/decisions/matters.ts'
import { effectOnMatter } from '../../core/isolation/decisions/answer-matter.ts'
import { isGrave } from '../../core/matter/grave-answers.ts'
import type { Outcome, Owner } from '../../core/matter/matter.ts'
import { digitsFor } from '../../core/matter/one-time-codes.ts'
import { NotPossible } from '../../core/not-possible.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import { guessesBy } from '../../record/code-guess-repository.ts'
import { takeOneTimeCode } from '../../record/confirmation-repository.ts'
import { onceWrite } from '../../record/handle-command.ts'
import { answerId, answerKey, subjectOf } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { Matters } from '../../record/matters.ts'
import { handleSubject, type LoadedSubject, whatever } from '../../record/subject-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { restartMatter } from '../restart-execution/restart-execution.ts'
import type { AnswerInput } from './answer-input.ts'
import { readForAnswer } from './read-for-answer.ts'

/** A grave answer by SMS, from the phone that its one-time code is sent to. */
export interface GraveInput extends Omit<AnswerInput, 'by' | 'tenths'> {
  readonly staff: Owner['staff']
  readonly from: string
}

export type Awaited =
  | { readonly result: 'echoed' }
  | { readonly result: 'settled_already'; readonly how: Outcome }
  | { readonly result: 'not_possible_now' }
  /** This kind of matter does not take the answer, or this role may not give it. */
  | { readonly result: 'not_allowed' }

/**
 * Keeps a grave answer as unconfirmed and echoes it with a one-time code; the ladder goes on. Checks first whether the
 * answer is allowed and possible, so that nobody confirms in vain.
 */
export const awaitConfirmation = async (
  ports: CommandPorts & Pick<Ports, 'lookups' | 'ids'>,
  input: GraveInput,
): Promise<Awaited> => {
  const { matter: id, answer, role, staff, from, phone, inbound } = input
  const before = new Matters(ports.store)
  const matter = await before.one(id)
  const allowed = effectFor(matter.kind, input)
  if (allowed.result === 'not_possible' || !isGrave(answer)) return { result: 'not_allowed' }
  const by = { role, staff }
  const unconfirmed = answerId(id, inbound)
  const once = answerKey(id, inbound)
  let how: Outcome | undefined
  const decide = async (loaded: LoadedSubject, matters: Matters) => {
    how = undefined
    if ((await ports.store.get(once)) !== undefined) return undefined
    const found = await matters.one(id)
    const { state } = found
    if (state.name === 'settled') {
      how = state.outcome
      return undefined
    }
    // Throws if it is not possible, so that nobody confirms in vain.
    const answering = { by: `staff:${staff}` as const, role, inbound, answer }
    if ('isolation' in loaded) {
      const read = await readForAnswer(ports.store, loaded, matters, found, allowed.effect, answering.by)
      effectOnMatter(loaded, found, allowed.effect, answering, read)
    } else effectOnHome(loaded, found, allowed.effect, answering)
    const { zone } = subjectIn(loaded)
    const expiresAt = expiryOf(loaded)
    const guesses = await guessesBy(ports, { community: loaded.community.id, staff })
    const asked = { matter: id, id: unconfirmed, answer, by, expiresAt }
    const { code, writes } = await takeOneTimeCode(
      ports,
      from,
      { ...asked, ...(phone === undefined ? {} : { phone }) },
      digitsFor(guesses),
    )
    const grave = { id: unconfirmed, answer, by, inbound, expiresAt, oneTime: code }
    return {
      ...decideAwait(loaded, zone, found, grave),
      writes: [...writes, onceWrite(once, loaded.now)],
    }
  }
  try {
    const result = await handleSubject(ports, subjectOf(id), whatever(decide), { matters: before })
    if (how !== undefined) return { result: 'settled_already', how }
    await applyEffects(ports, result)
    if (result.decision === undefined) await deliverAgain(ports, result, echoKey(unconfirmed, 'first'))
    if (result.answers.length === 0) await lookAtMoment(ports, input)
    return { result: 'echoed' }
  } catch (error) {
    if (error instanceof NotPossible) return { result: 'not_possible_now' }
    throw error
  }
}

/**
 * A ladder without a token, because it waits for the day or an earlier try crashed, would not look again in time: it
 * goes on under a new generation.
 */
const lookAtMoment = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock'>,
  { matter: id, inbound }: GraveInput,
): Promise<void> => {
  const { matter, token } = await loadMatter(ports.store, id)
  const { state, generation } = matter
  if (state.name === 'settled' || token !== undefined) return
  if (state.unconfirmed?.some((one) => one.id === answerId(id, inbound)) !== true) return
  await restartMatter(ports, id, generation)
}
