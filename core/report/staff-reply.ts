import type { Answer } from '../domain/escalation.ts'
import { type AnswerWord, answersIn } from './answer-words.ts'
import { isFiller } from './filler.ts'
import { clean, fold, LONGEST_TEXT } from './normalise.ts'
import { readReport } from './read-report.ts'
import type { Reading, ReadingRules } from './reading.ts'

/** What was measured or seen; the orders and the yes and no of a resident are none. */
export type Measurement = Extract<
  Reading,
  { readonly kind: 'report' | 'confirm' | 'ambiguous' | 'out of range' | 'symptoms' }
>

export type Said =
  | {
      readonly kind: 'answer'
      readonly answer: Answer
      /** The code, this answer and harmless filler are all that the text says. */
      readonly whole: boolean
      /** A temperature that was read without doubt. */
      readonly tenths?: number
      /** Whatever was said of temperature and symptoms beside the answer, doubtful or not. */
      readonly measurement?: Measurement
      /** As it was written, digits and a leading plus only. */
      readonly phone?: string
      /** The words left over. */
      readonly note?: string
    }
  | { readonly kind: 'measurement'; readonly reading: Measurement }

/** What a worker, an office, a station or a doctor says to a matter, which they name by its four digits. */
export type StaffReply =
  | (Said & { readonly code: string })
  | { readonly kind: 'code missing'; readonly said: Said }
  | {
      readonly kind: 'unreadable'
      readonly why: 'empty' | 'too long' | 'no answer' | 'several answers' | 'several codes'
      readonly code?: string
    }

interface Span {
  readonly from: number
  readonly to: number
}

/**
 * Chinese mobiles with or without groups, numbers with a country or area code, and any run of 7 to 15 digits. A plus
 * right after a Chinese word joins the two, as in 换号+13800001111, and begins no country code.
 */
const PHONE =
  /(?<![\d+])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<=\p{Script=Han}\+)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<![\p{Script=Han}\d])\+\d[\d-]{6,14}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<!\d)\d{7,15}(?!\d)/gu
const CODE = /(?<!\d|\d[.:/-])\d{4}(?!\d|[.:/-]\d|年)/g

const spansOf = (text: string, pattern: RegExp): (Span & { readonly text: string })[] =>
  [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))

/** The text with something else in place of the spans, which must not overlap. */
const without = (text: string, spans: readonly Span[], fill: (length: number) => string): string => {
  const ordered = [...spans].sort((a, b) => a.from - b.from)
  let rest = ''
  let at = 0
  for (const { from, to } of ordered) {
    rest += text.slice(at, from) + fill(to - from)
    at = to
  }
  return rest + text.slice(at)
}

/** One answer, the one that says most: who was reached has taken the matter, who refuses was reached. */
const strongest = (words: readonly AnswerWord[]): Answer | 'several' | undefined => {
  const answers = new Set(words.map(({ answer }) => answer))
  const decisive = [...answers].filter((answer) => answer !== 'taken' && answer !== 'reached')
  if (decisive.length === 2 && answers.has('confirmed') && answers.has('hospitalised')) return 'confirmed'
  if (decisive.length > 1) return 'several'
  if (decisive[0] !== undefined) return decisive[0]
  if (answers.has('reached')) return 'reached'
  return answers.has('taken') ? 'taken' : undefined
}

const measurementIn = (text: string, rules: ReadingRules): Measurement | undefined => {
  const reading = readReport(text, rules)
  switch (reading.kind) {
    case 'report':
    case 'confirm':
    case 'ambiguous':
    case 'out of range':
    case 'symptoms':
      return reading
    default:
      return undefined
  }
}

const noteIn = (rest: string): string | undefined => {
  const words = rest.replace(/\s*;[\s;]*/g, ' ').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
  return /\p{L}/u.test(words.replace(/[\d.]+\s?(?:°?[cf](?![a-z])|度)?/gi, '')) ? words : undefined
}

/** Reads an answer to a matter; code and words may stand in either order. Never throws. */
export const readStaffReply = (text: string, rules: ReadingRules): StaffReply => {
  if (text.length > LONGEST_TEXT) return { kind: 'unreadable', why: 'too long' }
  const cleaned = clean(text)
  const folded = fold(cleaned)
  if (folded === '') return { kind: 'unreadable', why: 'empty' }

  const phones = spansOf(folded, PHONE)
  const codes = spansOf(
    without(folded, phones, (length) => '□'.repeat(length)),
    CODE,
  )
  const named = new Set(codes.map((code) => code.text))
  if (named.size > 1) return { kind: 'unreadable', why: 'several codes' }
  const [code] = named
  const withCode = code === undefined ? {} : { code }

  const words = answersIn(folded)
  const rest = without(cleaned, [...phones, ...codes, ...words], () => ' ; ')
  const measurement = measurementIn(rest, rules)
  const numbers = new Set(phones.map((phone) => phone.text.replace(/[- ]/g, '')))
  const [phone] = numbers.size === 1 ? numbers : []
  const answer = strongest(words) ?? (phone === undefined ? undefined : 'number mended')
  if (answer === 'several') return { kind: 'unreadable', why: 'several answers', ...withCode }

  const whole =
    words.every((word) => word.answer === answer || word.answer === 'taken') &&
    (numbers.size === 0 || answer === 'number mended') &&
    isFiller(without(folded, [...phones, ...codes, ...words], () => ' '))
  const said = sayingOf(answer, whole, measurement, phone, noteIn(rest))
  if (said === undefined) return { kind: 'unreadable', why: 'no answer', ...withCode }
  return code === undefined ? { kind: 'code missing', said } : { ...said, code }
}

const sayingOf = (
  answer: Answer | undefined,
  whole: boolean,
  measurement: Measurement | undefined,
  phone: string | undefined,
  note: string | undefined,
): Said | undefined => {
  if (answer === undefined)
    return measurement === undefined ? undefined : { kind: 'measurement', reading: measurement }
  return {
    kind: 'answer',
    answer,
    whole,
    ...(measurement?.kind === 'report' && { tenths: measurement.tenths }),
    ...(measurement && { measurement }),
    ...(phone !== undefined && { phone }),
    ...(note !== undefined && { note }),
  }
}
