import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ApiClient } from './api-client.ts'
import { type ClockClient, type ClockState, createClockClient, Simulation } from './clock-client.ts'

export interface MachineClock {
  readonly state?: ClockState
  readonly simulated?: boolean
  /** An order is being carried out. */
  readonly isBusy: boolean
  readonly error?: Error
  readonly order: (give: (orders: ClockClient) => Promise<ClockState>) => void
  readonly simulate: (on: boolean) => void
}

interface Machine {
  readonly state: ClockState
  readonly simulated: boolean
}

const KEY = ['machine']

/** The clock of this machine and the switch of its simulated people, polled every second. */
export const useMachineClock = (client: ApiClient, onDone?: () => void): MachineClock => {
  const queryClient = useQueryClient()
  const clock = useMemo(() => createClockClient(client), [client])
  const order = useMutation({
    mutationFn: (run: () => Promise<Partial<Machine>>) => run(),
    // A reading from before the order must not be shown after it.
    onMutate: () => queryClient.cancelQueries({ queryKey: KEY }),
    onSuccess: (done) => queryClient.setQueryData<Machine>(KEY, (before) => before && { ...before, ...done }),
    onSettled: () => onDone?.(),
  })
  const { data, dataUpdatedAt, failureReason } = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<Machine> => ({
      state: await clock.read(signal),
      simulated: Simulation.parse(await client.get<unknown>('/simulation', signal)).on,
    }),
    enabled: !order.isPending,
    refetchInterval: 1_000,
  })
  const error = dataUpdatedAt > order.submittedAt ? failureReason : (order.error ?? failureReason)
  return {
    ...data,
    isBusy: order.isPending,
    ...(error === null ? {} : { error }),
    order: (give) => order.mutate(async () => ({ state: await give(clock) })),
    simulate: (on) =>
      order.mutate(async () => ({
        simulated: Simulation.parse(await client.post<unknown>('/simulation', { on })).on,
      })),
  }
}
