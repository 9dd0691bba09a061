import type { Answer, Escalation, Outcome } from '../../core/domain/escalation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { findConfirmation, usedOneTimeCode } from '../../record/confirmation-record.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { answerEscalation, NotAwaited } from './answer-escalation.ts'

export interface ConfirmationInput {
  /** The one-time code as it was sent. */
  readonly code: string
  /** The phone it comes back from, and whose post that is. */
  readonly from: string
  readonly staff: string
  readonly inbound: string
}

interface About {
  readonly matter: Escalation
  readonly answer: Answer
}

export type Confirmed =
  | ({ readonly result: 'done' } & About)
  | ({ readonly result: 'settled'; readonly how: Outcome } & About)
  | ({ readonly result: 'not possible' } & About)
  /** Never sent to this phone, or longer ago than a day. */
  | { readonly result: 'unknown' }
  | { readonly result: 'used' }
  | { readonly result: 'expired' }
  /** Another answer of the same person has taken its place. */
  | { readonly result: 'replaced' }

/** Does what a grave answer says, when its one-time code comes back in time from the phone it was sent to. */
export const confirmAnswer = async (
  ports: Ports,
  { code, from, staff, inbound }: ConfirmationInput,
): Promise<Confirmed> => {
  const found = await findConfirmation(ports, from, code)
  if (found === undefined || found.confirmation.by.staff !== staff) return { result: 'unknown' }
  const { id, answer, by, phone, matter, expiresAt, usedBy } = found.confirmation
  if (usedBy !== undefined && usedBy !== inbound) return { result: 'used' }
  const { escalation } = await loadEscalation(ports.store, matter)
  const { state } = escalation
  const about = { matter: escalation, answer }
  if (usedBy === undefined) {
    if (state.name === 'settled') return { result: 'settled', how: state.outcome, ...about }
    if (expiresAt <= ports.clock.now()) return { result: 'expired' }
  }
  try {
    const answered = await answerEscalation(ports, {
      matter,
      answer,
      by: `staff:${staff}`,
      role: by.role,
      inbound,
      ...(phone === undefined ? {} : { phone }),
      confirms: { id, writes: usedOneTimeCode(found, inbound) },
    })
    if (answered.result === 'not possible') return { result: 'not possible', ...about }
    if (answered.result === 'done') return { result: 'done', ...about }
    const after = (await loadEscalation(ports.store, matter)).escalation.state
    return after.name === 'settled'
      ? { result: 'settled', how: after.outcome, ...about }
      : { result: 'replaced' }
  } catch (error) {
    if (error instanceof NotAwaited) return { result: 'replaced' }
    throw error
  }
}
