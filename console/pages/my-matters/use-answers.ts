import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { enqueue, type Sending, sendAll } from './answer-outbox.ts'
import { canBeTakenBack, type QueuedAnswer } from './answer-queue.ts'
import { localAnswerStore, prefixOf } from './answer-storage.ts'
import { sendAnswer } from './send-answer.ts'

const TRY_AGAIN_AFTER = 5_000

export type NewAnswer = Omit<QueuedAnswer, 'id' | 'at' | 'firstTriedAt' | 'refused'>

export interface Answers {
  /** Answers that are not recorded yet: waiting or refused. */
  readonly kept: readonly QueuedAnswer[]
  /** Recorded since the page was opened, newest last. */
  readonly recorded: readonly QueuedAnswer[]
  /** True: the device's storage fails, so an answer could be lost. */
  readonly cannotKeep: boolean
  readonly give: (answer: NewAnswer) => void
  /** Withdraws an answer that was never sent. */
  readonly takeBack: (id: string) => Promise<void>
  readonly dismiss: (id: string) => void
}

/** The answers of the signed-in person, sent as soon as there is a connection. */
export const useAnswers = (): Answers => {
  const { client, me } = useAppContext()
  const { connected, invalidate } = useLiveUpdates()
  const prefix = prefixOf(me.actor)
  const store = useMemo(() => localAnswerStore(localStorage, me.actor), [me.actor])
  const [kept, setKept] = useState(() => store.all())
  const [recorded, setRecorded] = useState<readonly QueuedAnswer[]>([])
  const [cannotKeep, setCannotKeep] = useState(false)
  const look = useCallback(() => setKept(store.all()), [store])

  const sending = useMemo(
    (): Sending => ({
      store,
      send: (answer) => sendAnswer(client, answer),
      alone: (run) => navigator.locks.request(prefix, run),
      now: Date.now,
      onRecorded: (answer) => {
        setRecorded((before) => [...before, answer])
        look()
        invalidate()
      },
    }),
    [store, client, prefix, look, invalidate],
  )

  const isSending = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const send = useCallback(async () => {
    if (isSending.current) return
    isSending.current = true
    clearTimeout(timer.current)
    try {
      if ((await sendAll(sending)) === 'later') timer.current = setTimeout(() => void send(), TRY_AGAIN_AFTER)
    } finally {
      isSending.current = false
      look()
    }
  }, [sending, look])

  useEffect(() => {
    if (connected) void send()
    const onOnline = () => void send()
    const onStorage = ({ key }: StorageEvent) => {
      if (key === null || key.startsWith(prefix)) look()
    }
    addEventListener('online', onOnline)
    addEventListener('storage', onStorage)
    return () => {
      clearTimeout(timer.current)
      removeEventListener('online', onOnline)
      removeEventListener('storage', onStorage)
    }
  }, [send, look, prefix, connected])

  const give = useCallback(
    (answer: NewAnswer) => {
      try {
        enqueue(store, { ...answer, id: crypto.randomUUID(), at: Date.now() })
        setCannotKeep(false)
      } catch {
        setCannotKeep(true)
        return
      }
      look()
      void send()
    },
    [store, look, send],
  )
  const takeBack = useCallback(
    (id: string) =>
      sending.alone(async () => {
        const answer = store.all().find((entry) => entry.id === id)
        if (answer !== undefined && canBeTakenBack(answer)) store.remove(id)
        look()
      }),
    [sending, store, look],
  )
  const dismiss = useCallback(
    (id: string) => {
      store.remove(id)
      look()
    },
    [store, look],
  )
  return { kept, recorded, cannotKeep, give, takeBack, dismiss }
}
