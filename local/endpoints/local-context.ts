import type { SimulationSwitch } from '../simulation/simulation-switch.ts'
import type { LocalClock } from '../system/local-clock.ts'
import type { LocalSystem } from '../system/local-system.ts'

/** What the local server's own routes work with: the clock, the phones and the simulation. */
export interface LocalContext {
  readonly system: LocalSystem
  readonly clock: LocalClock
  readonly simulation: SimulationSwitch
}
