import { randomBytes } from 'node:crypto'
import type { Ids } from '../core/ports/ids.ts'

// 32 characters, so that five bits of a byte choose one evenly.
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Random ids of 80 bits. */
export const cryptoIds: Ids = {
  next: () => Array.from(randomBytes(16), (byte) => ALPHABET.charAt(byte & 31)).join(''),
}

/** For jitter: below 1. */
export const spread = (): number => Math.random()
