import { expect } from 'vitest'
import { live, type World } from './random-life.ts'
import { type Unlisted, unlistedAnswers } from './unlisted-answers.ts'

/**
 * Nothing dies, and what answered had not begun anew in the middle of an isolation: whose dates were put right can stand
 * anywhere, and the first answer of a new generation leads there.
 */
const isOrdinary =
  ({ frailty, corrections }: World) =>
  ({ execution, choice }: Unlisted): boolean =>
    frailty === 0 && (execution.endsWith('-1') || (corrections === 0 && choice !== 'What comes first?'))

/** Every invariant holds in this world, whoever answers, whatever crashes, however often a text comes. */
export const expectEveryInvariant = async (world: World): Promise<void> => {
  const { violations, open, sixclear } = await live(world)
  const unlisted = await unlistedAnswers(sixclear.system)
  sixclear.system.close()
  expect(violations).toEqual([])
  expect(unlisted.filter(isOrdinary(world))).toEqual([])
  expect(open).toBe(0)
}
