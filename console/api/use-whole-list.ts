import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { useAppContext } from './app-context.tsx'
import { useLiveUpdates } from './live-updates.tsx'
import { pathWithQuery } from './path-with-query.ts'

const PAGE = 500
/** The rest between two readings of a long list, in milliseconds a page. */
const REST_PER_PAGE = 1_000

interface Page {
  readonly cursor?: string | undefined
  readonly unreadable?: readonly string[] | undefined
}

export interface WholeList<Row> {
  readonly rows: readonly Row[]
  /** Ids of what belongs here and cannot be read. */
  readonly unreadable: readonly string[]
  /** All requested rows are here. */
  readonly isDone: boolean
  /** Set when there are more than `most`: the cursor of the next rows. */
  readonly next?: string
  readonly error?: Error
  readonly refetch: () => void
}

/**
 * Reads a list page by page in the background, up to `most` rows, and again after a change. The rows of the first
 * reading are shown as they come, later readings replace them all at once. `rowsOf` has to be the same function each
 * time.
 */
export const useWholeList = <Answer extends Page, Row>(
  path: string,
  rowsOf: (answer: Answer) => readonly Row[],
  { most, from }: { readonly most: number; readonly from?: string | undefined },
): WholeList<Row> => {
  const { client } = useAppContext()
  const { round } = useLiveUpdates()
  const limit = Math.min(PAGE, most)
  const query = useInfiniteQuery({
    queryKey: ['list', path, from],
    queryFn: ({ pageParam, signal }) =>
      client.get<Answer>(pathWithQuery(path, { limit, cursor: pageParam }), signal),
    initialPageParam: from,
    getNextPageParam: ({ cursor }, pages) => (pages.length * limit < most ? cursor : undefined),
  })
  const { data, dataUpdatedAt, failureReason, hasNextPage, isError, isFetching, fetchNextPage, refetch } =
    query
  const readIn = useRef(round)
  const pages = data?.pages ?? []
  const rest = pages.length > 1 ? pages.length * REST_PER_PAGE : 0
  useEffect(() => {
    if (isFetching) return
    if (hasNextPage && !isError) {
      void fetchNextPage()
      return
    }
    if (readIn.current === round) return
    const timer = setTimeout(
      () => {
        readIn.current = round
        void refetch()
      },
      dataUpdatedAt + rest - Date.now(),
    )
    return () => clearTimeout(timer)
  }, [round, rest, dataUpdatedAt, hasNextPage, isError, isFetching, fetchNextPage, refetch])
  const rows = useMemo(() => data?.pages.flatMap(rowsOf) ?? [], [data, rowsOf])
  const next = hasNextPage ? undefined : pages.at(-1)?.cursor
  const unreadable = useMemo(() => data?.pages.flatMap((page) => page.unreadable ?? []) ?? [], [data])
  return {
    rows,
    unreadable,
    isDone: data !== undefined && !hasNextPage,
    ...(next === undefined ? {} : { next }),
    ...(failureReason === null ? {} : { error: failureReason }),
    refetch,
  }
}
