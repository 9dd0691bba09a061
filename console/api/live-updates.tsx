import { useQuery, useQueryClient } from '@tanstack/react-query'
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
import type { ApiClient } from './api-client.ts'
import { Unreachable } from './request.ts'
import { API_QUERY } from './use-api-query.ts'

const LOOK_EVERY = 1_500

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

/** Polls whether anything has changed in the community, and reads the page again when it has. */
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
  const { data, error } = useQuery({
    queryKey: ['changes', community],
    queryFn: ({ signal }) => client.get<Changes>(`/communities/${community}/changes`, signal),
    refetchInterval: LOOK_EVERY,
    retry: false,
  })
  const connected = !(error instanceof Unreachable)
  const mark = connected ? data?.mark : undefined
  const isFirst = useRef(true)
  useEffect(() => {
    if (mark === undefined) return
    if (!isFirst.current) invalidate()
    isFirst.current = false
  }, [mark, invalidate])
  const now = data?.now ?? start
  const live = useMemo(() => ({ round, now, connected, invalidate }), [round, now, connected, invalidate])
  return <LiveUpdatesContext value={live}>{children}</LiveUpdatesContext>
}
