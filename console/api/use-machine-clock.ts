import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { asError } from './as-error.ts'
import type { Client } from './api-client.ts'
import { lookEverySecond } from './poll-every-second.ts'
import { type ClockStand, Simulation } from './phone-schema.ts'
import { type ClockOrders, clockOrders } from './clock-client.ts'

export interface MachineClock {
  readonly stand?: ClockStand
  readonly simulated?: boolean
  /** An order is being carried out. */
  readonly isBusy: boolean
  readonly error?: Error
  readonly order: (give: (orders: ClockOrders) => Promise<ClockStand>) => void
  readonly simulate: (on: boolean) => void
}

/** The clock of this machine and the switch of its simulated people, looked at every second. */
export const useMachineClock = (client: Client, onDone?: () => void): MachineClock => {
  const [stand, setStand] = useState<ClockStand>()
  const [simulated, setSimulated] = useState<boolean>()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<Error>()
  const orders = useMemo(() => clockOrders(client), [client])
  const busy = useRef(false)

  useEffect(
    () =>
      lookEverySecond(
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
    (give: (orders: ClockOrders) => Promise<ClockStand>) =>
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
    ...(stand === undefined ? {} : { stand }),
    ...(simulated === undefined ? {} : { simulated }),
    ...(error === undefined ? {} : { error }),
  }
}
