import { randomFrom } from 'local-step-functions/random'

/** Draws that are the same for the same seed. */
export const drawsOf = (seed: number) => {
  const next = randomFrom(seed)
  const below = (end: number): number => Math.floor(next() * end)
  const one = <T>(of: readonly T[]): T => {
    const drawn = of[below(of.length)]
    if (drawn === undefined) throw new RangeError('nothing to draw from')
    return drawn
  }
  const shuffled = <T>(of: readonly T[]): T[] =>
    of
      .map((value) => ({ value, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ value }) => value)
  return { next, below, one, shuffled }
}
export type Draws = ReturnType<typeof drawsOf>
