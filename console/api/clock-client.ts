import * as z from 'zod/mini'
import { isInstant } from '../../core/time/instant.ts'
import { LocalTime } from '../../core/time/local-time.ts'
import { addDays, instantAt, localDate } from '../../core/time/time-zone.ts'
import type { ApiClient } from './api-client.ts'

/** `GET` and `POST /simulation` */
export const Simulation = z.object({ on: z.boolean() })

/** `GET /clock`, and what each order to the clock answers. */
export const ClockState = z.object({
  now: z.string(),
  speed: z.number(),
  paused: z.boolean(),
  nextEventAt: z.nullable(z.string()),
})
export type ClockState = z.infer<typeof ClockState>

const MORNING = LocalTime.parse('08:00')

/** 08:00 of the community's next day, when the day's first texts go out. undefined: `now` is no instant. */
export const tomorrowMorning = (now: string, zone: string): string | undefined =>
  isInstant(now) ? instantAt(addDays(localDate(now, zone), 1), MORNING, zone) : undefined

/** The orders to the clock of this machine. Each answers with the new state of the clock. */
export interface ClockClient {
  readonly read: (signal?: AbortSignal) => Promise<ClockState>
  /** A speed alone also resumes a paused clock. */
  readonly set: (order: { readonly speed?: number; readonly paused?: boolean }) => Promise<ClockState>
  readonly step: () => Promise<ClockState>
  /** Runs to an instant, or for some minutes, as fast as the machine can. */
  readonly run: (order: { readonly until: string } | { readonly for: number }) => Promise<ClockState>
}

export const createClockClient = (client: ApiClient): ClockClient => ({
  read: async (signal) => ClockState.parse(await client.get<unknown>('/clock', signal)),
  set: async (order) => ClockState.parse(await client.post<unknown>('/clock', order)),
  step: async () => ClockState.parse(await client.post<unknown>('/clock/step', {})),
  run: async (order) => ClockState.parse(await client.post<unknown>('/clock/run', order)),
})
