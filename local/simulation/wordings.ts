import type { Language } from '../../core/community/community.ts'
import type { Answer } from '../../core/matter/matter.ts'
import { answerForms } from '../../core/texts/answer-forms.ts'
import type { Half } from '../../core/time/half-day.ts'
import type { Draws } from '../random/draws.ts'

const degrees = (tenths: number): string => (tenths / 10).toFixed(1)

const fullWidth = (text: string): string =>
  text.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

const NUMERALS = '零一二三四五六七八九'
const spoken = (tenths: number): string => {
  const ones = NUMERALS.charAt(Math.floor(tenths / 10) % 10).replace('零', '')
  const tens = NUMERALS.charAt(Math.floor(tenths / 100))
  return `${tens}十${ones}度${tenths % 10 === 0 ? '' : NUMERALS.charAt(tenths % 10)}`
}

type Wording = readonly [(tenths: number, half: Half) => string, number]
type Wordings = readonly [Wording, ...Wording[]]

/** How people write a temperature when nothing is wrong, with a weight each. */
const WELL: { readonly [L in Language]: Wordings } = {
  'zh-CN': [
    [(tenths) => degrees(tenths), 46],
    [(tenths) => `${degrees(tenths)}度`, 9],
    [(tenths) => `体温${degrees(tenths)} 无症状`, 8],
    [(tenths) => `${degrees(tenths)}℃`, 5],
    [(tenths) => `${Math.floor(tenths / 10)}度${tenths % 10}`, 5],
    [(tenths) => degrees(tenths).replace('.', '。'), 5],
    [(tenths) => degrees(tenths).replace('.', ','), 4],
    [(tenths) => fullWidth(degrees(tenths)), 3],
    [spoken, 3],
    [(tenths) => String(tenths), 4],
    [(tenths, half) => `${half === 'morning' ? '早上' : '晚上'}${degrees(tenths)}`, 4],
    [(tenths) => `你好，体温${degrees(tenths)}，没有不舒服，谢谢`, 4],
  ],
  en: [
    [(tenths) => degrees(tenths), 50],
    [(tenths) => `${degrees(tenths)}C`, 10],
    [(tenths) => `${degrees(tenths)}, no symptoms`, 12],
    [(tenths) => `My temperature is ${degrees(tenths)} today`, 8],
    [(tenths) => degrees(tenths).replace('.', ','), 6],
    [(tenths) => String(tenths), 6],
    [(tenths) => `${((tenths * 9) / 50 + 32).toFixed(1)}F`, 8],
  ],
}

const SYMPTOMS: { readonly [L in Language]: readonly [string, ...string[]] } = {
  'zh-CN': ['咳嗽', '没力气', '嗓子疼', '拉肚子', '闻不到味道'],
  en: ['cough', 'very tired', 'sore throat', 'diarrhoea', 'no sense of smell'],
}

const WRONG: { readonly [L in Language]: readonly [string, ...string[]] } = {
  'zh-CN': ['在家呢', '刚吃过饭', '体温计找不到了', '谢谢，辛苦了'],
  en: ['I am at home', 'just had lunch', 'where is my thermometer', 'thanks for asking'],
}

const nth = <Choice>(share: number, choices: readonly [Choice, ...Choice[]]): Choice =>
  choices[Math.floor(share * choices.length)] ?? choices[0]

const habitual = (share: number, wordings: Wordings): Wording[0] => {
  let left = share * wordings.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [wording, weight] of wordings) {
    left -= weight
    if (left < 0) return wording
  }
  return wordings[0][0]
}

/** Three times in four a person writes in the usual way. */
export const wellText = (
  language: Language,
  tenths: number,
  half: Half,
  habit: number,
  draws: Draws,
): string => {
  const other = draws.share()
  const wording = habitual(draws.chance(0.75) ? habit : other, WELL[language])
  return wording(tenths, half)
}

/** The plain form that people use after they were not understood. */
export const plainText = (tenths: number): string => degrees(tenths)

/** `which`: from 0 up to 1. */
export const symptomIn = (language: Language, which: number): string => nth(which, SYMPTOMS[language])

export const wrongText = (language: Language, draws: Draws): string => draws.pick(WRONG[language])

/** Every way of writing, for a test. */
export const allWellTexts = (language: Language, tenths: number, half: Half): string[] =>
  WELL[language].map(([wording]) => wording(tenths, half))

const PHRASES = {
  yes: { 'zh-CN': '是', en: 'yes' },
  stop: { 'zh-CN': '退订', en: 'STOP' },
  start: { 'zh-CN': '开始', en: 'START' },
  thanks: { 'zh-CN': '谢谢大家', en: 'Thank you all' },
} as const
type Other = keyof typeof PHRASES
export type Phrase = Other | Answer

const isOther = (what: Phrase): what is Other => what in PHRASES

/** The words that staff are told to write, without the phone number that they add. */
export const phrase = (what: Phrase, language: Language): string => {
  if (isOther(what)) return PHRASES[what][language]
  return answerForms[language][what].write.replace(/\+手机| <phone>/, '')
}
