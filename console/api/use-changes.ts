import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Changes } from '../../api/endpoints/changes.ts'
import type { Mark } from '../../api/views/change-mark.ts'
import type { ApiClient } from './api-client.ts'
import { ApiError, Unreachable } from './request.ts'

/** While somebody works here. */
const LOOK_EVERY = 1_500

/** A page that nobody has touched for a while. */
const LOOK_SELDOM_EVERY = 10_000

const IN_USE_FOR = 60_000

let touchedAt = 0
for (const event of ['pointerdown', 'keydown', 'scroll'])
  globalThis.addEventListener?.(event, () => {
    touchedAt = performance.now()
  })

const lookEvery = (): number => (performance.now() - touchedAt < IN_USE_FOR ? LOOK_EVERY : LOOK_SELDOM_EVERY)

/**
 * Whether anything has changed in the community. The channel is asked for once, by whoever may read the community; the
 * mark behind it is the same for all of them, and comes from the edge.
 */
export const useChanges = (client: ApiClient, community: string) => {
  const queryClient = useQueryClient()
  const channelKey = ['channel', community]
  const first = useQuery({
    queryKey: channelKey,
    queryFn: ({ signal }) => client.get<Changes>(`/communities/${community}/changes`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retryDelay: LOOK_EVERY,
    retry: (_, error) => error instanceof Unreachable,
  })
  const channel = first.data?.channel
  const { data, error } = useQuery({
    queryKey: ['mark', community, channel],
    enabled: channel !== undefined,
    queryFn: async ({ signal }) => {
      try {
        return await client.get<Mark>(`/marks/${community}/${channel}`, signal)
      } catch (failure) {
        // A channel is good for a day.
        if (failure instanceof ApiError && failure.status === 404)
          await queryClient.invalidateQueries({ queryKey: channelKey })
        throw failure
      }
    },
    refetchInterval: lookEvery,
    retry: false,
  })
  return { latest: data ?? first.data, error: error ?? first.failureReason }
}
