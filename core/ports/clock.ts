import type { Instant } from '../time/instant.ts'

/** The only source of time. */
export interface Clock {
  now(): Instant
}
