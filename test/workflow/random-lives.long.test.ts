import fc from 'fast-check'
import { describe, it } from 'vitest'
import { expectEveryInvariant } from './every-invariant.ts'
import { aWorld } from './random-life.ts'

/** How many random lives: more by hand, from another seed. */
const WORLDS = Number(process.env['RANDOM_LIVES'] ?? 32)
const SEED = Number(process.env['RANDOM_LIVES_SEED'] ?? 20200210)

describe('random lives', () => {
  it('keep every invariant, whoever answers, whatever crashes, however often a text comes', {
    timeout: 600_000,
  }, async () => {
    await fc.assert(fc.asyncProperty(aWorld, expectEveryInvariant), { numRuns: WORLDS, seed: SEED })
  })
})
