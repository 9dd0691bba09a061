/** A number from 0 up to 1. */
export type Random = () => number

/** Stirs a text into 32 bits (FNV-1a, then the finisher of MurmurHash3). */
export const hashText = (text: string, start = 0x811c9dc5): number => {
  let bits = start
  for (let index = 0; index < text.length; index += 1)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/** The same numbers for the same state, for ever (mulberry32). Not for secrets. */
export const randomFrom = (start: number): Random => {
  let state = start | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), state | 1)
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The same numbers for the same seed, whatever text or number it is. */
export const seededRandom = (seed: string | number): Random => randomFrom(hashText(String(seed)))
