import { covers, type Place } from '../../core/access/area.ts'
import type { Principal } from '../../core/access/grant.ts'
import type { Answer, Escalation, Outcome, Owner } from '../../core/domain/escalation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { findConfirmation, usedOneTimeCode } from '../../record/confirmation-record.ts'
import { loadEscalation } from '../../record/escalation-record.ts'
import { answerEscalation, NotAwaited } from './answer-escalation.ts'

export interface ConfirmationInput {
  /** The one-time code as it was sent. */
  readonly code: string
  /** The phone it comes back from, and everybody on staff who has it. */
  readonly from: string
  readonly by: readonly Principal[]
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
  /** Never sent to this phone, or longer ago than a day; or whoever it was sent to has the post no more. */
  | { readonly result: 'unknown' }
  | { readonly result: 'used' }
  | { readonly result: 'expired' }
  /** Another answer of the same person has taken its place. */
  | { readonly result: 'replaced' }

/** What was handed to a post stays so: still to hold it is what can have ended since the echo. */
const holds = ({ sub, grants }: Principal, { staff, role }: Owner, place: Place): boolean =>
  sub === staff && grants.some(({ post, area }) => post === role && covers(area, place))

/** Does what a grave answer says, when its one-time code comes back in time from the phone it was sent to. */
export const confirmAnswer = async (
  ports: Ports,
  { code, from, by: principals, inbound }: ConfirmationInput,
): Promise<Confirmed> => {
  const found = await findConfirmation(ports, from, code)
  if (found === undefined) return { result: 'unknown' }
  const { id, answer, by, phone, matter, expiresAt, usedBy } = found.confirmation
  if (usedBy !== undefined && usedBy !== inbound) return { result: 'used' }
  const { escalation } = await loadEscalation(ports.store, matter)
  if (!principals.some((principal) => holds(principal, by, escalation))) return { result: 'unknown' }
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
      by: `staff:${by.staff}`,
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
