/** Runs of Chinese numerals that are long enough to be a number: 三十六点五, but not the 一点 of 有一点咳. */
const NUMBER = /\d+(?:[.,:]\d+)*|[零〇一二两三四五六七八九十点]{3,}/g
const NEITHER_WORD_NOR_MARK = /[^\p{L}0?!']+/gu
const LONGEST_HAN = 4
const SHORTEST_LATIN = 3
const LONGEST_LATIN = 5

const FNV_BASIS = 0x811c9dc5
const FNV_PRIME = 0x01000193

const mixed = (hash: number): number => {
  let mixing = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixing = Math.imul(mixing ^ (mixing >>> 13), 0xc2b2ae35)
  return (mixing ^ (mixing >>> 16)) >>> 0
}

const SPACE = 32
/** Letters of alphabets: a to z, those with accents, Greek and Cyrillic. */
const isAlphabetic = (code: number): boolean =>
  (code >= 97 && code <= 122) || code === 39 || (code >= 0xc0 && code < 0x1100)

/**
 * The features of a text, each once, as 32-bit hashes: one to four Chinese characters in a row; words of an alphabet,
 * pairs of them, and three to five of their letters. All numbers count as the same feature. Expects a folded text.
 */
export const piecesOf = (folded: string): Set<number> => {
  const text = ` ${folded.replace(NUMBER, '0').replace(NEITHER_WORD_NOR_MARK, ' ').trim()} `
  const pieces = new Set<number>()
  let wordBefore = FNV_BASIS
  for (let at = 1; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at)
    if (code === SPACE) continue
    if (!isAlphabetic(code)) {
      // N-grams that include the space before a clause too: how it begins says more than its middle.
      for (const from of text.charCodeAt(at - 1) === SPACE ? [at - 1, at] : [at]) {
        let hash = FNV_BASIS
        for (let to = from; to < from + LONGEST_HAN && to < text.length; to += 1) {
          const next = text.charCodeAt(to)
          if (isAlphabetic(next)) break
          hash = Math.imul(hash ^ next, FNV_PRIME)
          if (to >= at) pieces.add(mixed(hash))
        }
      }
      continue
    }
    let end = at
    let word = FNV_BASIS
    while (isAlphabetic(text.charCodeAt(end))) {
      word = Math.imul(word ^ text.charCodeAt(end), FNV_PRIME)
      end += 1
    }
    pieces.add(mixed(word ^ 0x5bd1e995))
    pieces.add(mixed(Math.imul(wordBefore, FNV_PRIME) ^ word))
    wordBefore = word
    for (let from = at - 1; from <= end - 2; from += 1) {
      let hash = FNV_BASIS
      for (let to = from; to < from + LONGEST_LATIN && to <= end; to += 1) {
        // Any end of a word is hashed as a space.
        hash = Math.imul(hash ^ (to < at || to === end ? SPACE : text.charCodeAt(to)), FNV_PRIME)
        if (to - from + 1 >= SHORTEST_LATIN) pieces.add(mixed(hash))
      }
    }
    at = end - 1
  }
  return pieces
}
