import type { Clock } from './clock.ts'
import type { Executions } from './executions.ts'
import type { Ids } from './ids.ts'
import type { Log } from './log.ts'
import type { Lookups } from './lookups.ts'
import type { Messages } from './messages.ts'
import type { Outbox } from './outbox.ts'
import type { Store } from './store.ts'
import type { StrangerReplies } from './stranger-replies.ts'

/** Everything a use case may touch. */
export interface Ports {
  readonly store: Store
  readonly lookups: Lookups
  readonly messages: Messages
  /** Absent: messages are handed to the provider at once. */
  readonly outbox?: Outbox
  readonly executions: Executions
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly strangers?: StrangerReplies
}
