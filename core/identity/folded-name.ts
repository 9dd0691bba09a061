import { withSameCharacters } from './same-characters.ts'

/**
 * Letters without a Unicode decomposition that people write without their stroke, and separators between the parts of a
 * name.
 */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  丶: ' ',
  ᆞ: ' ',
  ꞏ: ' ',
  ᐧ: ' ',
}

const OTHER_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu')

/** `Lü`, `Lv` and `Lyu` are the same syllable. */
const withoutUmlaut = (word: string): string => word.replace(/([ln])(?:v|yu)/g, '$1u')

/** The lexicographically first rotation of the letters. */
const firstTurn = (letters: string): string => {
  let first = letters
  for (let at = 1; at < letters.length; at += 1) {
    const turned = letters.slice(at) + letters.slice(0, at)
    if (turned < first) first = turned
  }
  return first
}

/**
 * A name for comparison, never for display: without case, width, tone marks, spaces, hyphens and dots, in simplified
 * characters. Without Chinese characters the family name may come first or last: `Zhang Wei`, `ZHANG, Wei` and `Wei
 * Zhang` are equal.
 */
export const foldedName = (name: string): string => {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\ufe00-\ufe0f]/g, '')
    .normalize('NFKC')
    .replace(OTHER_LETTERS, (letter) => LETTERS[letter] ?? letter)
  const words = plain.match(/[\p{L}\p{M}\p{N}]+/gu)
  if (words === null) return plain.replace(/\s+/g, '')
  if (!/\p{Script=Han}/u.test(plain)) return firstTurn(words.map(withoutUmlaut).join(''))
  return withSameCharacters(words.join(''))
}
