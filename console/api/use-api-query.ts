import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useAppContext } from './app-context.tsx'

/** The key of all queries that are read again as soon as anything has changed. */
export const API_QUERY = 'api'

/** Reads a path of the API now and after every change. The previous answer stays until the next one arrives. */
export const useApiQuery = <Answer>(path: string): UseQueryResult<Answer> => {
  const { client } = useAppContext()
  return useQuery({
    queryKey: [API_QUERY, path],
    queryFn: ({ signal }) => client.get<Answer>(path, signal),
  })
}
