import { piecesOf } from './pieces.ts'

/** How likely each is, from 0 to 1. */
export interface Opinion {
  /** That a person should read this text. */
  readonly person: number
  /** That somebody is in danger. */
  readonly danger: number
}

interface Head {
  readonly bias: number
  /** What one step of a weight is worth. */
  readonly step: number
}

/**
 * A logistic model of two questions. The table has three bytes for each slot: the mark of the piece that holds it and
 * its weight, signed, in each question. A piece whose mark is not that of its slot says nothing.
 */
export interface SecondModel {
  /** The sum of the weights is divided by the number of the text's pieces to this power, so that long texts stay comparable. */
  readonly evening: number
  readonly person: Head
  readonly danger: Head
  /** Base64. */
  readonly table: string
}

export const BYTES_OF_SLOT = 3

export const slotOf = (piece: number, slots: number): number => (piece >>> 8) % slots
/** Never 0, which marks an empty slot. */
export const markOf = (piece: number): number => piece & 0xff || 1

const signed = (byte: number): number => (byte << 24) >> 24
const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum))

export const opinionsOf = ({
  evening,
  person,
  danger,
  table,
}: SecondModel): ((folded: string) => Opinion) => {
  const bytes = Uint8Array.from(atob(table), (character) => character.charCodeAt(0))
  const slots = bytes.length / BYTES_OF_SLOT
  return (folded) => {
    const pieces = piecesOf(folded)
    let forPerson = 0
    let forDanger = 0
    for (const piece of pieces) {
      const at = slotOf(piece, slots) * BYTES_OF_SLOT
      if (bytes[at] !== markOf(piece)) continue
      forPerson += signed(bytes[at + 1] ?? 0)
      forDanger += signed(bytes[at + 2] ?? 0)
    }
    const scale = Math.max(1, pieces.size) ** -evening
    return {
      person: logistic(person.bias + forPerson * person.step * scale),
      danger: logistic(danger.bias + forDanger * danger.step * scale),
    }
  }
}
