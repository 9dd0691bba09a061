import type { Doubt } from '../../core/hearing/heard.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import type { IsolationEvent } from '../../core/isolation/events.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import { afterUnclear } from '../../core/isolation/unclear-replies.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { mayBeAnswered, repeatedWithinBudget } from '../compose-message/within-budget.ts'
import { endDate } from '../record-report/record-report.ts'
import { once } from './reply-to-resident.ts'
import type { Speaker } from './speakers.ts'

const textFor = (doubt: Doubt, key: string, { now }: Loaded, speakers: readonly Speaker[]): Message => {
  switch (doubt.ask) {
    case 'confirm':
      return messageToResident(key, now, 'confirm', { tenths: doubt.tenths })
    case 'which':
      return messageToResident(key, now, 'ambiguous', {})
    case 'who':
      return messageToResident(key, now, 'which_member', { letters: speakers.map(({ letter }) => letter) })
    case 'when':
      return messageToResident(key, now, 'which_slot', {})
    case 'out_of_range':
      return messageToResident(key, now, 'out_of_range', { tenths: doubt.tenths })
    case 'again':
      return messageToResident(key, now, 'unreadable', doubt.well === true ? { well: true } : {})
  }
}

/** Not understood, and not asked back. */
const notAsked = (doubt: Doubt, inbound: string): IsolationEvent => ({
  type: 'reply_not_understood',
  why: doubt.ask === 'out_of_range' ? 'again' : doubt.ask,
  inbound,
})

const eventFor = (doubt: Doubt, inbound: string): IsolationEvent =>
  doubt.ask === 'confirm'
    ? { type: 'asked_to_confirm', tenths: doubt.tenths, symptoms: [...doubt.symptoms], inbound }
    : notAsked(doubt, inbound)

/**
 * Asks back what was not clear, as long as the rule book allows in one slot and the number has an answer left; then a
 * person takes over, and nothing more is said until the slot ends or a message is understood. `reports`: how many
 * reports of the same message were understood.
 */
export const askBack = async (
  ports: Ports,
  inbound: string,
  doubt: Doubt,
  speakers: readonly Speaker[],
  reports: number,
): Promise<void> => {
  const whose = doubt.ask === 'confirm' ? speakers.find(({ letter }) => letter === doubt.letter) : speakers[0]
  if (whose === undefined) return
  await once(
    ports,
    whose.loaded.isolation.id,
    inbound,
    'question',
    async (loaded, key): Promise<Omit<Decision, 'by'>> => {
      const { isolation, book, now } = loaded
      const kind = doubt.ask === 'confirm' ? 'to_confirm' : 'not_understood'
      const next = afterUnclear(isolation, kind, book, now)
      if (!isOpen(isolation)) {
        const text = messageToResident(key, now, 'ended', { date: endDate(isolation) })
        return {
          events: [notAsked(doubt, inbound)],
          messages: reports > 0 || next === 'say_nothing' ? [] : [text],
        }
      }
      if (doubt.ask === 'confirm' && doubt.again === true) {
        const text = textFor(doubt, key, loaded, speakers)
        const { messages, writes } = await repeatedWithinBudget(ports, loaded, [text])
        if (messages.length > 0)
          return { events: [{ type: 'message_received', meaning: 'help', inbound }], messages, writes }
      }
      if (next === 'ask' && (await mayBeAnswered(ports, loaded, inbound)))
        return {
          events: [eventFor(doubt, inbound)],
          messages: [textFor(doubt, key, loaded, speakers)],
        }
      const event = notAsked(doubt, inbound)
      if (openMatters(isolation).some(({ kind }) => kind === 'unclear_replies')) return { events: [event] }
      const opened = openMatter(loaded, { kind: 'unclear_replies', inbound })
      return {
        events: [event, opened.event],
        messages: next === 'say_nothing' ? [] : [messageToResident(key, now, 'worker_will_call', {})],
        matters: [opened.matter],
      }
    },
  )
}
