import type { Loaded } from '../../core/isolation/decision.ts'
import type { Budget } from '../../core/message/budget.ts'
import type { Message } from '../../core/message/message.ts'
import {
  repeatedAdvice,
  repeatedQuestion,
  repeatedTellings,
  residentAnswers,
  type Told,
} from '../../core/message/reply-budgets.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { isReply } from '../../core/texts/sending-hours.ts'
import { oneUse } from '../../record/budget-repository.ts'
import { findInbound } from '../../record/inbound-repository.ts'

type At = Pick<Loaded, 'isolation' | 'book'>

/**
 * Messages that may go out, and the writes that charge their budgets: both in one transaction, so that nothing is
 * charged twice.
 */
export interface Paid {
  readonly messages: readonly Message[]
  readonly writes: readonly Write[]
}

const paid = async (ports: Ports, budget: Budget, messages: readonly Message[]): Promise<Paid> => {
  if (messages.length === 0) return { messages: [], writes: [] }
  const use = await oneUse(ports, budget)
  return use === undefined ? { messages: [], writes: [] } : { messages, writes: use.writes }
}

/** What is answered: a message, or a request. `from`: the number that wrote, if the caller knows it. */
interface Answered {
  readonly inbound: string
  readonly from?: string
}

/** The budget belongs to the phone that writes, whoever on it is meant. */
const answersTo = async (
  { store }: Pick<Ports, 'store'>,
  { isolation, book }: At,
  { inbound, from }: Answered,
): Promise<Budget> => residentAnswers(from ?? (await findInbound(store, inbound))?.from ?? isolation.id, book)

/** True while the number that wrote may be answered. */
export const mayBeAnswered = async (ports: Ports, at: At, inbound: string): Promise<boolean> =>
  (await oneUse(ports, await answersTo(ports, at, { inbound }))) !== undefined

/** The answers to a returnee's message that may go out. Fever and danger, and messages to posts, always may. */
export const answersWithinBudget = async (
  ports: Ports,
  at: At,
  answered: Answered,
  messages: readonly Message[],
): Promise<Paid> => {
  const isCounted = ({ to, template }: Message): boolean => to.who === 'resident' && isReply(template)
  const counted = messages.filter(isCounted)
  if (counted.length === 0) return { messages, writes: [] }
  const some = await paid(ports, await answersTo(ports, at, answered), counted)
  if (some.messages.length === 0) ports.log.info('sms.answer-withheld', { inbound: answered.inbound })
  return { ...some, messages: [...some.messages, ...messages.filter((message) => !isCounted(message))] }
}

/** What a returnee is told about a fever that is no worse than known. */
export const adviceWithinBudget = (
  ports: Ports,
  { isolation, book }: At,
  messages: readonly Message[],
): Promise<Paid> => paid(ports, repeatedAdvice(isolation.id, book), messages)

/** The open question again, for somebody who asks what it means. */
export const repeatedWithinBudget = (
  ports: Ports,
  { isolation, book }: At,
  messages: readonly Message[],
): Promise<Paid> => paid(ports, repeatedQuestion(isolation.id, book), messages)

/** What posts are told of a known matter because the returnee has written again: one use, however many they are. */
export const tellingsWithinBudget = (
  ports: Ports,
  { isolation, book }: At,
  about: Told,
  messages: readonly Message[],
): Promise<Paid> => paid(ports, repeatedTellings(isolation.id, about, book), messages)
