import type { Doubt } from '../../hearing/heard.ts'
import type { Message } from '../../message/message.ts'
import type { Write } from '../../ports/store.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import { endDate } from '../calendar.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import { isOpen, openMatters } from '../isolation.ts'
import { afterUnclear } from '../unclear-replies.ts'
import { openMatter } from './open-matter.ts'

/** A message with something that was not clear. */
export interface Unclear {
  readonly inbound: string
  readonly doubt: Doubt
  /** Of everybody on the phone. */
  readonly letters: readonly string[]
  /** How many reports of the same message were understood. */
  readonly reports: number
}

export interface UnclearFacts {
  /** What pays for the same question once more. undefined: it was asked often enough. */
  readonly again: readonly Write[] | undefined
  /** The number that wrote has an answer left. */
  readonly mayBeAnswered: boolean
}

const textFor = ({ doubt, letters }: Unclear, key: string, { now }: Loaded): Message => {
  switch (doubt.ask) {
    case 'confirm':
      return messageToResident(key, now, 'confirm', { tenths: doubt.tenths })
    case 'which':
      return messageToResident(key, now, 'ambiguous', {})
    case 'who':
      return messageToResident(key, now, 'which_member', { letters: [...letters] })
    case 'when':
      return messageToResident(key, now, 'which_slot', {})
    case 'out_of_range':
      return messageToResident(key, now, 'out_of_range', { tenths: doubt.tenths })
    case 'again':
      return messageToResident(key, now, 'unreadable', doubt.well === true ? { well: true } : {})
  }
}

/** Not understood, and not asked back. */
const notAsked = ({ doubt, inbound }: Unclear): IsolationEvent => ({
  type: 'reply_not_understood',
  why: doubt.ask === 'out_of_range' ? 'again' : doubt.ask,
  inbound,
})

const eventFor = (unclear: Unclear): IsolationEvent => {
  const { doubt, inbound } = unclear
  return doubt.ask === 'confirm'
    ? { type: 'asked_to_confirm', tenths: doubt.tenths, symptoms: [...doubt.symptoms], inbound }
    : notAsked(unclear)
}

/**
 * Asks back what was not clear, as long as the rule book allows in one slot and the number has an answer left; then a
 * person takes over, and nothing more is said until the slot ends or a message is understood.
 */
export const askBack = (loaded: Loaded, unclear: Unclear, facts: UnclearFacts, key: string): Decision => {
  const { isolation, book, now } = loaded
  const { doubt, inbound, reports } = unclear
  const by = 'resident'
  const next = afterUnclear(isolation, doubt.ask === 'confirm' ? 'to_confirm' : 'not_understood', book, now)
  if (!isOpen(isolation)) {
    const text = messageToResident(key, now, 'ended', { date: endDate(isolation) })
    return {
      by,
      events: [notAsked(unclear)],
      messages: reports > 0 || next === 'say_nothing' ? [] : [text],
    }
  }
  if (doubt.ask === 'confirm' && doubt.again === true && facts.again !== undefined)
    return {
      by,
      events: [{ type: 'message_received', meaning: 'help', inbound }],
      messages: [textFor(unclear, key, loaded)],
      writes: facts.again,
    }
  if (next === 'ask' && facts.mayBeAnswered)
    return { by, events: [eventFor(unclear)], messages: [textFor(unclear, key, loaded)] }
  const event = notAsked(unclear)
  if (openMatters(isolation).some(({ kind }) => kind === 'unclear_replies')) return { by, events: [event] }
  const opened = openMatter(loaded, { kind: 'unclear_replies', inbound })
  return {
    by,
    events: [event, opened.event],
    messages: next === 'say_nothing' ? [] : [messageToResident(key, now, 'worker_will_call', {})],
    matters: [opened.matter],
  }
}
