import type { Log } from '../core/ports/log.ts'
import type { Count } from './telemetry/metric-names.ts'

/** What every port may write to. */
export interface PortContext {
  readonly log: Log
  readonly count: Count
}
