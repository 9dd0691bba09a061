import * as z from 'zod/mini'
import { GridId, IsolationId } from '../core/ids.ts'
import type { Isolation } from '../core/isolation/isolation.ts'
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

type Place = Pick<Isolation, 'id' | 'community' | 'grid' | 'zone'>

const indexOf = ({ id, community, grid, zone }: Place, message: Message): NonNullable<NewItem['index']> =>
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
export const messageItem = (isolation: Place, message: Message): NewItem => ({
  ...messageKey(isolation.id, message.key),
  body: storedMessage.body(message),
  index: indexOf(isolation, message),
})

/** The messages that are recorded under these keys, in their order. */
export const recordedMessages = async (
  store: Store,
  isolation: IsolationId,
  keys: readonly string[],
): Promise<Message[]> => {
  const items = await Promise.all(keys.map((key) => store.get(messageKey(isolation, key))))
  return items.flatMap((item) => (item === undefined ? [] : [readMessage(item)]))
}

/** All messages of an isolation, by their keys. */
export const messagesOf = async (store: Store, isolation: IsolationId): Promise<Message[]> => {
  const { pk, sk: prefix } = messageKey(isolation, '')
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
}: Pick<IndexedItem, 'index'>): { readonly isolation: IsolationId; readonly grid: GridId } => {
  const [, grid, isolation] = index.sk.split('#')
  return { isolation: IsolationId.parse(isolation), grid: GridId.parse(grid) }
}

/** The result of a message in the list. undefined: it cannot be read here, so the item has to be. */
export const resultOf = (item: IndexedItem): Message['state'] | undefined =>
  readShown(storedMessageSummary, item)?.state
