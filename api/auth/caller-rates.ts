import type { Operation } from '../../core/access/policy.ts'
import type { Clock } from '../../core/ports/clock.ts'
import { type Instant, milliseconds } from '../../core/time/instant.ts'
import { TooManyRequests } from '../http/errors.ts'

interface Rate {
  /** Requests that fill up again each second. */
  readonly perSecond: number
  /** Requests at once, after a pause. */
  readonly burst: number
}

/** What somebody waits for who is ill, silent or at the door: reading a lot never takes the place of these. */
const CARE: ReadonlySet<Operation> = new Set<Operation>([
  'answerMatter',
  'answerStranger',
  'decideRelease',
  'recordReport',
  'registerReturnee',
  'takeDisruption',
])

type Use = 'reads' | 'writes' | 'care'

/** An open console asks twice in three seconds, and some twenty times when a page is opened: our decision. */
const PERSON: Readonly<Record<Use, Rate>> = {
  reads: { perSecond: 10, burst: 200 },
  writes: { perSecond: 5, burst: 50 },
  care: { perSecond: 10, burst: 100 },
}
const MACHINE: Readonly<Record<Use, Rate>> = { ...PERSON, reads: { perSecond: 5, burst: 50 } }

interface Bucket {
  readonly left: number
  readonly at: Instant
}

/** Callers that are remembered; more are forgotten, the longest unseen first. */
const MOST = 10_000

const kindOf = (operation: Operation, method: string): Use => {
  if (CARE.has(operation)) return 'care'
  return method === 'GET' ? 'reads' : 'writes'
}

/**
 * What each caller may ask of this process, so that one of them does not take it from all others. Each environment of the
 * function counts for itself: a caller whom many of them serve gets as many times as much, up to the rate of the route.
 */
export class CallerRates {
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** @throws TooManyRequests when the caller has used up what they may do of this kind */
  take(caller: string, operation: Operation, method: string): void {
    const use = kindOf(operation, method)
    const { perSecond, burst } = (caller.startsWith('machine:') ? MACHINE : PERSON)[use]
    const key = `${use} ${caller}`
    const now = this.#clock.now()
    const { left, at } = this.#buckets.get(key) ?? { left: burst, at: now }
    const seconds = Math.max(0, milliseconds(now) - milliseconds(at)) / 1000
    const filled = Math.min(burst, left + seconds * perSecond)
    const isEmpty = filled < 1
    // Written last: the map stays in the order in which callers were seen.
    this.#buckets.delete(key)
    this.#buckets.set(key, { left: isEmpty ? filled : filled - 1, at: now })
    if (this.#buckets.size > MOST)
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest)
        break
      }
    if (isEmpty) throw new TooManyRequests(Math.ceil((1 - filled) / perSecond))
  }
}
