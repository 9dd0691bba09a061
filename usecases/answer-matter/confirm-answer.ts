import { covers, type Place } from '../../core/access/area.ts'
import type { Principal } from '../../core/access/grant.ts'
import { NotAwaited } from '../../core/escalation/answer-matter.ts'
import type { Answer, Matter, Outcome, Owner } from '../../core/matter/matter.ts'
import { isTooShort } from '../../core/matter/one-time-codes.ts'
import type { AnswerPorts, CommandPorts, Ports } from '../../core/ports/ports.ts'
import { guessesBy } from '../../record/code-guess-repository.ts'
import {
  findConfirmation,
  type LoadedConfirmation,
  usedOneTimeCode,
} from '../../record/confirmation-repository.ts'
import { answerId } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { answerMatter } from './answer-matter.ts'
import { awaitConfirmation } from './await-confirmation.ts'

export interface ConfirmationInput {
  /** The one-time code as it was sent. */
  readonly code: string
  /** The phone it comes back from, and the staff at that number. */
  readonly from: string
  readonly by: readonly Principal[]
  readonly inbound: string
}

interface About {
  readonly matter: Matter
  readonly answer: Answer
}

export type Confirmed =
  | ({ readonly result: 'done' } & About)
  | ({ readonly result: 'settled'; readonly how: Outcome } & About)
  | ({ readonly result: 'not_possible' } & About)
  /** Never sent to this phone, or more than a day ago, or its addressee has left the post. */
  | { readonly result: 'unknown' }
  | { readonly result: 'used' }
  | { readonly result: 'expired' }
  /** Others may be guessing from this phone: the answer was echoed again, with a code that cannot be guessed. */
  | { readonly result: 'echoed_again' }
  /** The same person has given another answer since. */
  | { readonly result: 'replaced' }

/** Whether somebody still holds the post; everything else about a handed matter cannot have changed since the echo. */
const holds = ({ sub, grants }: Principal, { staff, role }: Owner, place: Place): boolean =>
  sub === staff && grants.some(({ post, area }) => post === role && covers(area, place))

/**
 * A short code from a phone with many guesses may be a guess. It may also be the person's own, so it is not refused:
 * the answer is echoed again to the phone, with a long code that only the person can read.
 */
const isEchoedAgain = async (
  ports: CommandPorts & Pick<Ports, 'lookups' | 'ids'>,
  { confirmation }: LoadedConfirmation,
  { state, community }: Matter,
  { code, from, inbound }: Pick<ConfirmationInput, 'code' | 'from' | 'inbound'>,
): Promise<boolean> => {
  const { matter, id, answer, by, phone } = confirmation
  const waiting = state.name === 'open' ? (state.unconfirmed ?? []) : []
  if (waiting.some((one) => one.id === answerId(matter, inbound))) return true
  if (!waiting.some((one) => one.id === id)) return false
  if (!isTooShort(code, await guessesBy(ports, { community, staff: by.staff }))) return false
  const input = { matter, answer, staff: by.staff, role: by.role, from, inbound }
  const awaited = await awaitConfirmation(ports, { ...input, ...(phone === undefined ? {} : { phone }) })
  return awaited.result === 'echoed'
}

/** Gives a grave answer effect when its one-time code comes back in time from the phone it was sent to. */
export const confirmAnswer = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  { code, from, by: principals, inbound }: ConfirmationInput,
): Promise<Confirmed> => {
  const found = await findConfirmation(ports, from, code)
  if (found === undefined) return { result: 'unknown' }
  const { id, answer, by, phone, matter: matterId, expiresAt, usedBy } = found.confirmation
  if (usedBy !== undefined && usedBy !== inbound) return { result: 'used' }
  const { matter } = await loadMatter(ports.store, matterId)
  if (!principals.some((principal) => holds(principal, by, matter))) return { result: 'unknown' }
  const { state } = matter
  const about = { matter, answer }
  if (usedBy === undefined) {
    if (state.name === 'settled') return { result: 'settled', how: state.outcome, ...about }
    if (expiresAt <= ports.clock.now()) return { result: 'expired' }
    if (await isEchoedAgain(ports, found, matter, { code, from, inbound })) return { result: 'echoed_again' }
  }
  try {
    const answered = await answerMatter(ports, {
      matter: matterId,
      answer,
      by: `staff:${by.staff}`,
      role: by.role,
      inbound,
      ...(phone === undefined ? {} : { phone }),
      confirms: { id, writes: usedOneTimeCode(found, inbound) },
    })
    if (answered.result === 'not_possible') return { result: 'not_possible', ...about }
    if (answered.result === 'done') return { result: 'done', ...about }
    const after = (await loadMatter(ports.store, matterId)).matter.state
    return after.name === 'settled'
      ? { result: 'settled', how: after.outcome, ...about }
      : { result: 'replaced' }
  } catch (error) {
    if (error instanceof NotAwaited) return { result: 'replaced' }
    throw error
  }
}
