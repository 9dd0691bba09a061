import type { Decision, Loaded, Unpaid } from '../../core/isolation/decision.ts'
import type { Budget } from '../../core/message/budget.ts'
import type { Message } from '../../core/message/message.ts'
import type { Budgeted } from '../../core/message/outgoing.ts'
import { residentAnswers } from '../../core/message/reply-budgets.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { oneUse } from '../../record/budget-repository.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import type { Finding } from '../../record/lookup.ts'

type At = Pick<Loaded, 'isolation' | 'book'>

/** What is answered: a message, or a request. `from`: the number that wrote, if the caller knows it. */
export interface Answered {
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
export const mayBeAnswered = async (ports: Finding, at: At, answered: Answered): Promise<boolean> =>
  (await oneUse(ports, await answersTo(ports, at, answered))) !== undefined

const charge = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'log'>,
  at: At,
  answered: Answered,
  { paidFrom, messages }: Budgeted,
): Promise<{ readonly messages: readonly Message[]; readonly writes: readonly Write[] }> => {
  if (messages.length === 0) return { messages, writes: [] }
  const budget = paidFrom === 'writer' ? await answersTo(ports, at, answered) : paidFrom
  const use = await oneUse(ports, budget)
  if (use !== undefined) return { messages, writes: use.writes }
  if (paidFrom === 'writer') ports.log.info('sms.answer-withheld', { inbound: answered.inbound })
  return { messages: [], writes: [] }
}

/**
 * The decision with the messages that may go out, and the writes that charge their budgets: both in one transaction, so
 * that nothing is charged twice.
 */
export const paid = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'log'>,
  at: At,
  answered: Answered,
  decision: Unpaid,
): Promise<Decision> => {
  const messages: Message[] = []
  const writes = [...(decision.writes ?? [])]
  for (const one of decision.messages ?? [])
    if ('paidFrom' in one) {
      const charged = await charge(ports, at, answered, one)
      messages.push(...charged.messages)
      writes.push(...charged.writes)
    } else messages.push(one)
  return { ...decision, messages, writes }
}
