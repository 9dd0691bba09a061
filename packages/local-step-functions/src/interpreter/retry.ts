import type { Random } from '../clock/random.ts'
import type { Retrier } from '../language/definition.ts'
import {
  ALL,
  DATA_LIMIT_EXCEEDED,
  HEARTBEAT_TIMEOUT,
  RUNTIME,
  type StateFailure,
  TASK_FAILED,
  TIMEOUT,
} from '../language/errors.ts'

/**
 * Whether an ErrorEquals catches a failure.
 * States.Runtime is never caught. States.ALL does not cover States.DataLimitExceeded, and States.TaskFailed covers
 * neither that nor States.Timeout (Step Functions Developer Guide, "Handling errors in Step Functions workflows").
 */
export const matches = (errorEquals: readonly string[], failure: StateFailure): boolean => {
  const { error } = failure
  if (error === RUNTIME) return false
  if (error !== undefined && errorEquals.includes(error)) return true
  if (failure.heartbeat && errorEquals.includes(HEARTBEAT_TIMEOUT)) return true
  if (error === DATA_LIMIT_EXCEEDED) return false
  if (errorEquals.includes(ALL)) return true
  return error !== TIMEOUT && errorEquals.includes(TASK_FAILED)
}

/** Where AWS caps what a growing interval could reach: MaxDelaySeconds' own limit. */
const LONGEST_DELAY_SECONDS = 31_622_400

/** How long before the next attempt, after so many retries by this retrier. */
export const delayMilliseconds = (retrier: Retrier, retriesBefore: number, random: Random): number => {
  const interval = retrier.IntervalSeconds ?? 1
  const grown = interval * (retrier.BackoffRate ?? 2) ** retriesBefore
  const seconds = Math.min(grown, retrier.MaxDelaySeconds ?? LONGEST_DELAY_SECONDS)
  return Math.round((retrier.JitterStrategy === 'FULL' ? random() * seconds : seconds) * 1000)
}

/** The retries a state visit has used, one count for each retrier. */
export class RetryCounts {
  readonly #used: number[]
  #total = 0

  constructor(retriers: readonly Retrier[]) {
    this.#used = retriers.map(() => 0)
  }

  get total(): number {
    return this.#total
  }

  /** The delay before the next attempt. undefined: the first retrier that matches is used up, or none matches. */
  next(retriers: readonly Retrier[], failure: StateFailure, random: Random): number | undefined {
    const index = retriers.findIndex((retrier) => matches(retrier.ErrorEquals, failure))
    const retrier = retriers[index]
    const used = this.#used[index] ?? 0
    if (retrier === undefined || used >= (retrier.MaxAttempts ?? 3)) return undefined
    this.#used[index] = used + 1
    this.#total += 1
    return delayMilliseconds(retrier, used, random)
  }
}
