import { createHash } from 'node:crypto'
import type { LookupKeys } from '../../record/lookup-keys.ts'

/** The same key for the same seed: for rehearsals and tests, whose records nobody keeps. */
export const seededLookupKeys = (seed: string): (() => Promise<LookupKeys>) => {
  const keys = { id: 'k1', secret: createHash('sha256').update(`lookups ${seed}`).digest('hex') }
  return async () => keys
}
