import { isGrave } from '../../core/matter/grave-answers.ts'
import { climb } from '../../core/matter/ladder.ts'
import type { Outcome, Owner } from '../../core/matter/matter.ts'
import { digitsFor } from '../../core/matter/one-time-codes.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToStaff } from '../../core/texts/recorded-message.ts'
import { DAY, MINUTE, plus } from '../../core/time/instant.ts'
import { localTime } from '../../core/time/time-zone.ts'
import { guessesBy } from '../../record/code-guess-repository.ts'
import { takeOneTimeCode } from '../../record/confirmation-repository.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { answerId, answerKey } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { restartMatter } from '../restart-execution/restart-execution.ts'
import type { AnswerInput } from './answer-input.ts'
import { decide, effectFor } from './answer-matter.ts'
import { NotPossible } from './decisions.ts'
import { echoKey } from './echo-key.ts'

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
export const awaitConfirmation = async (ports: Ports, input: GraveInput): Promise<Awaited> => {
  const { matter: id, answer, role, staff, from, phone, inbound } = input
  const { matter } = await loadMatter(ports.store, id)
  const effect = effectFor(matter.kind, input)
  if (effect.result === 'not_possible' || !isGrave(answer)) return { result: 'not_allowed' }
  const by = `staff:${staff}` as const
  const unconfirmed = answerId(id, inbound)
  const once = answerKey(id, inbound)
  let how: Outcome | undefined
  try {
    const result = await handleCommand(ports, matter.isolation, async (loaded) => {
      how = undefined
      if ((await ports.store.get(once)) !== undefined) return undefined
      const found = await loadMatter(ports.store, id)
      const { state } = found.matter
      if (state.name === 'settled') {
        how = state.outcome
        return undefined
      }
      await decide(ports, loaded, found, effect.effect, { ...input, by })
      const { now, book, isolation } = loaded
      const { againAfterMinutes, expiresAfterMinutes } = book.confirmation
      const owner = { role, staff }
      const expiresAt = plus(now, expiresAfterMinutes * MINUTE)
      const guesses = await guessesBy(ports, { community: isolation.community, staff })
      const { code, writes } = await takeOneTimeCode(
        ports,
        from,
        {
          matter: id,
          id: unconfirmed,
          answer,
          by: owner,
          ...(phone === undefined ? {} : { phone }),
          expiresAt,
        },
        digitsFor(guesses),
      )
      const waiting = {
        ...found.matter,
        state: {
          ...state,
          unconfirmed: [
            ...(state.unconfirmed ?? []).filter((other) => other.by.staff !== staff),
            {
              id: unconfirmed,
              answer,
              by: owner,
              at: now,
              againAt: plus(now, againAfterMinutes * MINUTE),
              expiresAt,
            },
          ],
        },
      }
      const step = climb(waiting, book, isolation.zone, now)
      const next = step.step === 'stay' ? step.next : ({ do: 'climb', at: now } as const)
      return {
        by,
        events: [{ type: 'answer_awaits_confirmation', matter: id, answer, expiresAt, inbound }],
        matters: [{ matter: waiting, version: found.version }],
        messages: [
          messageToStaff(
            owner,
            echoKey(unconfirmed, 'first'),
            now,
            'echo',
            {
              code: found.matter.code,
              kind: found.matter.kind,
              answer,
              oneTime: code,
              until: localTime(expiresAt, isolation.zone),
            },
            id,
          ),
        ],
        writes: [...writes, { put: { ...once, body: {}, expiresAt: plus(now, DAY) }, expect: 'absent' }],
        taskAnswers: found.token === undefined ? [] : [{ token: found.token, next }],
      }
    })
    if (how !== undefined) return { result: 'settled_already', how }
    await applyEffects(ports, result)
    if (result.decision === undefined) await deliverAgain(ports, result, echoKey(unconfirmed, 'first'))
    if (result.decision?.taskAnswers?.length !== 1) await lookAtMoment(ports, input)
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
const lookAtMoment = async (ports: Ports, { matter: id, inbound }: GraveInput): Promise<void> => {
  const { matter, token } = await loadMatter(ports.store, id)
  const { state, generation } = matter
  if (state.name === 'settled' || token !== undefined) return
  if (state.unconfirmed?.some((one) => one.id === answerId(id, inbound)) !== true) return
  await restartMatter(ports, id, generation)
}
