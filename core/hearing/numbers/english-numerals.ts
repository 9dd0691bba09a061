import { type MappedText, rewrite } from '../source-text/mapped-text.ts'

const ONES = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']
const TENS: { readonly [word: string]: number } = { thirty: 30, forty: 40, ninety: 90, hundred: 100 }

const ONE = ONES.join('|')
const WHOLE = new RegExp(
  `(?<![a-z])(?:(?:a |one )?(?<hundred>hundred)(?: and)?|(?<tens>thirty|forty|ninety))(?:[ -]?(?<ones>${ONE}))?(?<tail>[ -](?:point|dot|decimal)[ -](?<part>${ONE}|oh|o)(?![a-z])|[ -](?<loose>${ONE})(?![a-z]))?(?![a-z])`,
  'g',
)
const SPOKEN = new RegExp(`(?<=\\d) ?(?:point|dot|decimal) ?(?<part>${ONE}|oh|o|\\d)(?![a-z\\d])`, 'g')
const HALF = /(?<=\d\d) ?(?:and (?:a |one )?half|1\/2)(?![a-z\d])/g

const digit = (word: string): number => Math.max(0, ONES.indexOf(word))

/**
 * Replaces temperatures in English words by digits: `thirty six point eight` becomes `36.8`, `36 and a half` becomes
 * `36.5`.
 */
export const withEnglishDigits = (text: MappedText): MappedText => {
  if (!/[a-z]/.test(text.text)) return text
  const written = rewrite(text, WHOLE, ({ groups = {} }) => {
    const whole = (TENS[groups['tens'] ?? groups['hundred'] ?? ''] ?? 0) + digit(groups['ones'] ?? 'zero')
    if (groups['part'] !== undefined) return `${whole}.${digit(groups['part'])}`
    // `thirty-seven eight`: the "point" was left out.
    return groups['loose'] === undefined ? String(whole) : `${whole} ${digit(groups['loose'])}`
  })
  const points = rewrite(written, SPOKEN, ({ groups = {} }) => {
    const part = groups['part'] ?? '0'
    return `.${/\d/.test(part) ? part : digit(part)}`
  })
  return rewrite(points, HALF, () => '.5')
}
