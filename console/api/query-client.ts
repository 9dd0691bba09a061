import { QueryClient } from '@tanstack/react-query'
import { ApiError, Unreachable } from './request.ts'

/** Deadlines pass without anything being written. */
const READ_ANYWAY_EVERY = 20_000
const RETRY_EVERY = 3_000

/** A server that is starting, or being replaced, answers so. */
const isPassing = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof ApiError && [502, 503, 504].includes(error.status))

/** What the console knows of the server. Pages read `failureReason`: it says why, also while a query is retried. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (_count, error) => isPassing(error),
      retryDelay: RETRY_EVERY,
      // The first try tells whether there is a connection. Then the next one waits for it.
      networkMode: 'offlineFirst',
      refetchInterval: READ_ANYWAY_EVERY,
      staleTime: READ_ANYWAY_EVERY,
      // A page that is opened again shows nothing old.
      gcTime: 0,
    },
    mutations: { networkMode: 'always' },
  },
})

/** For what is read once, when the console is opened. */
export const readOnce = { staleTime: Infinity, refetchInterval: false } as const
