import { covers, type Place } from '../../core/access/area.ts'
import type { Principal } from '../../core/access/grant.ts'
import type { Answer, Matter, Outcome, Owner } from '../../core/matter/matter.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { isTooShort } from '../../core/matter/one-time-codes.ts'
import {
  findConfirmation,
  type LoadedConfirmation,
  usedOneTimeCode,
} from '../../record/confirmation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { guessesBy } from '../../record/code-guess-repository.ts'
import { answerId } from '../../record/keys.ts'
import { answerMatter, NotAwaited } from './answer-matter.ts'
import { awaitConfirmation } from './await-confirmation.ts'

export interface ConfirmationInput {
  /** The one-time code as it was sent. */
  readonly code: string
  /** The phone it comes back from, and everybody on staff who has it. */
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
  /** Never sent to this phone, or longer ago than a day; or whoever it was sent to has the post no more. */
  | { readonly result: 'unknown' }
  | { readonly result: 'used' }
  | { readonly result: 'expired' }
  /** Others guess at this phone: echoed once more, with a code that cannot be guessed. */
  | { readonly result: 'echoed_again' }
  /** Another answer of the same person has taken its place. */
  | { readonly result: 'replaced' }

/** What was handed to a post stays so: still to hold it is what can have ended since the echo. */
const holds = ({ sub, grants }: Principal, { staff, role }: Owner, place: Place): boolean =>
  sub === staff && grants.some(({ post, area }) => post === role && covers(area, place))

/**
 * A short code from a phone that others guess at may be one of their guesses. It is not refused, for it may be the
 * person's own: the answer is echoed once more to the phone, with a long code that only the person can read.
 */
const isEchoedAgain = async (
  ports: Ports,
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

/** Does what a grave answer says, when its one-time code comes back in time from the phone it was sent to. */
export const confirmAnswer = async (
  ports: Ports,
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
