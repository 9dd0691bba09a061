import { phraseAt } from '../lexicon/lexicon.ts'
import sounds from '../lexicon/name-sounds.json' with { type: 'json' }
import { fold } from '../source-text/normalise-text.ts'

const soundOf = new Map(Object.entries(sounds))

const romanised = (characters: string): string | undefined => {
  const written = [...characters].map((character) => soundOf.get(character))
  return written.includes(undefined) ? undefined : written.join('')
}

/** In Latin letters: `wang jianguo`, `jianguo`, and `bao` for 小宝. */
const inLatin = (name: string): string[] => {
  const family = romanised(name.slice(0, 1))
  const given = romanised(name.slice(1))
  if (family === undefined || given === undefined) return []
  // A given name that is also a phrase of the lexicon is read as the phrase.
  const alone = given.length > 2 && phraseAt(given, 0)?.to !== given.length ? [given] : []
  return [`${family} ${given}`, `${family}${given}`, ...alone]
}

/** The forms in which a text may use a name, folded, longest first: 王建国, 建国, Wang Jianguo, Jianguo. */
export const spokenNames = (name: string): string[] => {
  const folded = fold(name.trim())
  const given = /^\p{Script=Han}{3}$/u.test(folded) ? [folded.slice(1)] : []
  // Families call 李梅 梅, 梅子, 阿梅 or 小梅.
  const last = /^\p{Script=Han}{2,3}$/u.test(folded) ? folded.slice(-1) : ''
  const pet = last === '' ? [] : [last, `${last}子`, `阿${last}`, `小${last}`]
  const latin = /^\p{Script=Han}{2,3}$/u.test(folded) ? inLatin(folded) : []
  const first = /^[a-z]+ [a-z]+$/.test(folded) ? folded.split(' ') : []
  return [folded, ...given, ...pet, ...latin, ...first]
    .filter((one) => one.length > 1 || /\p{Script=Han}/u.test(one))
    .sort((a, b) => b.length - a.length)
}

const syllables = [...new Set(soundOf.values())].sort((a, b) => b.length - a.length).join('|')
const LATIN_NAME = new RegExp(`^(?:${syllables}){1,3}$`)

/** Whether a word, as written, looks like a Chinese name in Latin letters: `Chen`, `Jianguo`. */
export const isLatinName = (word: string): boolean =>
  /^[A-Z][a-z]+$/.test(word) && LATIN_NAME.test(word.toLowerCase())
