/** Numbers that look thrown and are the same for the same seed (mulberry32). */
export const drawsOf = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixing = Math.imul(state ^ (state >>> 15), state | 1)
    mixing ^= mixing + Math.imul(mixing ^ (mixing >>> 7), mixing | 61)
    return ((mixing ^ (mixing >>> 14)) >>> 0) / 4_294_967_296
  }
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
