import { seededRandom } from 'local-step-functions/random'

/**
 * Random draws from the seed, a name and an occasion. Each occasion has its own stream, so that other people, days
 * or rule books change nothing here.
 */
export class Draws {
  readonly #random: () => number

  constructor(seed: string, ...occasion: readonly string[]) {
    this.#random = seededRandom([seed, ...occasion].join('/'))
  }

  /** From 0 up to 1. */
  share(): number {
    return this.#random()
  }

  chance(share: number): boolean {
    return this.#random() < share
  }

  between(from: number, to: number): number {
    return from + (to - from) * this.#random()
  }

  /** Whole, both ends included. */
  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1))
  }

  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice {
    return choices[Math.floor(this.#random() * choices.length)] ?? choices[0]
  }

  /** Each choice with its weight. */
  weighted<Choice>(choices: readonly [readonly [Choice, number], ...(readonly [Choice, number])[]]): Choice {
    let left = this.#random() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [choice, weight] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    return choices[0][0]
  }

  /** Mostly near the median, sometimes far above: how long people take (log-normal). */
  around(median: number, spread: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.#random()))
    return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * this.#random()))
  }
}
