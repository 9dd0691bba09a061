import { withDigits } from './chinese-numerals.ts'
import { withDecimalPoints, withPlainDots } from './decimal-marks.ts'
import { PLACE, withoutOtherNumbers } from './other-numbers.ts'
import type { Range } from './reading.ts'

/** How a number was written, from clear to doubtful. */
export type Form =
  /** As a temperature: with its decimal, a degree or the word temperature. */
  | 'written'
  | 'two digits'
  /** `365`, `36 5`. */
  | 'no decimal point'
  | 'maybe fahrenheit'
  /** `100` without a word: Fahrenheit only if nothing else is said. */
  | 'bare fahrenheit'
  /** `over 38`, `37度多`. */
  | 'not exact'
  /** `没超过37.3`: how a reading is explained as often as a reading. */
  | 'at most'
  /** As a temperature, but nobody's. */
  | 'out of range'

export interface Candidate {
  readonly tenths: number
  readonly form: Form
  readonly fahrenheitTenths?: number
}

const NUMBER = /(?<![\d.])(\d+)(?:\.(\d+))?(?!\d|\.\d)/g
/** A whole number and a lone digit that someone meant as its decimal. */
const PARTED = /(?<![\d.,/:-])(3[4-9]|4[0-3])(?: |、|'|\*| [.,。] ?|[.,。] )(\d)(?![\d.,/:%-]|\s?[°度a-z])/g

const CELSIUS = /^\s?(?:摄氏)?(?:度|°|oc?(?![a-z])|c(?![a-z])|degrees?|deg(?![a-z])|celsius|centigrade)/
const FAHRENHEIT = /^\s?(?:°|o|degrees?|deg)?\s?(?:f(?![a-z])|fahrenheit|华氏)/
const FAHRENHEIT_BEFORE = /华氏度?\s?$/
const LABEL =
  /(?:体温|温度|[额腋耳口]温|tiwen|wendu|(?<![a-z])(?:temperature|temp|tem|t))\s?(?:是|为|:|=|is|was|of)?\s?$/
const AT_MOST_BEFORE =
  /(?:低于|不到|(?:不|没有?|未)(?:超过?|高于|大于)|不足|小于|少于|[<≤]=?|(?<![a-z])(?:under|below|(?:less|lower) than))\s?$/
const AT_MOST_AFTER = /^(?:度|°c?|c(?![a-z]))?\s?(?:以下|以内|之内|or (?:less|lower|below|under))/
const BOUND_BEFORE =
  /(?:高于|超过|大于|接近|将近|快到?|[>≥]=?|(?<![a-z])(?:over|above|almost|nearly|(?:more|higher) than))\s?$/
const BOUND_AFTER = /^(?:度|°c?|c(?![a-z]))?\s?(?:多|以上|出头|or (?:more|higher|above|over))/
const NOT_THIS = /(?:不是|并非|(?<![a-z])not)\s?$/
/** Single letters before a number that name the temperature or a family member; any other makes it an identifier. */
const IDENTIFIER_BEFORE = /(?:^|[^a-z])[i-su-z]$/
const IDENTIFIER_AFTER = /^(?!(?:c|f|t|o|oc|am|pm|no|ok|i|is|a)(?![a-z]))[a-z]{1,2}(?![a-z])/
const WORD_BEFORE =
  /(?<!(?:^|[^a-z])(?:[a-h]|t|am|pm|is|tiwen|wendu|temp|temperature|tem|morning|evening))(?<=[a-z])$/

const within = (tenths: number, { min, max }: Range): boolean => tenths >= min && tenths <= max

/** Half a tenth goes up, so that 37.25 is a fever rather than not. */
const roundedTenths = (whole: string, part: string): number =>
  Math.floor((Number(whole) * 100 + Number(part.padEnd(2, '0')) + 5) / 10)

const toCelsius = (fahrenheitTenths: number): number => Math.round(((fahrenheitTenths - 320) * 5) / 9)

const boundOf = (before: string, after: string): 'at most' | 'not exact' | undefined => {
  if (AT_MOST_BEFORE.test(before) || AT_MOST_AFTER.test(after)) return 'at most'
  return BOUND_BEFORE.test(before) || BOUND_AFTER.test(after) ? 'not exact' : undefined
}

interface Written {
  readonly whole: string
  readonly part: string | undefined
  readonly before: string
  readonly after: string
}

const candidateOf = ({ whole, part, before, after }: Written, range: Range): Candidate | undefined => {
  if (whole.length < 2 || whole.length > 3 || whole.startsWith('0')) return undefined
  if (part !== undefined && part.length > 2) return undefined
  if (NOT_THIS.test(before) || IDENTIFIER_BEFORE.test(before) || IDENTIFIER_AFTER.test(after))
    return undefined

  const tenths = roundedTenths(whole, part ?? '')
  const bound = boundOf(before, after)
  if (FAHRENHEIT.test(after) || FAHRENHEIT_BEFORE.test(before)) {
    const celsius = toCelsius(tenths)
    const form = bound ?? (within(celsius, range) ? 'written' : 'out of range')
    return { tenths: celsius, form, fahrenheitTenths: tenths }
  }
  const celsiusUnit = CELSIUS.test(after)
  const said = part !== undefined || celsiusUnit || LABEL.test(before)
  if (!said && WORD_BEFORE.test(before)) return undefined
  if (part === undefined && whole.length === 3 && within(Number(whole), range))
    return { tenths: Number(whole), form: 'no decimal point' }
  if (within(tenths, range)) return { tenths, form: bound ?? (said ? 'written' : 'two digits') }
  // What people read off a Fahrenheit thermometer lies between 93 and 110.
  const celsius = toCelsius(tenths)
  if (!celsiusUnit && tenths >= 930 && tenths <= 1100 && within(celsius, range))
    return {
      tenths: celsius,
      form: bound ?? (said ? 'maybe fahrenheit' : 'bare fahrenheit'),
      fahrenheitTenths: tenths,
    }
  return said && bound === undefined && tenths >= 200 ? { tenths, form: 'out of range' } : undefined
}

/** Digits of other scripts are not read; as a long number they keep their neighbours from being read in part. */
const withoutForeignDigits = (text: string): string => text.replace(/(?![0-9])\p{N}/gu, '0000000')

/** The text as the numbers are looked for in it: digits, one decimal point, and no number that is something else. */
export const numbersOnly = (folded: string): string =>
  withDecimalPoints(withoutOtherNumbers(withPlainDots(withoutForeignDigits(withDigits(folded)))))

/** What in the text may be a temperature, in its order. Expects the result of {@link numbersOnly}. */
export const temperaturesIn = (numbers: string, range: Range): Candidate[] => {
  const candidates: Candidate[] = []
  const rest = numbers.replace(PARTED, (_, whole: string, part: string) => {
    candidates.push({ tenths: roundedTenths(whole, part), form: 'no decimal point' })
    return PLACE
  })
  for (const match of rest.matchAll(NUMBER)) {
    const [written, whole = '', part] = match
    const candidate = candidateOf(
      { whole, part, before: rest.slice(0, match.index), after: rest.slice(match.index + written.length) },
      range,
    )
    if (candidate !== undefined) candidates.push(candidate)
  }
  return candidates
}
