import { seededRandom } from 'local-step-functions/random'
import type { Ids } from '../../core/ports/ids.ts'

const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Ids drawn from a seed: the same seed gives the same ids, so a system that keeps its record needs a fresh seed each start. */
export const seededIds = (seed: string): Ids => {
  const random = seededRandom(`ids ${seed}`)
  return {
    next: () =>
      Array.from({ length: 16 }, () => ALPHABET.charAt(Math.floor(random() * ALPHABET.length))).join(''),
  }
}
