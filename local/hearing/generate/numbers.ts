import type { Draws } from '../../random/draws.ts'

/** A temperature as somebody writes it. */
export interface Spelled {
  readonly text: string
  /** What it says, in tenths of a degree Celsius. */
  readonly tenths: number
  /** Written so that a question is as good as recording it: `365`, `36 5`. */
  readonly askable: boolean
}

const DIGITS = '零一二三四五六七八九'
const FORMAL = '零壹贰叁肆伍陆柒捌玖'
const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

const full = (text: string): string =>
  text.replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

const tens = (whole: number, digits: string, ten: string): string => {
  const ones = whole % 10
  return `${digits[Math.floor(whole / 10)]}${ten}${ones === 0 ? '' : digits[ones]}`
}

const englishWhole = (whole: number): string => {
  const ones = whole % 10
  return `${whole >= 40 ? 'forty' : 'thirty'}${ones === 0 ? '' : ` ${WORDS[ones]}`}`
}

type Spelling = (whole: number, tenth: number) => string

const everywhere: readonly [Spelling, ...Spelling[]] = [
  (w, t) => `${w}.${t}`,
  (w, t) => `${w}.${t}`,
  (w, t) => `${w}.${t}`,
  (w, t) => `${w},${t}`,
  (w, t) => `${w}.${t}℃`,
  (w, t) => `${w}.${t}°C`,
  (w, t) => `${w}.${t} C`,
  (w, t) => `${w}.${t}c`,
  (w, t) => `${w}.${t}0`,
  (w, t) => full(`${w}.${t}`),
]

const chinese: readonly [Spelling, ...Spelling[]] = [
  ...everywhere,
  (w, t) => `${w}。${t}`,
  (w, t) => `${w}，${t}`,
  (w, t) => `${w}·${t}`,
  (w, t) => `${w}度${t}`,
  (w, t) => `${w} 度 ${t}`,
  (w, t) => `${w}度 ${t}`,
  (w, t) => `${w}点${t}`,
  (w, t) => `${w} 点 ${t}`,
  (w, t) => `${w}.${t}度`,
  (w, t) => `${w}℃${t}`,
  (w, t) => full(`${w}`).concat('度', full(`${t}`)),
  (w, t) => `${tens(w, DIGITS, '十')}度${DIGITS[t]}`,
  (w, t) => `${tens(w, DIGITS, '十')}点${DIGITS[t]}`,
  (w, t) => `${tens(w, DIGITS, '十')}点${DIGITS[t]}度`,
  (w, t) => `${tens(w, FORMAL, '拾')}点${FORMAL[t]}`,
  (w, t) => `${DIGITS[Math.floor(w / 10)]}${DIGITS[w % 10]}点${DIGITS[t]}`,
]

const english: readonly [Spelling, ...Spelling[]] = [
  ...everywhere,
  (w, t) => `${w}.${t} degrees`,
  (w, t) => `${w}.${t} deg C`,
  (w, t) => `${w} point ${t}`,
  (w, t) => `${w}.${t} celsius`,
  (w, t) => `${englishWhole(w)} point ${WORDS[t]}`,
]

const loose: readonly [Spelling, ...Spelling[]] = [(w, t) => `${w}${t}`, (w, t) => `${w} ${t}`]

const halves: readonly [Spelling, ...Spelling[]] = [(w) => `${w}度半`, (w) => `${tens(w, DIGITS, '十')}度半`]

const wholes: readonly [Spelling, ...Spelling[]] = [
  (w) => `${w}度`,
  (w) => `${w}℃`,
  (w) => `${w}度整`,
  (w) => `${tens(w, DIGITS, '十')}度`,
]

/** Half a tenth goes up. */
const toCelsius = (fahrenheitTenths: number): number => Math.floor(((fahrenheitTenths - 320) * 5) / 9 + 0.5)

const fahrenheit = (draws: Draws, tenths: number, language: 'zh' | 'en'): Spelled => {
  const written = Math.round((tenths * 9) / 5) + 320
  const number = `${Math.floor(written / 10)}.${written % 10}`
  const forms = [`${number}F`, `${number}°F`, `${number} F`] as const
  const text = language === 'zh' && draws.chance(0.3) ? `华氏${number}度` : draws.pick(forms)
  return { text, tenths: toCelsius(written), askable: false }
}

export const spell = (draws: Draws, tenths: number, language: 'zh' | 'en'): Spelled => {
  const whole = Math.floor(tenths / 10)
  const tenth = tenths % 10
  const as = (spellings: readonly [Spelling, ...Spelling[]], askable = false): Spelled => ({
    text: draws.pick(spellings)(whole, tenth),
    tenths,
    askable,
  })
  const roll = draws.share()
  if (roll < 0.04) return as(loose, true)
  if (roll < 0.09) return fahrenheit(draws, tenths, language)
  if (language === 'zh' && tenth === 5 && roll < 0.2) return as(halves)
  if (language === 'zh' && tenth === 0 && roll < 0.35) return as(wholes)
  return as(language === 'zh' ? chinese : english)
}

/** Mostly healthy, one in six a fever, and many near the line between. */
export const drawTenths = (draws: Draws): number =>
  draws.weighted<() => number>([
    [() => draws.whole(360, 369), 60],
    [() => draws.whole(370, 372), 12],
    [() => draws.whole(373, 379), 12],
    [() => draws.whole(380, 402), 8],
    [() => draws.whole(352, 359), 8],
  ])()
