interface Kept<Value> {
  readonly value: Value
  readonly until: number
}

export interface ExpiringHandlesOptions {
  /** A new random secret. */
  readonly secret: () => string
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  /** Milliseconds. */
  readonly lifetime: number
}

/** Values kept for a limited time under random names. */
export class ExpiringHandles<Value> {
  readonly #options: ExpiringHandlesOptions
  readonly #kept = new Map<string, Kept<Value>>()

  constructor(options: ExpiringHandlesOptions) {
    this.#options = options
  }

  issue(value: Value): string {
    const { secret, wallClock, lifetime } = this.#options
    const now = wallClock()
    for (const [handle, { until }] of this.#kept) if (until <= now) this.#kept.delete(handle)
    const handle = secret()
    this.#kept.set(handle, { value, until: now + lifetime })
    return handle
  }

  /** undefined: never issued, taken, dropped, or too old. */
  get(handle: string): Value | undefined {
    const kept = this.#kept.get(handle)
    return kept === undefined || kept.until <= this.#options.wallClock() ? undefined : kept.value
  }

  /** Returns and removes it. */
  take(handle: string): Value | undefined {
    const value = this.get(handle)
    this.#kept.delete(handle)
    return value
  }

  delete(handle: string): void {
    this.#kept.delete(handle)
  }
}
