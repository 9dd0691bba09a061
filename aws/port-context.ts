import type { Log } from '../core/ports/log.ts'
import type { ClientSettings } from './client-settings.ts'
import type { Count } from './telemetry/metric-names.ts'

/** What a port is made with, besides its variables. */
export interface PortContext {
  readonly log: Log
  readonly count: Count
  readonly clients: ClientSettings
}

/** The same within a Lambda. */
export interface InvocationContext extends PortContext {
  /** Milliseconds until the running invocation is cut off. */
  readonly timeLeft: () => number
}
