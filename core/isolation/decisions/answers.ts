import type { Message } from '../../message/message.ts'
import type { Outgoing } from '../../message/outgoing.ts'
import { isReply } from '../../texts/sending-hours.ts'

/**
 * The answers to a returnee's message, paid from the budget of the number that wrote. Fever and danger, and messages to
 * posts, need none.
 */
export const answers = (messages: readonly Message[]): Outgoing[] => {
  const isCounted = ({ to, template }: Message): boolean => to.who === 'resident' && isReply(template)
  const counted = messages.filter(isCounted)
  return [
    ...(counted.length === 0 ? [] : [{ paidFrom: 'writer' as const, messages: counted }]),
    ...messages.filter((message) => !isCounted(message)),
  ]
}

/** The same for what a decision sends because of a message: each is marked as an answer to it. */
export const answering = (inbound: string, outgoing: readonly Outgoing[]): Outgoing[] => {
  const marked = (message: Message): Message => ({ ...message, answers: inbound })
  return [
    ...answers(outgoing.flatMap((one) => ('paidFrom' in one ? [] : [marked(one)]))),
    ...outgoing.flatMap((one) => ('paidFrom' in one ? [{ ...one, messages: one.messages.map(marked) }] : [])),
  ]
}
