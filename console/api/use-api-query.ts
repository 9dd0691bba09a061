import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useAppContext } from './app-context.tsx'

/** All that LiveUpdates reads again as soon as anything has changed. */
export const API_QUERY = 'api'

/** Reads a path of the API now and whenever something has changed. The answer before stays until the next one is there. */
export const useApiQuery = <Answer>(path: string): UseQueryResult<Answer> => {
  const { client } = useAppContext()
  return useQuery({
    queryKey: [API_QUERY, path],
    queryFn: ({ signal }) => client.get<Answer>(path, signal),
  })
}
