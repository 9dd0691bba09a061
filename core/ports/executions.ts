import type { Instant } from '../time/instant.ts'
import type { JsonObject, JsonValue } from '../json.ts'

export type Workflow = 'isolation' | 'escalation'

export type RunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

export interface Run {
  readonly workflow: Workflow
  readonly name: string
  readonly status: RunStatus
  readonly startedAt: Instant
  readonly stoppedAt?: Instant
  readonly error?: string
  readonly cause?: string
}

/** One event of a run, in the shape of GetExecutionHistory. */
export interface RunEvent {
  readonly id: number
  readonly previousEventId: number
  readonly at: Instant
  readonly type: string
  readonly state?: string
  readonly details: JsonObject
}

/** The executions of the workflows. */
export interface Runs {
  /** Idempotent by name while the run is open. @throws RunsThrottled, RunLimitReached */
  start(
    workflow: Workflow,
    name: string,
    input: JsonObject,
  ): Promise<'started' | 'already_running' | 'already_ended'>
  /** Answers a waiting task. `dead_token`: the task has timed out, was answered before, or its run is over. */
  succeed(token: string, output: JsonValue): Promise<'taken' | 'dead_token'>
  fail(token: string, error: string, cause: string): Promise<'taken' | 'dead_token'>
  /** Idempotent. */
  stop(workflow: Workflow, name: string, cause: string): Promise<void>
  /** undefined: no such run is known (any more). */
  describe(workflow: Workflow, name: string): Promise<Run | undefined>
  list(
    workflow: Workflow,
    query: { readonly status?: RunStatus; readonly cursor?: string },
  ): Promise<{ readonly runs: Run[]; readonly cursor?: string }>
  /** Oldest first. undefined: no such run is known (any more). */
  history(
    workflow: Workflow,
    name: string,
    cursor?: string,
  ): Promise<{ readonly events: RunEvent[]; readonly cursor?: string } | undefined>
  /** Where a person can look at the run, whether it is known or not. undefined: there is no such page. */
  link(workflow: Workflow, name: string): string | undefined
}

export class RunsThrottled extends Error {
  override readonly name = 'RunsThrottled'
}

export class RunLimitReached extends Error {
  override readonly name = 'RunLimitReached'
}
