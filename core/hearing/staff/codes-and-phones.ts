import type { Span } from '../source-text/mapped-text.ts'
import { ownTextIn } from '../source-text/own-text.ts'

/**
 * Chinese mobiles with or without groups, numbers with a country or area code, and any run of 7 to 15 digits. A plus
 * directly after a Chinese word joins the two, as in 换号+13800001111, and is no country code.
 */
const PHONE =
  /(?<![\d+])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<=\p{Script=Han}\+)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)|(?<![\p{Script=Han}\d])\+\d[\d-]{6,14}(?!\d)|(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)|(?<!\d)\d{7,15}(?!\d)/gu

const CODE =
  /(?<!\d|\d[:/-]|\d\d\.|单元|号楼|楼|栋|幢|(?:room|flat|unit|apt) ?)(?:\d{4}|[2-8]\d{4}|[4-9]\d{5})(?!\d|[.:/]\d|-\d{1,3}(?!\d)|年|室|号楼|号房|房)/g

/** A code followed directly by a temperature or the ambulance's number: `482136.6`, `4821120接走了`. */
const GLUED_CODE = /(?<![\d.])\d{4}(?=(?:3[4-9]|4[0-3])(?:[.。,点度]\d|\d(?!\d))|120(?!\d))/g

/** Phone digits as they are spoken: 幺三九 ... */
const SPOKEN_PHONE = /[零〇一二三四五六七八九幺洞拐勾]{11}/g

const SPOKEN = '零一二三四五六七八九'

const digitsOf = (spoken: string): string =>
  [...spoken].map((sign) => ({ 〇: 0, 幺: 1, 洞: 0, 拐: 7, 勾: 9 })[sign] ?? SPOKEN.indexOf(sign)).join('')

export const WHOLE_PHONE = /^(?:(?:\+?86)?1[3-9]\d{9}|\+\d{8,15}|0\d{9,11})$/

const spansOf = (text: string, pattern: RegExp): (Span & { readonly text: string })[] =>
  [...text.matchAll(pattern)].map((match) => ({
    text: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }))

export const blanked = (text: string, spans: readonly Span[]): string =>
  spans.reduce((rest, { from, to }) => rest.slice(0, from) + '□'.repeat(to - from) + rest.slice(to), text)

interface Marked {
  readonly cleaned: string
  readonly folded: string
  readonly machine: boolean
  readonly codes: readonly (Span & { readonly text: string })[]
  readonly phones: readonly (Span & { readonly text: string })[]
}

export const marksIn = (text: string, signatures: readonly string[]): Marked => {
  const { cleaned, folded, machine } = ownTextIn(text, signatures)
  const glued = spansOf(folded, GLUED_CODE)
  const parted = blanked(folded, glued)
  const phones = [
    ...spansOf(parted, PHONE),
    ...spansOf(parted, SPOKEN_PHONE).map((span) => ({ ...span, text: digitsOf(span.text) })),
  ]
  return {
    cleaned,
    folded,
    machine,
    codes: [...glued, ...spansOf(blanked(parted, phones), CODE)].sort((a, b) => a.from - b.from),
    phones,
  }
}

/** The codes in a text, each once, in order. */
export const codesIn = (text: string, signatures: readonly string[]): string[] => [
  ...new Set(marksIn(text, signatures).codes.map(({ text: code }) => code)),
]
