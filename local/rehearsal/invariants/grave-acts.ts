import { echoKey } from '../../../core/escalation/follow-up-unconfirmed.ts'
import { oneTimeCodesIn } from '../../../core/hearing/staff/one-time-code-in-text.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import { type GraveAnswer, graveAnswers, isGrave } from '../../../core/matter/grave-answers.ts'
import type { Answer, Outcome } from '../../../core/matter/matter.ts'
import { answerId } from '../../../record/keys.ts'
import type { Check, CheckedIsolation } from './invariant.ts'

const invariant = 'no grave act by one text'

/** Outcomes that only a grave answer can give. They have the answer's name, except the approval. */
const GRAVE_OUTCOMES: ReadonlySet<Outcome | GraveAnswer> = new Set([...graveAnswers, 'approved'] as const)

type Answered = Extract<LedgerEntry['event'], { type: 'matter_answered' }>

/** Why a grave answer by text should not have counted. undefined: it was confirmed. */
const fault = (
  { history: { isolation, ledger }, texts }: CheckedIsolation,
  { entry, at, by }: LedgerEntry,
  { matter, answer, inbound }: Answered,
): string | undefined => {
  const text = texts.written(inbound)
  if (text === undefined) return undefined
  const asked = ledger
    .slice(0, entry - 1)
    .findLast(
      ({ event, by: asker }) =>
        event.type === 'answer_awaits_confirmation' && event.matter === matter && asker === by,
    )
  if (asked?.event.type !== 'answer_awaits_confirmation') return 'it was never echoed'
  const { inbound: first, answer: said, expiresAt } = asked.event
  if (said !== answer) return `"${said}" was echoed last`
  if (first === inbound) return 'the text that said it confirmed it'
  if (expiresAt <= at || expiresAt <= text.at) return `its code had expired at ${expiresAt}`
  if (texts.written(first)?.phone !== text.phone) return 'it was said from another phone'
  const id = answerId(matter, first)
  const keys = (['first', 'again'] as const).map((time) => `${isolation.id}/${echoKey(id, time)}`)
  const echoes = texts
    .about(isolation.id)
    .filter(
      ({ sent, phone, at: sentAt }) =>
        keys.includes(sent?.key ?? '') && phone === text.phone && sentAt <= text.at,
    )
  if (echoes.length === 0) return 'no echo had come to the phone that confirmed it'
  const codes = oneTimeCodesIn(text.text)
  if (!echoes.some((echo) => oneTimeCodesIn(echo.text).some((code) => codes.includes(code))))
    return 'the code of its echo did not come back'
  return undefined
}

/** The owner of the new number has said yes, which proves more than the answer that named it. */
const ownerConfirmed = (ledger: readonly LedgerEntry[], { entry, by }: LedgerEntry): boolean =>
  by === 'resident' &&
  ledger.some(
    (other) =>
      other.entry < entry && other.event.type === 'contact_changed' && other.event.why === 'number_confirmed',
  )

/**
 * A grave answer by text counts only when its code came back in time, from the phone of its echo. Nothing grave
 * happens without one.
 */
export const graveActsAreConfirmed: Check = function* (checked) {
  const { ledger, matters } = checked.history
  for (const entry of ledger) {
    const { event, at, by } = entry
    if (event.type === 'matter_answered' && isGrave(event.answer)) {
      const why = fault(checked, entry, event)
      if (why !== undefined)
        yield { invariant, what: `"${event.answer}" to ${event.matter} at ${at}: ${why}` }
    }
    if (event.type !== 'matter_settled' || !GRAVE_OUTCOMES.has(event.outcome)) continue
    // The owner of the new number has said yes from that phone.
    if (event.outcome === 'number_mended' && by === 'resident') continue
    const said = ledger.some(
      (other) =>
        other.at === at &&
        other.by === by &&
        other.event.type === 'matter_answered' &&
        other.event.matter === event.matter &&
        isGrave(other.event.answer),
    )
    const confirmed = event.outcome === 'number_mended' && ownerConfirmed(ledger, entry)
    if (!said && !confirmed)
      yield { invariant, what: `${event.matter} is settled as ${event.outcome} by no grave answer` }
  }
  for (const { id, absenceConfirmed, officeConfirmed } of matters) {
    const said = (...answers: readonly Answer[]): boolean =>
      ledger.some(
        ({ event }) =>
          event.type === 'matter_answered' && event.matter === id && answers.includes(event.answer),
      )
    if (absenceConfirmed && !said('not_at_home', 'refuses'))
      yield { invariant, what: `nobody said the absence of ${id}` }
    if (officeConfirmed === true && !said('call_the_police'))
      yield { invariant, what: `the office did not ask for the police about ${id}` }
  }
}
