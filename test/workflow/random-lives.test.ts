import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aWorld, live } from './random-life.ts'

/** So many worlds: more by hand, beginning at another seed. */
const WORLDS = Number(process.env['RANDOM_LIVES'] ?? 32)
const SEED = Number(process.env['RANDOM_LIVES_SEED'] ?? 20200210)

describe('random lives', () => {
  it('break no promise, whoever answers, whatever dies, however often a text comes', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        const { violations, open, neighbourhood } = await live(world)
        neighbourhood.system.close()
        expect(violations).toEqual([])
        expect(open).toBe(0)
      }),
      { numRuns: WORLDS, seed: SEED },
    )
  })
})
