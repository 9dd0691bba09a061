import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import type { Budget } from '../../core/message/budget.ts'
import { isReply } from '../../core/texts/sending-hours.ts'
import {
  repeatedAdvice,
  repeatedQuestion,
  repeatedTellings,
  residentAnswers,
  type Told,
} from '../../core/message/reply-budgets.ts'
import { oneUse } from '../../record/budget-repository.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import type { Loaded } from '../../record/isolation-repository.ts'

type At = Pick<Loaded, 'isolation' | 'book'>

/** Texts that may go out, and the writes that pay for them: both belong to one transaction, so that nothing is paid twice. */
export interface Paid {
  readonly messages: readonly Message[]
  readonly writes: readonly Write[]
}

const paid = async (ports: Ports, budget: Budget, messages: readonly Message[]): Promise<Paid> => {
  if (messages.length === 0) return { messages: [], writes: [] }
  const use = await oneUse(ports, budget)
  return use === undefined ? { messages: [], writes: [] } : { messages, writes: use.writes }
}

/** A number that writes without end is one phone, whoever of those on it is meant. */
const answersTo = async (ports: Ports, { isolation, book }: At, inbound: string): Promise<Budget> =>
  residentAnswers((await findInbound(ports.store, inbound))?.from ?? isolation.id, book)

/** True while the number that wrote may be answered. */
export const mayBeAnswered = async (ports: Ports, at: At, inbound: string): Promise<boolean> =>
  (await oneUse(ports, await answersTo(ports, at, inbound))) !== undefined

/** What of the answers to a text of a returnee may go out. Fever and danger, and whatever goes to a post, always may. */
export const answersWithinBudget = async (
  ports: Ports,
  at: At,
  inbound: string,
  messages: readonly Message[],
): Promise<Paid> => {
  const isCounted = ({ to, template }: Message): boolean => to.who === 'resident' && isReply(template)
  const counted = messages.filter(isCounted)
  if (counted.length === 0) return { messages, writes: [] }
  const some = await paid(ports, await answersTo(ports, at, inbound), counted)
  if (some.messages.length === 0) ports.log.info('sms.answer-withheld', { inbound })
  return { ...some, messages: [...some.messages, ...messages.filter((message) => !isCounted(message))] }
}

/** What a returnee hears of a fever that is no worse than what is known. */
export const adviceWithinBudget = (
  ports: Ports,
  { isolation, book }: At,
  messages: readonly Message[],
): Promise<Paid> => paid(ports, repeatedAdvice(isolation.id, book), messages)

/** A question that is open already, for somebody who wonders at it. */
export const repeatedWithinBudget = (
  ports: Ports,
  { isolation, book }: At,
  messages: readonly Message[],
): Promise<Paid> => paid(ports, repeatedQuestion(isolation.id, book), messages)

/** What posts hear of a matter that they know, because the returnee has written again: one use, whoever they are. */
export const tellingsWithinBudget = (
  ports: Ports,
  { isolation, book }: At,
  about: Told,
  messages: readonly Message[],
): Promise<Paid> => paid(ports, repeatedTellings(isolation.id, about, book), messages)
