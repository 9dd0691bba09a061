import {
  aboutToTry,
  afterTrying,
  enqueueable,
  nextOf,
  type QueuedAnswer,
  type SendResult,
} from './answer-queue.ts'

/** The waiting answers of one person on this device. Each has its own key, so that two tabs do not overwrite each other. */
export interface AnswerStore {
  readonly all: () => QueuedAnswer[]
  readonly put: (answer: QueuedAnswer) => void
  readonly remove: (id: string) => void
}

export interface Sending {
  readonly store: AnswerStore
  readonly send: (answer: QueuedAnswer) => Promise<SendResult>
  /** Runs one at a time across all tabs. */
  readonly alone: <Result>(run: () => Promise<Result>) => Promise<Result>
  readonly now: () => number
  readonly onRecorded?: (answer: QueuedAnswer) => void
}

/** False: the same answer is already waiting. */
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

/** Sends the waiting answers in order, and stops when nobody answers. A refusal does not stop it. Returns why it stopped. */
export const sendAll = async (sending: Sending): Promise<'empty' | 'later' | 'signed_out'> => {
  for (;;) {
    const result = await sendNext(sending)
    if (result === 'empty' || result === 'later' || result === 'signed_out') return result
  }
}
