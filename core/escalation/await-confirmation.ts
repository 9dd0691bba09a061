import type { Decision } from '../aggregate/decision.ts'
import type { MatterEvent } from '../matter/events.ts'
import { climb } from '../matter/ladder.ts'
import type { Answer, Matter, Owner } from '../matter/matter.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { messageToStaff } from '../texts/recorded-message.ts'
import { type Instant, MINUTE, plus } from '../time/instant.ts'
import { localTime } from '../time/time-zone.ts'
import { echoKey } from './follow-up-unconfirmed.ts'

/** A grave answer that needs its one-time code to come back. */
export interface Unconfirmed {
  readonly id: string
  readonly answer: Answer
  readonly by: Owner
  readonly inbound: string
  readonly expiresAt: Instant
  /** The code that is sent with the echo. */
  readonly oneTime: string
}

interface At {
  readonly book: RuleBook
  readonly now: Instant
}

/** When the one-time code of an answer given now expires. */
export const expiryOf = ({ book, now }: At): Instant =>
  plus(now, book.confirmation.expiresAfterMinutes * MINUTE)

/** Keeps a grave answer as unconfirmed and echoes it with a one-time code; the ladder goes on. */
export const awaitConfirmation = (
  { book, now }: At,
  zone: string,
  matter: Matter,
  { id, answer, by, inbound, expiresAt, oneTime }: Unconfirmed,
): Decision<MatterEvent> & { readonly matters: readonly Matter[] } => {
  const { state, code, kind } = matter
  const again = { againAt: plus(now, book.confirmation.againAfterMinutes * MINUTE), expiresAt }
  const others = state.name === 'open' ? (state.unconfirmed ?? []) : []
  const unconfirmed = [
    ...others.filter((other) => other.by.staff !== by.staff),
    { id, answer, by, at: now, ...again },
  ]
  const waiting: Matter = state.name === 'open' ? { ...matter, state: { ...state, unconfirmed } } : matter
  const step = climb(waiting, book, zone, now)
  return {
    by: `staff:${by.staff}`,
    events: [{ type: 'answer_awaits_confirmation', matter: matter.id, answer, expiresAt, inbound }],
    matters: [waiting],
    messages: [
      messageToStaff(
        by,
        echoKey(id, 'first'),
        now,
        'echo',
        { code, kind, answer, oneTime, until: localTime(expiresAt, zone) },
        matter.id,
      ),
    ],
    effects: [
      {
        effect: 'ladder_goes_on',
        matter: matter.id,
        next: step.step === 'stay' ? step.next : { do: 'climb', at: now },
      },
    ],
  }
}
