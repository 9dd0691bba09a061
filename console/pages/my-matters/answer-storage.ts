import { inOrder, QueuedAnswer } from './answer-queue.ts'
import type { AnswerStore } from './answer-outbox.ts'

const PREFIX = 'sixclear.answer.'

/** Everything that waits under this belongs to one person, whoever else uses the device. */
export const prefixOf = (actor: string): string => `${PREFIX}${actor}/`

const read = (text: string | null): QueuedAnswer | undefined => {
  if (text === null) return undefined
  try {
    return QueuedAnswer.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** One person's waiting answers in the storage of the browser: they outlive a reload and a crash. */
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
