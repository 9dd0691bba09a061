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
  readonly send: (command: (client: ClockClient) => Promise<ClockState>) => void
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
  const mutation = useMutation({
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
    enabled: !mutation.isPending,
    refetchInterval: 1_000,
  })
  const error = dataUpdatedAt > mutation.submittedAt ? failureReason : (mutation.error ?? failureReason)
  return {
    ...data,
    isBusy: mutation.isPending,
    ...(error === null ? {} : { error }),
    send: (command) => mutation.mutate(async () => ({ state: await command(clock) })),
    simulate: (on) =>
      mutation.mutate(async () => ({
        simulated: Simulation.parse(await client.post<unknown>('/simulation', { on })).on,
      })),
  }
}
