import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Changes } from '../../api/endpoints/changes.ts'
import { asError } from './as-error.ts'
import type { ApiClient } from './api-client.ts'
import { Unreachable } from './request.ts'

const LOOK_EVERY = 1_500
/** Deadlines pass without anything being written. */
const ANYWAY_EVERY = 20_000

interface Live {
  /** Grows whenever what is on the screen may have changed. */
  readonly round: number
  /** The server's clock when it was last looked at. */
  readonly now: string
  readonly connected: boolean
  readonly invalidate: () => void
}

const LiveContext = createContext<Live>({
  round: 0,
  now: new Date(0).toISOString(),
  connected: true,
  invalidate: () => {},
})

export const useLive = (): Live => useContext(LiveContext)

/** Asks every moment whether anything has changed in the community, and lets the page read again when it has. */
export const LiveProvider = ({
  client,
  community,
  start,
  children,
}: {
  readonly client: ApiClient
  readonly community: string
  readonly start: string
  readonly children: ReactNode
}) => {
  const [round, setRound] = useState(0)
  const [now, setNow] = useState(start)
  const [connected, setConnected] = useState(true)
  const invalidate = useCallback(() => setRound((before) => before + 1), [])
  useEffect(() => {
    let mark: string | undefined
    let readAt = Date.now()
    let timer: ReturnType<typeof setTimeout>
    let over = false
    let isReached = true
    const look = async () => {
      try {
        if (document.visibilityState === 'visible') {
          const changes = await client.get<Changes>(`/communities/${community}/changes`)
          if (over) return
          setConnected(true)
          setNow(changes.now)
          const changed = !isReached || (mark !== undefined && changes.mark !== mark)
          isReached = true
          mark = changes.mark
          if (changed || Date.now() - readAt > ANYWAY_EVERY) {
            readAt = Date.now()
            invalidate()
          }
        }
      } catch (error) {
        if (!over && error instanceof Unreachable) {
          isReached = false
          setConnected(false)
        }
      }
      if (!over) timer = setTimeout(look, LOOK_EVERY)
    }
    void look()
    const onOnline = () => invalidate()
    addEventListener('online', onOnline)
    return () => {
      over = true
      clearTimeout(timer)
      removeEventListener('online', onOnline)
    }
  }, [client, community, invalidate])
  const live = useMemo(() => ({ round, now, connected, invalidate }), [round, now, connected, invalidate])
  return <LiveContext value={live}>{children}</LiveContext>
}

export interface Read<Answer> {
  readonly data?: Answer
  readonly error?: Error
  readonly isReading: boolean
  readonly refetch: () => void
}

/**
 * Reads a path now and whenever something has changed. What was read before stays until the new answer is there.
 * undefined: nothing to read yet.
 */
export const useRead = <Answer,>(client: ApiClient, path: string | undefined): Read<Answer> => {
  const { round } = useLive()
  const [answer, setAnswer] = useState<{ readonly path: string; readonly data: Answer }>()
  const [error, setError] = useState<Error>()
  const [isReading, setReading] = useState(false)
  const [asked, setAsked] = useState(0)
  const reading = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round, or being asked, is why to read again
  useEffect(() => {
    if (path === undefined) return
    const stop = new AbortController()
    reading.current += 1
    const mine = reading.current
    setReading(true)
    client
      .get<Answer>(path, stop.signal)
      .then(
        (data) => {
          if (reading.current !== mine) return
          setAnswer({ path, data })
          setError(undefined)
        },
        (failure: unknown) => {
          if (reading.current !== mine || stop.signal.aborted) return
          setError(asError(failure))
        },
      )
      .finally(() => {
        if (reading.current === mine) setReading(false)
      })
    return () => stop.abort()
  }, [client, path, round, asked])
  const refetch = useCallback(() => setAsked((before) => before + 1), [])
  return {
    ...(answer !== undefined && answer.path === path ? { data: answer.data } : {}),
    ...(error === undefined ? {} : { error }),
    isReading,
    refetch,
  }
}
