import { piecesOf } from './hashed-ngrams.ts'

/**
 * A logistic model for one yes-or-no question. The table has two bytes for each slot: a check byte of the feature that
 * owns it, and its signed weight. A feature whose check byte differs is ignored.
 */
export interface SecondModel {
  /** The sum of the weights is divided by the number of features to this power, so that long texts stay comparable. */
  readonly evening: number
  readonly bias: number
  /** The value of one unit of a weight. */
  readonly step: number
  /** Base64. */
  readonly table: string
}

export const BYTES_OF_SLOT = 2

export const slotOf = (piece: number, slots: number): number => (piece >>> 8) % slots
/** Never 0, which marks an empty slot. */
export const markOf = (piece: number): number => piece & 0xff || 1

const signed = (byte: number): number => (byte << 24) >> 24
const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum))

/** How likely a folded text is to speak of danger, from 0 to 1. */
export const opinionOf = ({ evening, bias, step, table }: SecondModel): ((folded: string) => number) => {
  const bytes = Uint8Array.from(atob(table), (character) => character.charCodeAt(0))
  const slots = bytes.length / BYTES_OF_SLOT
  return (folded) => {
    const pieces = piecesOf(folded)
    let sum = 0
    for (const piece of pieces) {
      const at = slotOf(piece, slots) * BYTES_OF_SLOT
      if (bytes[at] === markOf(piece)) sum += signed(bytes[at + 1] ?? 0)
    }
    return logistic(bias + sum * step * Math.max(1, pieces.size) ** -evening)
  }
}
