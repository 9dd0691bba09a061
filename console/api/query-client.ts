import { QueryClient } from '@tanstack/react-query'
import { ApiError, Unreachable } from './request.ts'

/** Deadlines pass without a change in the record. */
const READ_ANYWAY_EVERY = 20_000
const RETRY_EVERY = 3_000

/** A server that starts or is being replaced answers with these. */
const isPassing = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof ApiError && [429, 502, 503, 504].includes(error.status))

/** The state of the server that the console knows. Pages show `failureReason`: it is set while a query is retried, too. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (_count, error) => isPassing(error),
      retryDelay: RETRY_EVERY,
      // The first try finds out whether there is a connection. The next one waits for it.
      networkMode: 'offlineFirst',
      refetchInterval: READ_ANYWAY_EVERY,
      staleTime: READ_ANYWAY_EVERY,
      // A page that is opened again shows no old data.
      gcTime: 0,
    },
    mutations: { networkMode: 'always' },
  },
})

/** For queries that are read once, when the console opens. */
export const readOnce = { staleTime: 'static', refetchInterval: false } as const
