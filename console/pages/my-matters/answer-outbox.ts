import {
  aboutToTry,
  enqueueable,
  afterTrying,
  nextOf,
  type QueuedAnswer,
  type SendResult,
} from './answer-queue.ts'

/** Where one person's answers wait on this device. Every answer stands for itself, so that two tabs never overwrite one another's. */
export interface AnswerStore {
  readonly all: () => QueuedAnswer[]
  readonly put: (answer: QueuedAnswer) => void
  readonly remove: (id: string) => void
}

export interface Sending {
  readonly store: AnswerStore
  readonly send: (answer: QueuedAnswer) => Promise<SendResult>
  /** Runs one at a time, over all tabs. */
  readonly alone: <Result>(run: () => Promise<Result>) => Promise<Result>
  readonly now: () => number
  readonly onRecorded?: (answer: QueuedAnswer) => void
}

/** False: the same answer waits already. */
export const enqueue = (store: AnswerStore, answer: QueuedAnswer): boolean => {
  const entry = enqueueable(store.all(), answer)
  if (entry === undefined) return false
  store.put(entry)
  return true
}

const sendNext = ({
  store,
  send,
  alone,
  now,
  onRecorded,
}: Sending): Promise<SendResult['result'] | 'empty'> =>
  alone(async () => {
    const next = nextOf(store.all())
    if (next === undefined) return 'empty'
    const trying = aboutToTry(next, now())
    store.put(trying)
    if (trying.refused !== undefined) return 'refused'
    const tried = await send(trying)
    const rest = afterTrying(trying, tried)
    if (rest === undefined) {
      store.remove(trying.id)
      onRecorded?.(trying)
    } else store.put(rest)
    return tried.result
  })

/**
 * Sends what waits, in its order, one after another, and stops where nobody answers. A refusal stops nothing.
 * Answers with why it stopped.
 */
export const sendAll = async (sending: Sending): Promise<'empty' | 'later' | 'signed out'> => {
  for (;;) {
    const result = await sendNext(sending)
    if (result === 'empty' || result === 'later' || result === 'signed out') return result
  }
}
