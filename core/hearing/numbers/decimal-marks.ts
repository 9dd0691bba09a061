import { type MappedText, rewrite } from '../source-text/mapped-text.ts'

/** Other characters used as a decimal point: middle dots of all kinds, and repeated dots. */
const DOTS = /(?<=\d)[.·・•‧∙⋅]+(?=\d)/gu
/** `36.. 4`, `37. 8`: the digit after the space is the decimal. */
const DOTS_AND_SPACE =
  /(?<=(?<![\d.])\d\d)(?:[.·。]+ +|[.·]* +[.·]+ *)(?=\d(?![\d:/%-]|[.,]\d|\s?(?:次|个|人|天|点|号|月|日|楼)))/gu
/** `3 6 . 5` */
const LONE_DIGITS = /(?<![\d.])([34]) (\d) ?[.点·] ?(\d)(?!\d)/g

export const withPlainDots = (text: MappedText): MappedText => {
  const joined = rewrite(text, LONE_DIGITS, (match) => `${match[1]}${match[2]}.${match[3]}`)
  const named = rewrite(joined, /(?<=\d\d)(?:[.·]\s*点|点\s*[.·])(?=\d)/g, () => '.')
  return rewrite(
    rewrite(named, DOTS, () => '.'),
    DOTS_AND_SPACE,
    () => '.',
  )
}

/** What follows a digit that is a number of its own: a date, a count, a floor. */
const OWN_NUMBER =
  '(?![\\d.度]|\\s?(?:月|日|号|楼|栋|单元|室(?!温)|个|人|次|天|岁|小时|分钟|点|am|pm|people|times|days?|hours?|min)|[:/]\\d)'

/**
 * Rewrites every decimal as `36.5`, whether it was written with a comma, a Chinese full stop, 点, 度 or "degrees", with
 * or without spaces. A comma between two possible temperatures, as in `36,37`, separates two numbers. Expects folded
 * text in which other numbers are blanked.
 */
export const withDecimalPoints = (text: MappedText): MappedText => {
  const steps: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
    [/(?<=\d) ?度 ?半(?!天|年|月|夜)/g, () => '度5'],
    [/(?<=(?<!\d)\d\d) ?(?:点 ?)?半(?!天|年|月|夜|个|小时)/g, () => '.5'],
    [/(?<![\d.])(\d{2,3})[。.]*。[。.]*(\d{1,2})(?!\d|[.。]\d)/g, (match) => `${match[1]}.${match[2]}`],
    [
      /(?<!\d|\d[.,])(\d{2,3}),(\d{1,2})(?!\d|[.,]\d)/g,
      (match) => (/^(?:3[4-9]|4[0-3])$/.test(match[2] ?? '') ? match[0] : `${match[1]}.${match[2]}`),
    ],
    [/(?<![\d.])(\d{2,3}) ?点 ?(\d{1,2})(?![\d.])/g, (match) => `${match[1]}.${match[2]}`],
    [
      new RegExp(
        `(?<![\\d.])(3[4-9]|4[0-3]|\\d{2,3}(?=度|°)) ?(度|°c?|degrees?|deg) ?(\\d{1,2})${OWN_NUMBER}`,
        'g',
      ),
      (match) => `${match[1]}.${match[3]}${match[2]}`,
    ],
  ]
  return steps.reduce((rest, [pattern, write]) => rewrite(rest, pattern, write), text)
}
