import type { LocalSystem } from '../system.ts'
import type { LocalClock } from './local-clock.ts'

/** What the routes of the local server have beside the API: the clock and the phones. */
export interface Machine {
  readonly system: LocalSystem
  readonly clock: LocalClock
}
