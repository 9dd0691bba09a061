import type { AnswerStore } from './answer-outbox.ts'
import { inOrder, QueuedAnswer } from './answer-queue.ts'

const PREFIX = 'sixclear.answer.'

/** The storage prefix of one person's answers. Others may use the same device. */
export const prefixOf = (actor: string): string => `${PREFIX}${actor}/`

const read = (text: string | null): QueuedAnswer | undefined => {
  if (text === null) return undefined
  try {
    return QueuedAnswer.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** One person's waiting answers in the browser's storage. They survive a reload and a crash. */
export const localAnswerStore = (storage: Storage, actor: string): AnswerStore => {
  const prefix = prefixOf(actor)
  return {
    all: () => {
      const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index))
      return inOrder(
        keys
          .filter((key) => key?.startsWith(prefix) === true)
          .map((key) => (key === null ? undefined : read(storage.getItem(key))))
          .filter((answer) => answer !== undefined),
      )
    },
    put: (answer) => storage.setItem(`${prefix}${answer.id}`, JSON.stringify(answer)),
    remove: (id) => storage.removeItem(`${prefix}${id}`),
  }
}
