import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aWorld, live, type World } from './random-life.ts'
import { type Unlisted, unlistedAnswers } from './unlisted-answers.ts'

/** How many random lives: more by hand, from another seed. */
const WORLDS = Number(process.env['RANDOM_LIVES'] ?? 32)
const SEED = Number(process.env['RANDOM_LIVES_SEED'] ?? 20200210)

/**
 * Nothing dies, and what answered had not begun anew in the middle of an isolation: whose dates were put right can stand
 * anywhere, and the first answer of a new generation leads there.
 */
const isOrdinary =
  ({ frailty, corrections }: World) =>
  ({ execution, choice }: Unlisted): boolean =>
    frailty === 0 && (execution.endsWith('-1') || (corrections === 0 && choice !== 'What comes first?'))

describe('random lives', () => {
  it('keep every invariant, whoever answers, whatever crashes, however often a text comes', {
    timeout: 300_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        const { violations, open, sixclear } = await live(world)
        const unlisted = await unlistedAnswers(sixclear.system)
        sixclear.system.close()
        expect(violations).toEqual([])
        expect(unlisted.filter(isOrdinary(world))).toEqual([])
        expect(open).toBe(0)
      }),
      { numRuns: WORLDS, seed: SEED },
    )
  })
})
