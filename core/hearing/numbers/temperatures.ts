import { type MappedText, mapped, originOf, rewrite, type Span } from '../source-text/mapped-text.ts'
import { withDigits } from './chinese-numerals.ts'
import { withDecimalPoints, withPlainDots } from './decimal-marks.ts'
import { withEnglishDigits } from './english-numerals.ts'
import { type FoundNumber, PLACE, withoutOtherNumbers } from './other-numbers.ts'
import type { Range } from './temperature-limits.ts'

/** How a number was written, from clear to doubtful. */
export type Form =
  /** Clearly a temperature: with a decimal, a degree sign or the word temperature. */
  | 'written'
  | 'two_digits'
  /** `365`, `36 5`. */
  | 'no_decimal_point'
  | 'maybe_fahrenheit'
  /** `100` without a word: Fahrenheit only if the text has nothing clearer. */
  | 'bare_fahrenheit'
  /** `over 38`, `37度多`. */
  | 'not_exact'
  /** `没超过37.3`: may be a reading, or how somebody explains one. */
  | 'at_most'
  /** `37.S`, `36几`: the decimal cannot be read. */
  | 'cut_off'
  /** `不是36.5`: the text says that it is wrong. */
  | 'denied'
  /** Written as a temperature, but outside the possible range. */
  | 'out_of_range'

export interface Candidate extends Span {
  /** The lower end if the number is not exact or cut off. */
  readonly tenths: number
  readonly form: Form
  readonly fahrenheitTenths?: number
}

const NUMBER = /(?<![\d.])(\d+)(?:\.(\d+))?(?!\d|\.\d)/g
/** A whole number and a separate digit that was meant as its decimal. */
const PARTED =
  /(?<![\d./]|\d[,:-])(3[4-9]|4[0-3])(?:°c?|c)?(?: |、|'|\*|:|;|[_|=~?!º+]|加|度?\/|\(| [,。] ?|[,。] )(\d)(?![\d/:%-]|[.,]\d|[a-z]| (?:am|pm)(?! ?(?:[349]\d|10\d))(?![a-z])| (?:times|days?|people|hours?|min|of|kids?|in|at(?! (?:\d{1,2}:|□)))(?![a-z]))/g
/** `37.S`, `36.?`, `36度几`, `36点溜`: a letter or an unreadable sign in place of the decimal. */
const CUT_OFF =
  /(?<![\d.])(3[4-9]|4[0-3])(?:(?:[.·。点度] ?(?:[abdeg-z]|几|\?|把)|[,:](?:[silo]|几|\?)|点(?=[^\P{Script=Han}半多左整零〇一二两三四五六七八九钟]))(?![a-z])|几)/gu
/** `6.3.5`, `63.5` and `3.65`: the digits of a temperature in the wrong order. */
const SWAPPED = /(?<![\d.])63\.(\d)(?!\d)/g
/** `3605`: a zero in place of the point. `365365`: typed twice. */
const ZERO_FOR_POINT = /(?<![\d.])(3[4-9]|4[0-3])0(\d)(?![\d.])/g
const TWICE = /(?<![\d.])(3[4-9]\d|4[0-3]\d)\1(?![\d.])/g

const CELSIUS =
  /^\s?(?:摄氏)?(?:度|°\s?c?(?![a-z])|oc?(?![a-z])|c(?![a-z])|degrees?|deg(?![a-z])|celsius|centigrade)/
const FAHRENHEIT = /^\s?(?:°|o|degrees?|deg)?\s?(?:f(?![a-z])|f[ae]h?r+[ae]nh?[ei]+t|华氏)/
const FAHRENHEIT_BEFORE = /华氏度?\s?$/
const LABEL =
  /(?:体温|温度|[额腋耳口]温|tiwen|wendu|(?<![a-z])(?:temperature|temp|tem|t))\s?(?:是|为|:|=|is|was|of)?\s?$/
const AT_MOST_BEFORE =
  /(?:低于|不到|(?:不|没有?|未)(?:超过?|高于|大于)|不足|小于|少于|[<≤]=?|(?<![a-z])(?:under|below|(?:less|lower) than))\s?$/
const AT_MOST_AFTER = /^(?:度|°c?|c(?![a-z]))?\s?(?:以下|以内|之内|or (?:less|lower|below|under))/
const BOUND_BEFORE =
  /(?:高于|超过|大于|接近|将近|快到?|[>≥]=?|(?<![a-z])(?:over|above|almost|nearly|(?:more|higher) than))\s?$/
const BOUND_AFTER =
  /^(?:度|点|°c?|c(?![a-z]))?\s?(?:多|and (?:a )?(?:bit|half|something)|(?:point )?something|ish(?![a-z])|以上|出头|or (?:more|higher|above|over))/
const NOT_THIS =
  /(?:(?<![a-z])(?:i )?(?:typed|wrote|put) |(?:写|打|输|报|按|填)成(?:了)?|(?<!是)不是|并非|(?<!(?:why|is|was|if) )(?<![a-z])not(?: really)?)\s?(?:[华摄]氏)?\s?$/
/** `36.5打错了`, `36.2 was a typo`. */
const NOT_THIS_AFTER =
  /^\s?(?:度|°\s?[cf]?|[cf](?![a-z]))?\s?(?:是|那个|was |is |that's |)*\s?(?:a )?(?:打错|写错|发错|按错|看错|报错|输错|填错|不对|错了|typo|mistake|wrong(?! number))/
/**
 * A single letter before a number makes it an identifier, unless the letter stands for temperature or a family member.
 */
const IDENTIFIER_BEFORE = /(?:^|[^a-z])[i-su-z]$/
const IDENTIFIER_AFTER = /^(?!(?:c|f|t|o|oc|am|pm|no|ok|i|is|a)(?![a-z]))[a-z]{1,2}(?![a-z])/
const WORD_BEFORE =
  /(?<!(?:^|[^a-z])(?:[a-h]|t|am|pm|is|tiwen|wendu|temp|temperature|tem|morning|evening))(?<=[a-z])$/

const within = (tenths: number, { min, max }: Range): boolean => tenths >= min && tenths <= max

/** Rounds half a tenth up, so that 37.25 counts as a fever. */
const roundedTenths = (whole: string, part: string): number =>
  Math.floor((Number(whole) * 100 + Number(part.padEnd(2, '0')) + 5) / 10)

const toCelsius = (fahrenheitTenths: number): number => Math.round(((fahrenheitTenths - 320) * 5) / 9)

const boundOf = (before: string, after: string): 'at_most' | 'not_exact' | undefined => {
  if (AT_MOST_BEFORE.test(before) || AT_MOST_AFTER.test(after)) return 'at_most'
  return BOUND_BEFORE.test(before) || BOUND_AFTER.test(after) ? 'not_exact' : undefined
}

interface Written {
  readonly whole: string
  readonly part: string | undefined
  readonly before: string
  readonly after: string
  /** The letters of the people on a shared phone, in lower case. */
  readonly letters: string
}

type Read = Omit<Candidate, 'from' | 'to'>

const readNumber = ({ whole, part, before, after, letters }: Written, range: Range): Read | undefined => {
  if (whole.length < 2 || whole.length > 3 || whole.startsWith('0')) return undefined
  if (part !== undefined && part.length > 2) return undefined
  const isNamed = /^[a-h](?![a-z])/.test(after) && letters.includes(after.slice(0, 1))
  if (IDENTIFIER_BEFORE.test(before) || (IDENTIFIER_AFTER.test(after) && !isNamed)) return undefined

  const tenths = roundedTenths(whole, part ?? '')
  const bound = boundOf(before, after)
  // `20 of them`: "of" is no unit.
  const isWord = /^\s?of(?![a-z])/.test(after) && tenths < 900
  if ((FAHRENHEIT.test(after) && !isWord) || FAHRENHEIT_BEFORE.test(before)) {
    const celsius = toCelsius(tenths)
    const form = bound ?? (within(celsius, range) ? 'written' : 'out_of_range')
    return { tenths: celsius, form, fahrenheitTenths: tenths }
  }
  const celsiusUnit = CELSIUS.test(after)
  const said = part !== undefined || celsiusUnit || LABEL.test(before)
  if (!said && WORD_BEFORE.test(before)) return undefined
  if (part === undefined && whole.length === 3 && within(Number(whole), range))
    return { tenths: Number(whole), form: 'no_decimal_point' }
  if (within(tenths, range)) return { tenths, form: bound ?? (said ? 'written' : 'two_digits') }
  // Readings in Fahrenheit lie between 93 and 110.
  const celsius = toCelsius(tenths)
  if (!celsiusUnit && tenths >= 930 && tenths <= 1100 && within(celsius, range))
    return {
      tenths: celsius,
      form: bound ?? (said ? 'maybe_fahrenheit' : 'bare_fahrenheit'),
      fahrenheitTenths: tenths,
    }
  return said && bound === undefined && tenths >= 200 ? { tenths, form: 'out_of_range' } : undefined
}

const candidateOf = (written: Written, range: Range): Read | undefined => {
  const read = readNumber(written, range)
  const denied = NOT_THIS.test(written.before) || NOT_THIS_AFTER.test(written.after)
  return read !== undefined && denied ? { ...read, form: 'denied' } : read
}

/**
 * Digits of other scripts are not read. They count as part of a long number, so that the digits beside them are not
 * read alone.
 */
const FOREIGN_DIGIT = /(?![0-9])\p{N}/gu

export interface Numbers {
  /** Possible temperatures, in the order of the text. */
  readonly candidates: readonly Candidate[]
  /** Numbers that are clearly something else. */
  readonly others: readonly FoundNumber[]
  /** The text with plain digits and decimals, other numbers blanked. */
  readonly rest: MappedText
}

/** The B of `A36.5B36.6` comes before a number, so it is a person and no unit. */
const withoutLetters = (text: MappedText, letters: string): MappedText =>
  rewrite(
    text,
    new RegExp(
      `(?<![a-z°])[${letters}](?=[\\s:.、,(是]*(?:[\\d三四叁肆]|华氏|摄氏))|(?<![\\d.])\\d[.、)](?=[34]\\d[.点度])`,
      'g',
    ),
    () => PLACE,
  )

/** `A 98.2 B 97.9 fahrenheit`: one unit for all numbers. */
const inSaidUnit = (candidate: Candidate, folded: string): Candidate =>
  candidate.form === 'maybe_fahrenheit' && /f[ae]h?r+[ae]nh?[ei]+t|华氏|\d\s?°?f(?![a-z])/.test(folded)
    ? { ...candidate, form: 'written' }
    : candidate

const UNIT_AFTER = new RegExp(`(?:${CELSIUS.source})|(?:${FAHRENHEIT.source})`)

/** 李四, 赵六: the digit belongs to the name, even if a temperature in words follows, as in 陈一三十七度八. */
const NUMBERED_NAME =
  /(?<=[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严金魏姜谢邹潘葛范彭鲁马方任袁柳唐罗薛雷贺汤刘黄林高郭胡徐])[一二三四五六七八九](?=三十|四十|三[四五六七八九]点|四[零〇一二三]点|[^一二三四五六七八九十点度百零半几\d]|[34]\d[.,点度]|$)/g

/**
 * Whether a C after a space is a person and no unit: the text speaks of C next to it, or writes its names after the
 * numbers.
 */
const isNamedC = (folded: string, after: string, letters: string): boolean =>
  letters.includes('c') && (/^[:\p{Script=Han}]/u.test(after) || /^[^\p{L}\d]*\d/u.test(folded))

/**
 * Finds the temperatures in a folded text, in tenths of a degree Celsius, and the numbers that are none. `names`: the
 * letters of the people on a shared phone.
 */
export const numbersIn = (folded: string, range: Range, names = ''): Numbers => {
  const letters = names.toLowerCase()
  const parted = letters === '' ? mapped(folded) : withoutLetters(mapped(folded), letters)
  const numerals = withEnglishDigits(withDigits(rewrite(parted, NUMBERED_NAME, () => PLACE)))
  const plain = withPlainDots(rewrite(numerals, FOREIGN_DIGIT, () => '0000000'))
  const { rest: left, found } = withoutOtherNumbers(rewrite(plain, TWICE, (match) => match[1] ?? ''))
  const rest = withDecimalPoints(left)
  const candidates: Candidate[] = []
  const take = (text: MappedText, pattern: RegExp, read: (match: RegExpExecArray) => Read): MappedText =>
    rewrite(text, pattern, (match) => {
      const span = { from: match.index, to: match.index + match[0].length }
      candidates.push({ ...read(match), ...originOf(text, span) })
      return PLACE
    })
  const joined = (whole = '', part = ''): number => roundedTenths(whole, part)
  let numbers = take(rest, CUT_OFF, (match) => ({ tenths: joined(match[1], '0'), form: 'cut_off' }))
  numbers = take(numbers, PARTED, (match) => ({
    tenths: joined(match[1], match[2]),
    form:
      NOT_THIS.test(match.input.slice(0, match.index)) ||
      NOT_THIS_AFTER.test(match.input.slice(match.index + match[0].length))
        ? 'denied'
        : 'no_decimal_point',
  }))
  numbers = take(numbers, ZERO_FOR_POINT, (match) => ({
    tenths: joined(match[1], match[2]),
    form: 'no_decimal_point',
  }))
  numbers = take(numbers, SWAPPED, (match) => ({ tenths: joined('36', match[1]), form: 'no_decimal_point' }))
  for (const match of numbers.text.matchAll(NUMBER)) {
    const [digits, whole = '', part] = match
    const end = match.index + digits.length
    const after = numbers.text.slice(end)
    const before = numbers.text.slice(0, match.index)
    const read = candidateOf({ whole, part, before, after, letters }, range)
    if (read === undefined) continue
    const written = UNIT_AFTER.exec(after)?.[0] ?? ''
    const isSomebody = /^\s+c$/.test(written) && isNamedC(folded, after.slice(written.length), letters)
    const unit = isSomebody ? 0 : written.length
    candidates.push({ ...read, ...originOf(numbers, { from: match.index, to: end + unit }) })
  }
  candidates.sort((a, b) => a.from - b.from)
  return { candidates: candidates.map((one) => inSaidUnit(one, folded)), others: found, rest: numbers }
}
