import { useQueryClient } from '@tanstack/react-query'
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
import type { ApiClient } from './api-client.ts'
import { Unreachable } from './request.ts'
import { Spaced } from './spaced.ts'
import { API_QUERY } from './use-api-query.ts'
import { useChanges } from './use-changes.ts'

interface LiveUpdates {
  /** Grows whenever what is on the screen may have changed. */
  readonly round: number
  /** The server's clock at the last answer. */
  readonly now: string
  readonly connected: boolean
  readonly invalidate: () => void
}

const LiveUpdatesContext = createContext<LiveUpdates>({
  round: 0,
  now: new Date(0).toISOString(),
  connected: true,
  invalidate: () => {},
})

export const useLiveUpdates = (): LiveUpdates => useContext(LiveUpdatesContext)

/** Looks whether anything has changed in the community, and reads the page again when it has. */
export const LiveUpdatesProvider = ({
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
  const queryClient = useQueryClient()
  const [round, setRound] = useState(0)
  const invalidate = useCallback(() => {
    setRound((before) => before + 1)
    void queryClient.invalidateQueries({ queryKey: [API_QUERY] })
  }, [queryClient])
  const { latest, error } = useChanges(client, community)
  const connected = !(error instanceof Unreachable)
  const mark = connected ? latest?.mark : undefined
  const isFirst = useRef(true)
  const spaced = useMemo(() => new Spaced(invalidate), [invalidate])
  useEffect(() => () => spaced.stop(), [spaced])
  useEffect(() => {
    if (mark === undefined) return
    if (!isFirst.current) spaced.ask()
    isFirst.current = false
  }, [mark, spaced])
  const now = latest?.now ?? start
  const live = useMemo(() => ({ round, now, connected, invalidate }), [round, now, connected, invalidate])
  return <LiveUpdatesContext value={live}>{children}</LiveUpdatesContext>
}
