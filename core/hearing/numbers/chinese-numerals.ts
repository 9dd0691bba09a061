import { type MappedText, rewrite } from '../source-text/mapped-text.ts'

const DIGITS = '零一二三四五六七八九'
/** Soldiers and radio operators say 拐, 幺, 洞 and 勾 for 7, 1, 0 and 9. */
const ALIASES: { readonly [character: string]: number } = {
  ...{
    〇: 0,
    洞: 0,
    幺: 1,
    壹: 1,
    两: 2,
    贰: 2,
    叁: 3,
    肆: 4,
    伍: 5,
    陆: 6,
    拐: 7,
    柒: 7,
    捌: 8,
    玖: 9,
    勾: 9,
  },
}

const digitOf = (character: string): number => ALIASES[character] ?? DIGITS.indexOf(character)

const DIGIT = '[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖]'
const TEN = '[十拾]'
const HUNDRED = '[百佰]'
const RADIO = '[零洞幺一二两三四五六拐七八勾九]'

/** Matches 三百六十五, 一百零一, 三十六, 十四, 三六五 and 卅六, but not the 一 of words such as 一切 and 一点. */
const NUMERAL = new RegExp(
  [
    `(?<hundreds>${DIGIT})${HUNDRED}(?:(?<tens>${DIGIT})${TEN}(?<ones>${DIGIT})?|零(?<lone>${DIGIT}))?`,
    `(?<short>[廿卅卌])(?<after>${DIGIT})?`,
    `(?<radio>(?=${RADIO}*[拐幺洞勾])${RADIO}{2,}|[拐幺洞勾](?=$|[^\\p{Script=Han}]))`,
    `(?<ten>${DIGIT})?${TEN}(?<one>${DIGIT})?(?!分[^\\d零〇一二三四五六七八九钟])`,
    `一(?=切|些|下|直|样|定|般|起|共|家|会|点(?!${DIGIT}|${TEN}|\\d|钟|半))`,
    `(?<row>${DIGIT}+)`,
  ].join('|'),
  'gu',
)

const SHORT: { readonly [character: string]: number } = { 廿: 20, 卅: 30, 卌: 40 }

const inDigits = (written: string, groups: { readonly [name: string]: string | undefined }): string => {
  const value = (name: string, otherwise = 0): number => {
    const character = groups[name]
    return character === undefined ? otherwise : digitOf(character)
  }
  const { row, radio, short } = groups
  if (short !== undefined) return String((SHORT[short] ?? 0) + value('after'))
  if (radio !== undefined) return [...radio].map(digitOf).join('')
  if (/[百佰]/.test(written))
    return String(value('hundreds') * 100 + value('tens') * 10 + value('ones') + value('lone'))
  if (/[十拾]/.test(written)) return String(value('ten', 1) * 10 + value('one'))
  return row === undefined ? written : [...row].map(digitOf).join('')
}

/** Replaces numbers in Chinese characters by digits: `三十六度五` becomes `36度5`. Expects simplified characters. */
export const withDigits = (text: MappedText): MappedText =>
  rewrite(text, NUMERAL, (match) => {
    const to = match.index + match[0].length
    // The 三 of 张三36.5 is part of a name, not of the number.
    const touches = /\d$/.test(text.text.slice(0, match.index)) || /^\d/.test(text.text.slice(to))
    return touches ? match[0] : inDigits(match[0], match.groups ?? {})
  })
