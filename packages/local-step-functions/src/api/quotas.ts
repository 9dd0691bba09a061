import type { Timeline } from '../clock/timeline.ts'
import { StepFunctionsError } from '../language/errors.ts'

/** A token bucket, as AWS gives its quotas: so many at once, refilled by so many in each second of the virtual clock. */
export interface Quota {
  readonly bucket: number
  readonly perSecond: number
}

/** An operation of the API by its name, or the state transitions of all executions together. */
export type QuotaName =
  | 'StateTransition'
  | 'DescribeExecution'
  | 'DescribeStateMachineForExecution'
  | 'GetExecutionHistory'
  | 'ListExecutions'
  | 'SendTaskFailure'
  | 'SendTaskHeartbeat'
  | 'SendTaskSuccess'
  | 'StartExecution'
  | 'StopExecution'

/** What has no quota has no limit. */
export type Quotas = { readonly [name in QuotaName]?: Quota }

/** What came of a quota since the service began. */
export interface QuotaUse {
  /** Calls that were let through, or transitions. */
  readonly taken: number
  /** Calls that were refused, or transitions that had to wait: AWS's metric ThrottledEvents, or ExecutionThrottled. */
  readonly throttled: number
  /** Milliseconds that a transition has waited at most. */
  readonly longestDelay: number
}

class TokenBucket {
  readonly #size: number
  readonly #perMillisecond: number
  #level: number
  #at: number
  taken = 0
  throttled = 0
  longestDelay = 0

  constructor({ bucket, perSecond }: Quota, now: number) {
    if (!(bucket >= 1 && perSecond > 0 && Number.isFinite(perSecond)))
      throw new RangeError(
        `a quota needs a bucket of 1 or more and a rate above 0, got ${bucket} and ${perSecond}`,
      )
    this.#size = bucket
    this.#perMillisecond = perSecond / 1000
    this.#level = bucket
    this.#at = now
  }

  /** Takes a token if one is there. */
  take(now: number): boolean {
    this.#refill(now)
    if (this.#level < 1) {
      this.throttled += 1
      return false
    }
    this.#level -= 1
    this.taken += 1
    return true
  }

  /** Takes a token that may only come later. Gives the milliseconds until then, whole ones. */
  reserve(now: number): number {
    this.#refill(now)
    this.#level -= 1
    this.taken += 1
    if (this.#level >= 0) return 0
    this.throttled += 1
    const delay = Math.ceil(-this.#level / this.#perMillisecond)
    this.longestDelay = Math.max(this.longestDelay, delay)
    return delay
  }

  #refill(now: number): void {
    this.#level = Math.min(this.#size, this.#level + (now - this.#at) * this.#perMillisecond)
    this.#at = now
  }
}

/** The quotas of one service, on its clock. */
export class QuotaBuckets {
  readonly #timeline: Timeline
  readonly #buckets: ReadonlyMap<string, TokenBucket>

  /** @throws RangeError for a quota that lets nothing through */
  constructor(quotas: Quotas, timeline: Timeline) {
    this.#timeline = timeline
    this.#buckets = new Map(
      Object.entries(quotas).map(([name, quota]) => [name, new TokenBucket(quota, timeline.now())]),
    )
  }

  /** @throws StepFunctionsError ThrottlingException */
  call(operation: Exclude<QuotaName, 'StateTransition'>): void {
    if (this.#buckets.get(operation)?.take(this.#timeline.now()) === false)
      throw new StepFunctionsError('ThrottlingException', 'Rate exceeded')
  }

  /** How many milliseconds the next transition has to wait. undefined: there is no such quota. */
  get transition(): (() => number) | undefined {
    const bucket = this.#buckets.get('StateTransition')
    return bucket && (() => bucket.reserve(this.#timeline.now()))
  }

  /** By the names of the quotas that were given. */
  use(): Readonly<Record<string, QuotaUse>> {
    return Object.fromEntries(
      [...this.#buckets].map(([name, { taken, throttled, longestDelay }]) => [
        name,
        { taken, throttled, longestDelay },
      ]),
    )
  }
}
