import { randomBytes } from 'node:crypto'
import type { Ids } from '../core/ports/ids.ts'

// 32 signs, so that five bits of a byte choose one without favour.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Ids that nobody can guess: 80 bits each. */
export const cryptoIds: Ids = {
  next: () => Array.from(randomBytes(16), (byte) => ALPHABET.charAt(byte & 31)).join(''),
}

/** For waits that must not fall together: below 1. */
export const spread = (): number => Math.random()
