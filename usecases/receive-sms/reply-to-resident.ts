import type { IsolationId } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import { openQuestion } from '../../core/isolation/open-question.ts'
import { Question } from '../../core/meaning.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { heardKey } from '../../record/keys.ts'
import { findPerson } from '../../record/person-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { answersWithinBudget } from '../compose-message/within-budget.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { endDate } from '../record-report/record-report.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'
import { answerQuestion } from './answer-question.ts'

/**
 * What a message changes besides reports and matters, once however often it is delivered. `what` tells the parts of one
 * message apart.
 */
export const once = async (
  ports: Ports,
  id: IsolationId,
  inbound: string,
  what: string,
  decide: (
    loaded: Loaded,
    key: string,
  ) => Promise<Omit<Decision, 'by'> | undefined> | Omit<Decision, 'by'> | undefined,
): Promise<CommandResult> => {
  const known = heardKey(id, what, inbound)
  const key = `reply-${what.replaceAll('_', '-')}-${inbound}`
  const result = await handleCommand(ports, id, async (loaded): Promise<Decision | undefined> => {
    if ((await ports.store.get(known)) !== undefined) return undefined
    const decision = await decide(loaded, key)
    if (decision === undefined) return undefined
    const remembered: Write = {
      put: { ...known, body: {}, expiresAt: plus(loaded.now, DAY) },
      expect: 'absent',
    }
    const answers = (decision.messages ?? []).map((message) => ({ ...message, answers: inbound }))
    const paid = await answersWithinBudget(ports, loaded, { inbound }, answers)
    return {
      ...decision,
      messages: paid.messages,
      by: 'resident',
      writes: [...(decision.writes ?? []), ...paid.writes, remembered],
    }
  })
  if (result.decision === undefined) {
    await startLaddersAgain(ports, result.isolation)
    await deliverAgain(ports, result, key)
  } else await applyEffects(ports, result)
  return result
}

/**
 * `ignore`: an automatic reply. `note`: words for a person. `question:release` and the like: answered from the record.
 */
type Meaning = 'ignore' | 'note' | 'kind_words' | 'help' | 'late_yes' | `question:${Question}`

const textsFor = (loaded: Loaded, meaning: Meaning, key: string): Message[] => {
  if (meaning === 'ignore' || meaning === 'kind_words') return []
  if (meaning === 'late_yes') return [messageToResident(key, loaded.now, 'question_ended', {})]
  if (meaning === 'help') {
    // A message that does not answer "is it 37.0?" gets the question again, and does not count as unclear.
    const { isolation, book, now } = loaded
    const asked = openQuestion(isolation, book, now)
    return [
      asked === undefined
        ? messageToResident(key, now, 'help', {})
        : messageToResident(key, now, 'confirm', { tenths: asked.tenths }),
    ]
  }
  const question = Question.safeParse(meaning.replace('question:', ''))
  return [answerQuestion(loaded, question.success ? question.data : 'other', key)]
}

/** Records in the ledger how a message was read, and replies if a reply is due. */
export const answerInWords = async (
  ports: Ports,
  id: IsolationId,
  inbound: string,
  meaning: Meaning,
): Promise<void> => {
  await once(ports, id, inbound, meaning, (loaded, key) => ({
    events: [{ type: 'message_received', meaning, inbound }],
    messages: textsFor(loaded, meaning, key),
  }))
}

/** STOP ends the messages, not the care: the worker takes over, and a matter says so. */
export const optOut = (ports: Ports, id: IsolationId, inbound: string): Promise<CommandResult> =>
  once(ports, id, inbound, 'stop', async (loaded, key) => {
    const received: IsolationEvent = { type: 'message_received', meaning: 'stop', inbound }
    const { isolation, now } = loaded
    if (!isOpen(isolation))
      return {
        events: [received],
        messages: [messageToResident(key, now, 'ended', { date: endDate(isolation) })],
      }
    if (isolation.contact.by === 'worker') return { events: [received] }
    const { contact, writes } = await contactByWorker(ports, loaded, 'opted_out')
    const changed: IsolationEvent = { type: 'contact_changed', contact, why: 'opted_out' }
    if (openMatters(isolation).some(({ kind }) => kind === 'opted_out'))
      return { events: [received, changed], writes }
    const opened = openMatter(loaded, { kind: 'opted_out', inbound })
    return {
      events: [received, changed, opened.event],
      matters: [opened.matter],
      writes,
    }
  })

/** START brings the messages back to the number on record. */
export const optIn = (ports: Ports, id: IsolationId, inbound: string): Promise<CommandResult> =>
  once(ports, id, inbound, 'start', async ({ isolation, now }, key) => {
    const received: IsolationEvent = { type: 'message_received', meaning: 'start', inbound }
    const number = (await findPerson(ports.store, isolation.person))?.person.phone
    if (!isOpen(isolation) || isolation.contact.by === 'sms' || number === undefined)
      return { events: [received] }
    const { contact, writes } = await contactAt(ports, number, isolation.id)
    return {
      events: [received, { type: 'contact_changed', contact, why: 'opted_in_again' }],
      messages: [messageToResident(key, now, 'resumed', {})],
      writes,
    }
  })
