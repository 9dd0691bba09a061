import type { JsonObject } from '../json.ts'
import type { Instant } from '../time/instant.ts'

export type Workflow = 'isolation' | 'escalation'

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

export interface Execution {
  readonly workflow: Workflow
  readonly name: string
  readonly status: ExecutionStatus
  readonly startedAt: Instant
  readonly stoppedAt?: Instant
  readonly error?: string
  readonly cause?: string
}

/** One event of an execution, in the shape of GetExecutionHistory. */
export interface ExecutionEvent {
  readonly id: number
  readonly previousEventId: number
  readonly at: Instant
  readonly type: string
  readonly state?: string
  readonly details: JsonObject
}

export interface Executions {
  /** Idempotent by name while the execution is open. @throws ExecutionsThrottled, ExecutionLimitReached */
  start(
    workflow: Workflow,
    name: string,
    input: JsonObject,
  ): Promise<'started' | 'already_running' | 'already_ended'>
  /** Idempotent. */
  stop(workflow: Workflow, name: string, cause: string): Promise<void>
  /** undefined: the execution is not known, or no longer. */
  describe(workflow: Workflow, name: string): Promise<Execution | undefined>
  list(
    workflow: Workflow,
    query: { readonly status?: ExecutionStatus; readonly cursor?: string },
  ): Promise<{ readonly executions: Execution[]; readonly cursor?: string }>
  /** Oldest first. undefined: the execution is not known, or no longer. */
  history(
    workflow: Workflow,
    name: string,
    cursor?: string,
  ): Promise<{ readonly events: ExecutionEvent[]; readonly cursor?: string } | undefined>
  /** A page about the execution, known or not. undefined: there is none. */
  link(workflow: Workflow, name: string): string | undefined
}

export class ExecutionsThrottled extends Error {
  override readonly name = 'ExecutionsThrottled'
}

export class ExecutionLimitReached extends Error {
  override readonly name = 'ExecutionLimitReached'
}
