import type { LocalSystem } from '../system.ts'
import type { LocalClock } from './local-clock.ts'
import type { Simulation } from './simulation.ts'

/** What the routes of the local server have beside the API: the clock, the phones, and who answers them. */
export interface Machine {
  readonly system: LocalSystem
  readonly clock: LocalClock
  readonly simulation: Simulation
}
