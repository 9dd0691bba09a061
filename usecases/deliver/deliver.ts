import { type About, subjectIn } from '../../core/aggregate/subject.ts'
import type { SubjectId } from '../../core/ids.ts'
import { isUnfinished, type Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { laneOf } from '../../core/texts/message-lane.ts'
import { messageKey } from '../../record/keys.ts'
import { readMessage } from '../../record/message-repository.ts'
import { tryEach } from './try-each.ts'

type Context = About<{ readonly id: SubjectId }>

/** Hands a message that the caller has just recorded to the outbox. */
export const deliver = async (
  { outbox }: Pick<Ports, 'outbox'>,
  context: Context,
  message: Message,
): Promise<void> => outbox.hand({ subject: subjectIn(context).id, key: message.key, lane: laneOf(message) })

/** Tries each message even if one fails, then throws the first failure. */
export const deliverAll = async (
  ports: Pick<Ports, 'outbox'>,
  context: Context,
  messages: readonly Message[],
): Promise<void> => {
  await tryEach(messages.map((message) => () => deliver(ports, context, message)))
}

/** Hands over again a message that was recorded earlier, unless it is finished or unknown. */
export const deliverAgain = async (
  ports: Pick<Ports, 'store' | 'outbox'>,
  context: Context,
  key: string,
): Promise<void> => {
  const item = await ports.store.get(messageKey(subjectIn(context).id, key))
  if (item === undefined) return
  const message = readMessage(item)
  if (isUnfinished(message)) await deliver(ports, context, message)
}
