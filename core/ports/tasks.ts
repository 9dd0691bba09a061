import type { JsonValue } from '../json.ts'

/** The tasks at which executions wait for an answer. `dead_token`: the task has timed out, was answered before, or its execution is over. */
export interface Tasks {
  /** @throws ExecutionsThrottled */
  succeed(token: string, output: JsonValue): Promise<'taken' | 'dead_token'>
  /** @throws ExecutionsThrottled */
  fail(token: string, error: string, cause: string): Promise<'taken' | 'dead_token'>
}
