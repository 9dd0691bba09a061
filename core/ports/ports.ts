import type { Alerts } from './alerts.ts'
import type { Clock } from './clock.ts'
import type { DeadLetters } from './dead-letters.ts'
import type { Executions } from './executions.ts'
import type { Ids } from './ids.ts'
import type { ImportQueue } from './import-queue.ts'
import type { Log } from './log.ts'
import type { Lookups } from './lookups.ts'
import type { Messages } from './messages.ts'
import type { Outbox } from './outbox.ts'
import type { Recounts } from './recounts.ts'
import type { CurrentSettings } from './settings.ts'
import type { Store } from './store.ts'
import type { Tasks } from './tasks.ts'

/** Everything there is. A use case names those it uses. */
export interface Ports {
  readonly store: Store
  readonly lookups: Lookups
  /** Recorded messages: everything that an isolation's record tells of. */
  readonly outbox: Outbox
  /** Straight to the provider: what lies behind the outbox, and what no isolation records. */
  readonly messages: Messages
  readonly alerts: Alerts
  readonly executions: Executions
  readonly deadLetters: DeadLetters
  readonly tasks: Tasks
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly recounts: Recounts
  readonly settings: CurrentSettings
  readonly importQueue: ImportQueue
}

/** What changing an isolation takes: the record, and the effects that follow. */
export type CommandPorts = Pick<Ports, 'store' | 'outbox' | 'executions' | 'tasks' | 'clock'>

/** The same, with messages that budgets pay for: a budget is found by a lookup, and what it withholds is logged. */
export type AnswerPorts = CommandPorts & Pick<Ports, 'lookups' | 'log'>
