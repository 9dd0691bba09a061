import type { Draws } from './training-draws.ts'
import type { Example } from './training-examples.ts'

/** What each piece adds to the answer. */
export type Weights = ReadonlyMap<number, number>

export interface TrainingOptions {
  readonly rounds: number
  readonly rate: number
  /** How much a weight decays in each step, so that rare pieces say little. */
  readonly decay: number
  /** The starting value of every text: without evidence there is no danger. Not learnt. */
  readonly bias: number
  /** A text's pieces are divided by their number to this power. */
  readonly evening: number
}

/** Stochastic gradient descent, each step over one text; a piece's steps become smaller the more it has moved (AdaGrad). */
export const descend = (
  examples: readonly Example[],
  { rounds, rate, decay, bias, evening }: TrainingOptions,
  draws: Draws,
  only?: ReadonlySet<number>,
): Weights => {
  const indexOf = new Map<number, number>()
  const rows = examples
    .filter((example) => example.weight > 0)
    .map((example) => ({
      truth: example.danger,
      size: example.pieces.length,
      weight: example.weight,
      at: Int32Array.from(
        example.pieces
          .filter((piece) => only === undefined || only.has(piece))
          .map((piece) => {
            const known = indexOf.get(piece) ?? indexOf.size
            indexOf.set(piece, known)
            return known
          }),
      ),
    }))
  const weights = new Float64Array(indexOf.size)
  const steepness = new Float64Array(indexOf.size).fill(1e-3)
  for (let round = 0; round < rounds; round += 1) {
    for (const { at, size, truth, weight } of draws.shuffled(rows)) {
      const scale = Math.max(1, size) ** -evening
      let sum = bias
      for (const index of at) sum += (weights[index] ?? 0) * scale
      const miss = (1 / (1 + Math.exp(-sum)) - truth) * weight
      for (const index of at) {
        const before = weights[index] ?? 0
        const slope = miss * scale + decay * before
        const steep = (steepness[index] ?? 0) + slope * slope
        steepness[index] = steep
        weights[index] = before - (rate * slope) / Math.sqrt(steep)
      }
    }
  }
  return new Map([...indexOf].map(([piece, index]) => [piece, weights[index] ?? 0]))
}
