import { piecesOf } from './hashed-ngrams.ts'

/**
 * A logistic model of one question. The table has two bytes for each slot: the mark of the piece that holds it and its
 * weight, signed. A piece whose mark is not that of its slot says nothing.
 */
export interface SecondModel {
  /** The sum of the weights is divided by the number of the text's pieces to this power, so that long texts stay comparable. */
  readonly evening: number
  readonly bias: number
  /** What one step of a weight is worth. */
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

/** How likely a folded text tells of danger, from 0 to 1. */
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
