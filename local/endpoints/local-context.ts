import type { LocalSystem } from '../system/local-system.ts'
import type { LocalClock } from '../system/local-clock.ts'
import type { SimulationSwitch } from '../simulation/simulation-switch.ts'

/** What the routes of the local server have beside the API: the clock, the phones, and who answers them. */
export interface LocalContext {
  readonly system: LocalSystem
  readonly clock: LocalClock
  readonly simulation: SimulationSwitch
}
