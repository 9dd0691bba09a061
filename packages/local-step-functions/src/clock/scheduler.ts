export interface EventOptions {
  /** Nobody waits to see it, so a single step of the clock does not stop at it. Default: false. */
  readonly isPassing?: boolean
}

/** Runs things at their time, in order. Times are milliseconds since 1970. */
export interface Scheduler {
  now(): number
  /** Runs once, as soon as that time has come; at once when it has passed. */
  at(time: number, run: () => void | Promise<void>, options?: EventOptions): { cancel(): void }
}
