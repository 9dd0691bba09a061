import type { Clock } from '../core/ports/clock.ts'
import { type Instant, plus } from '../core/time/instant.ts'

export interface Keeping<Value> {
  readonly read: () => Promise<Value>
  readonly clock: Clock
  /** Milliseconds for which it is used without another look. */
  readonly fresh: number
  /** Milliseconds for which it is used while it cannot be read again. */
  readonly usable: number
}

/** Something outside that changes rarely: kept for a while, and read once even if many ask at the same time. */
export const kept = <Value>({ read, clock, fresh, usable }: Keeping<Value>): (() => Promise<Value>) => {
  let known: { readonly value: Value; readonly at: Instant } | undefined
  let reading: Promise<Value> | undefined
  const readAt = async (now: Instant): Promise<Value> => {
    try {
      const value = await read()
      known = { value, at: now }
      return value
    } catch (error) {
      if (known === undefined || plus(known.at, usable) <= now) throw error
      return known.value
    } finally {
      reading = undefined
    }
  }
  return async () => {
    const now = clock.now()
    if (known !== undefined && now < plus(known.at, fresh)) return known.value
    reading ??= readAt(now)
    return reading
  }
}
