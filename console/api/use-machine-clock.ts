import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { asError } from './as-error.ts'
import type { ApiClient } from './api-client.ts'
import { pollEverySecond } from './poll-every-second.ts'
import { type ClockState, Simulation } from './phone-schema.ts'
import { type ClockClient, createClockClient } from './clock-client.ts'

export interface MachineClock {
  readonly state?: ClockState
  readonly simulated?: boolean
  /** An order is being carried out. */
  readonly isBusy: boolean
  readonly error?: Error
  readonly order: (give: (orders: ClockClient) => Promise<ClockState>) => void
  readonly simulate: (on: boolean) => void
}

/** The clock of this machine and the switch of its simulated people, looked at every second. */
export const useMachineClock = (client: ApiClient, onDone?: () => void): MachineClock => {
  const [state, setStand] = useState<ClockState>()
  const [simulated, setSimulated] = useState<boolean>()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const orders = useMemo(() => createClockClient(client), [client])
  const busy = useRef(false)

  useEffect(
    () =>
      pollEverySecond(
        async (signal) => {
          if (busy.current) return
          const read = await orders.read(signal)
          const { on } = Simulation.parse(await client.get<unknown>('/simulation', signal))
          if (busy.current) return
          setStand(read)
          setSimulated(on)
          setError(undefined)
        },
        (failure) => setError(asError(failure)),
      ),
    [client, orders],
  )

  const during = useCallback(
    async (run: () => Promise<void>) => {
      if (busy.current) return
      busy.current = true
      setBusy(true)
      try {
        await run()
        setError(undefined)
      } catch (failure) {
        setError(asError(failure))
      } finally {
        busy.current = false
        setBusy(false)
        onDone?.()
      }
    },
    [onDone],
  )
  const order = useCallback(
    (give: (orders: ClockClient) => Promise<ClockState>) =>
      void during(async () => setStand(await give(orders))),
    [during, orders],
  )
  const simulate = useCallback(
    (on: boolean) =>
      void during(async () =>
        setSimulated(Simulation.parse(await client.post<unknown>('/simulation', { on })).on),
      ),
    [during, client],
  )
  return {
    isBusy,
    order,
    simulate,
    ...(state === undefined ? {} : { state }),
    ...(simulated === undefined ? {} : { simulated }),
    ...(error === undefined ? {} : { error }),
  }
}
