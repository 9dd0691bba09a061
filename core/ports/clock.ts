import type { Instant } from '../instant.ts'

/** The only source of time. */
export interface Clock {
  now(): Instant
}
