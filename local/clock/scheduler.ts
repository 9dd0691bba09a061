/** Runs things at their time, in order. Times are milliseconds since 1970. */
export interface Scheduler {
  now(): number
  /** Runs once, as soon as that time has come; at once when it has passed. */
  at(time: number, run: () => void | Promise<void>): { cancel(): void }
}
