import { useInfiniteQuery } from '@tanstack/react-query'
import type { LinePage } from '../../api/endpoints/no-one-left-behind.ts'
import { useAppContext } from './app-context.tsx'
import { pathWithQuery } from './path-with-query.ts'
import { API_QUERY } from './use-api-query.ts'

export interface LinePages {
  /** Empty: not read yet. */
  readonly pages: readonly LinePage[]
  /** The cursor of more. undefined: this is everybody. */
  readonly next?: string | undefined
  readonly showMore: () => void
}

/** Those whom a line names, page by page on request, and again after every change. */
export const useLinePages = (path: string, from?: string): LinePages => {
  const { client } = useAppContext()
  const { data, fetchNextPage } = useInfiniteQuery({
    queryKey: [API_QUERY, path, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      client.get<LinePage>(pathWithQuery(path, { cursor: pageParam }), signal),
    initialPageParam: from,
    getNextPageParam: ({ cursor }) => cursor,
  })
  const pages = data?.pages ?? []
  return { pages, next: pages.at(-1)?.cursor, showMore: () => void fetchNextPage() }
}
