const DIGITS = '零一二三四五六七八九'
const ALIASES: { readonly [character: string]: number } = {
  〇: 0,
  两: 2,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
}

const digitOf = (character: string): number => ALIASES[character] ?? DIGITS.indexOf(character)

const DIGIT = '[零〇一二三四五六七八九两壹贰叁肆伍陆柒捌玖]'
const TEN = '[十拾]'
const HUNDRED = '[百佰]'

/** 三百六十五 and 一百零一, 三十六 and 十四, 三六五. 一 stays in words such as 一切 and 一点. */
const NUMERAL = new RegExp(
  [
    `(?<hundreds>${DIGIT})${HUNDRED}(?:(?<tens>${DIGIT})${TEN}(?<ones>${DIGIT})?|零(?<lone>${DIGIT}))?`,
    `(?<ten>${DIGIT})?${TEN}(?<one>${DIGIT})?(?!分[^\\d零〇一二三四五六七八九钟])`,
    `一(?=切|些|下|直|样|定|般|起|共|家|会|点(?!${DIGIT}|${TEN}|\\d|钟|半))`,
    `(?<row>${DIGIT}+)`,
  ].join('|'),
  'gu',
)

const inDigits = (written: string, groups: { readonly [name: string]: string | undefined }): string => {
  const value = (name: string, otherwise = 0): number => {
    const character = groups[name]
    return character === undefined ? otherwise : digitOf(character)
  }
  if (/[百佰]/.test(written))
    return String(value('hundreds') * 100 + value('tens') * 10 + value('ones') + value('lone'))
  if (/[十拾]/.test(written)) return String(value('ten', 1) * 10 + value('one'))
  const { row } = groups
  return row === undefined ? written : [...row].map(digitOf).join('')
}

/** Writes numbers in Chinese characters with digits: `三十六度五` as `36度5`. Expects simplified characters. */
export const withDigits = (text: string): string => {
  let written = ''
  let from = 0
  for (const match of text.matchAll(NUMERAL)) {
    const to = match.index + match[0].length
    // The 三 of 张三36.5 is a name and no digit of the number beside it.
    const touches = /\d$/.test(text.slice(0, match.index)) || /^\d/.test(text.slice(to))
    written += text.slice(from, match.index) + (touches ? match[0] : inDigits(match[0], match.groups ?? {}))
    from = to
  }
  return written + text.slice(from)
}
