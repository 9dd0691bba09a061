import type { IsolationId } from '../../core/ids.ts'
import type { Loaded, Unpaid } from '../../core/isolation/decision.ts'
import {
  answerInWords as decideAnswer,
  type Meaning,
} from '../../core/isolation/decisions/answer-in-words.ts'
import { answering } from '../../core/isolation/decisions/answers.ts'
import { optIn as decideOptIn } from '../../core/isolation/decisions/opt-in.ts'
import { optOut as decideOptOut, getsMessages } from '../../core/isolation/decisions/opt-out.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { type AlreadyRead, type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { heardKey } from '../../record/keys.ts'
import { findPerson } from '../../record/person-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { type Answered, paid } from '../compose-message/within-budget.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'

/**
 * What a message changes besides reports and matters, once however often it is delivered. `what` tells the parts of one
 * message apart.
 */
export const once = async (
  ports: AnswerPorts,
  id: IsolationId,
  answered: Answered,
  what: string,
  decide: (loaded: Loaded, key: string) => Promise<Unpaid> | Unpaid,
  { loaded }: AlreadyRead = {},
): Promise<CommandResult> => {
  const { inbound } = answered
  const key = `reply-${what.replaceAll('_', '-')}-${inbound}`
  const result = await handleCommand(
    ports,
    id,
    async (found) => {
      const decision = await decide(found, key)
      const messages = answering(inbound, decision.messages ?? [])
      return paid(ports, found, answered, { ...decision, messages })
    },
    { loaded, once: heardKey(id, what, inbound) },
  )
  if (result.decision === undefined) {
    await startLaddersAgain(ports, result.isolation)
    await deliverAgain(ports, result, key)
  } else await applyEffects(ports, result)
  return result
}

/** Records in the ledger how a message was read, and replies if a reply is due. */
export const answerInWords = (
  ports: AnswerPorts,
  id: IsolationId,
  answered: Answered,
  meaning: Meaning,
  read: AlreadyRead = {},
): Promise<CommandResult> => {
  const { inbound } = answered
  return once(
    ports,
    id,
    answered,
    meaning,
    (loaded, key) => decideAnswer(loaded, { inbound, meaning }, key),
    read,
  )
}

/** STOP ends the messages, not the care: the worker takes over, and a matter says so. */
export const optOut = (
  ports: AnswerPorts,
  id: IsolationId,
  answered: Answered,
  read: AlreadyRead = {},
): Promise<CommandResult> =>
  once(
    ports,
    id,
    answered,
    'stop',
    async (loaded, key) => {
      const measured = getsMessages(loaded) ? await contactByWorker(ports, loaded, 'opted_out') : undefined
      const decision = decideOptOut(loaded, answered.inbound, measured?.contact, key)
      return { ...decision, writes: measured?.writes ?? [] }
    },
    read,
  )

/** START brings the messages back to the number on record. */
export const optIn = (
  ports: AnswerPorts,
  id: IsolationId,
  answered: Answered,
  read: AlreadyRead = {},
): Promise<CommandResult> =>
  once(
    ports,
    id,
    answered,
    'start',
    async (loaded, key) => {
      const { isolation } = loaded
      const isStopped = isOpen(isolation) && isolation.contact.by === 'worker'
      const number = isStopped ? (await findPerson(ports.store, isolation.person))?.person.phone : undefined
      const asked = number === undefined ? undefined : await contactAt(ports, number, isolation.id)
      const decision = decideOptIn(loaded, answered.inbound, asked?.contact, key)
      return { ...decision, writes: asked?.writes ?? [] }
    },
    read,
  )
