import * as z from 'zod/mini'
import type { Subject } from '../core/aggregate/subject.ts'
import { GridId, SubjectId } from '../core/ids.ts'
import { isUnfinished, Message } from '../core/message/message.ts'
import type { IndexedItem, NewItem, Store } from '../core/ports/store.ts'
import { localDate } from '../core/time/time-zone.ts'
import { messageKey, messagesList } from './keys.ts'
import { closedShape, openShape } from './shape.ts'
import { readShown } from './shown.ts'

const storedMessage = openShape('message', Message)
export const readMessage = storedMessage.read

/** What the list of a day shows of a message. */
const storedMessageSummary = closedShape('message summary', z.strictObject({ state: Message.shape.state }))

const indexOf = ({ id, community, grid, zone }: Subject, message: Message): NonNullable<NewItem['index']> =>
  isUnfinished(message)
    ? { due: { sk: `message#${message.at}#${id}#${message.key}` } }
    : {
        list: {
          pk: messagesList(community, localDate(message.at, zone)),
          sk: `${message.at}#${grid}#${id}#${message.key}`,
          summary: storedMessageSummary.body({ state: message.state }),
        },
      }

/**
 * Until its result is known, a message is in the due list, where the sweeper finds it; then in the list of its
 * community and day, where people find it.
 */
export const messageItem = (subject: Subject, message: Message): NewItem => ({
  ...messageKey(subject.id, message.key),
  body: storedMessage.body(message),
  index: indexOf(subject, message),
})

/** The messages that are recorded under these keys, in their order. */
export const recordedMessages = async (
  store: Store,
  subject: SubjectId,
  keys: readonly string[],
): Promise<Message[]> => {
  const items = await Promise.all(keys.map((key) => store.get(messageKey(subject, key))))
  return items.flatMap((item) => (item === undefined ? [] : [readMessage(item)]))
}

/** All messages about this, by their keys. */
export const messagesOf = async (store: Store, subject: SubjectId): Promise<Message[]> => {
  const { pk, sk: prefix } = messageKey(subject, '')
  const messages: Message[] = []
  let cursor: string | undefined
  do {
    const page = await store.query({ pk, sk: { prefix }, ...(cursor === undefined ? {} : { cursor }) })
    messages.push(...page.items.map((item) => readMessage(item)))
    cursor = page.cursor
  } while (cursor !== undefined)
  return messages
}

/** Whom a message in the list is about: only its keys say so. */
export const partitionOf = ({
  index,
}: Pick<IndexedItem, 'index'>): { readonly subject: SubjectId; readonly grid: GridId } => {
  const [, grid, subject] = index.sk.split('#')
  return { subject: SubjectId.parse(subject), grid: GridId.parse(grid) }
}

/** The result of a message in the list. undefined: it cannot be read here, so the item has to be. */
export const resultOf = (item: IndexedItem): Message['state'] | undefined =>
  readShown(storedMessageSummary, item)?.state
