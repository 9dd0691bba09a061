import { type MappedText, originOf, rewrite, type Span } from '../source-text/mapped-text.ts'

/** Replaces a number that is no temperature. Neither a space nor a letter, so that its neighbours stay apart. */
export const PLACE = '□'

/** A number begins here and does not continue another. */
const START = '(?<![\\d.度°])'
/** Not the 5 of 36,5, 36 5, 37点5 or 37度5, even if a name or a word follows. */
const NO_PART = "(?<!(?:3[4-9]|4[0-3])\\s?(?:[,。、' 点度°:]|degrees?|deg|point)\\s?(?=\\d(?!\\d)))"
/** A number ends here: neither a decimal in any form nor a degree sign follows. */
const END = '(?!\\d|\\.\\d|[,。]\\d(?!\\d)|\\s?[度°]|\\s?点\\s?\\d)'
const DAY = '(?:0?[1-9]|[12]\\d|3[01])'
const MONTH = '(?:0?[1-9]|1[0-2])'
const MONTH_NAME = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\\.?'
const HOUR = '(?:[01]?\\d|2[0-4])'
const AMOUNT = '\\d+(?:[.,]\\d+)?'

const phonesAndIds = [
  `\\+\\d[\\d -]{5,}\\d${END}`,
  `\\(\\d{2,5}\\) ?\\d[\\d -]{4,}\\d${END}`,
  `${START}0\\d{2,4}[- ]\\d{3,8}(?:[- ]\\d{3,4})?${END}`,
  `${START}(?!(?:3[4-9]\\d|4[0-3]\\d)(?: (?:3[4-9]\\d|4[0-3]\\d))+(?![ -]?\\d))\\d{2,4}(?:[ -]\\d{2,4}){2,}${END}(?!\\s?点\\s?\\d)`,
  `${START}\\d{5,}x?(?:[-.]\\d+)*`,
]

const dates = [
  `${START}\\d{4}\\s?(?:[-/.]|年)\\s?${MONTH}\\s?(?:[-/.]|月)\\s?${DAY}(?:日|号)?(?!\\d)`,
  `${START}\\d{4}年(?:${MONTH}月)?`,
  `${START}${MONTH}月(?:${DAY}(?:日|号|${END}))?`,
  `${START}${DAY}(?:日|号)(?!楼|院|栋)`,
  `${START}${DAY}/${MONTH}/\\d{2,4}${END}`,
  `${START}${MONTH}/${DAY}(?:/\\d{2,4})?${END}`,
  `${START}${DAY}/${MONTH}${END}`,
  `${NO_PART}${START}${DAY}(?:st|nd|rd|th)?\\s?(?:of )?${MONTH_NAME}(?:,? \\d{4}${END})?`,
  `(?<![a-z])${MONTH_NAME}\\s?${DAY}(?:st|nd|rd|th)?${END}(?:,? \\d{4}${END})?`,
  '第\\s?\\d+',
  `(?<![a-z])day\\s?\\d+${END}`,
  '\\d+(?:\\.\\d+){2,}',
]

const times = [
  `${START}${HOUR}:[0-5]\\d(?::[0-5]\\d)?(?!\\d|\\.\\d)`,
  `${NO_PART}${START}(?:0?\\d|1[0-2])(?:[.:][0-5]\\d)?\\s?(?:am|pm|a\\.m\\.?|p\\.m\\.?|o'?clock)(?![a-z])`,
  `${START}${HOUR}[点时](?:钟|半|整|[13]刻|[0-5]?\\d(?![\\d.。度°]|,\\d|\\s?[点度]\\s?\\d|\\s\\d(?!\\d))分?)?`,
  `${START}\\d{1,4}\\s?(?:hours?|hrs?|minutes?|mins?|seconds?|secs?)(?![a-z])`,
  `${START}\\d{1,4}\\s?(?:小时|分钟|分|秒|刻钟)`,
]

const addresses = [
  `${START}\\d{1,5}(?:号楼|号院|单元|栋|幢|楼|座|弄)(?:\\s?\\d{1,5}(?:单元|楼|层|室|门|号)|-?\\d{1,2}${END}|\\s?-?\\s?\\d{3,5}${END})*`,
  `(?<![a-z])(?:room|rm|apartment|apt|flat|unit|suite|floor|building|bldg|block|entrance|number|house|bed|gate|no\\.|#)\\s?[:#.-]?\\s?[a-z]?-?\\d{1,5}(?:-\\d+)*${END}`,
  `(?:房间|门牌|房号|室号|住)号?\\s?[:-]?\\s?\\d{1,5}(?:-\\d+)*${END}`,
  `(?:楼|栋|幢|单元|座|弄)(?:-?\\d{1,2}|\\s?-?\\s?\\d{3,5})(?:-\\d+)*${END}`,
  `${NO_PART}${START}\\d{1,5}\\s?(?:号楼|号院|单元|室(?![友温])|栋|幢|楼|层|座|弄|门(?!口)|户|排|房(?!东)|号|巷|街|路|组|队)`,
  `${START}\\d{1,5} (?:[a-z]+ ){0,2}(?:street|st|road|rd|avenue|ave|lane|drive|court)(?![a-z])`,
]

const amounts = [
  // The temperature of water, a room or milk.
  `(?:[水室气奶油洗]温|外面|室外|外头|屋外|room temp(?:erature)?|water temp(?:erature)?|(?<![a-z])water)\\s?(?::|=|是|为|is|of|at)?\\s?${AMOUNT}\\s?(?:度|°c?)?`,
  '(?:血氧饱和度|血氧|指氧|氧饱和度|心率|脉搏|血压|体重|身高|(?<![a-z])(?:spo2|oxygen|pulse|heart rate|blood pressure|bp|hr|weight|height))\\s?(?::|=|是|为|is|of)?\\s?\\d+(?:[./]\\d+)?%?',
  `[¥$€£₤]\\s?${AMOUNT}`,
  `${NO_PART}${START}${AMOUNT}\\s?(?:%|‰|percent|元(?!旦|气|宵)|块钱?|毛钱|万|rmb|yuan|cny|usd|eur|euros?|dollars?|bucks|公斤|千克|斤|公里|厘米|毫米|毫升|平米|平方|米(?!饭|粉|线)|kgs?|km|cm|mm|ml|mg|lbs?|pounds?)(?![a-z])`,
  `${NO_PART}${START}\\d{1,3}\\s?(?:周?岁|-?years?[ -]old|yrs?(?![a-z])|y/?o(?![a-z]))`,
  // `Wife 38, 36.4`: an age before a temperature with its decimal.
  `(?<=[a-z] )\\d{1,2}(?=, ?[34]\\d[.,]\\d)`,
  `(?:年龄|今年|年纪|(?<![a-z])aged?)\\s?[:=]?\\s?\\d{1,3}${END}`,
  `${NO_PART}${START}\\d{1,5}\\s?(?:步|个|人|名|位|次|天(?!气)|周|月|年|片|粒|颗|盒|袋|瓶|包|份|件|只|条|张|遍|页|圈|集|首|章)`,
  `${NO_PART}${START}\\d{1,4}\\s?(?:steps?|days?|weeks?|months?|years?|times|people|persons?|kids|children|boxes|bags|bottles|masks|eggs|tablets|pills|beats|bpm|units?|hugs|kisses|hearts|roses|pages|chapters|episodes|messages|texts|calls|photos|laps|squats|push-?ups)(?![a-z])`,
]

/** `0800 36.3`, `@ 7.50`: hours in military form, and as on a clock. */
const writtenHours = [
  '(?<![\\d.])(?:[01]\\d|2[0-3])[0-5]0(?=\\s?(?:h|hrs?|时)?\\s+[34]\\d)',
  '@\\s?\\d{1,2}[.:]\\d{2}(?!\\d)',
]

export type OtherNumber = 'id' | 'date' | 'time' | 'address' | 'amount'

const kinds: readonly (readonly [OtherNumber, readonly string[]])[] = [
  ['time', writtenHours],
  ['id', phonesAndIds],
  ['date', dates],
  ['time', times],
  ['address', addresses],
  ['amount', amounts],
]

const patterns = kinds.flatMap(([kind, sources]) =>
  sources.map((source) => [kind, new RegExp(source, 'gu')] as const),
)

/** `2-14`, `3-2-501`: a date or an address, unless it can be a range of temperatures. */
const HYPHENATED = new RegExp(`${START}\\d{1,4}(?:-\\d{1,4})+${END}`, 'gu')
const TWO_TEMPERATURES = /^(?:3[4-9]|4[0-3])-(?:3[4-9]|4[0-3])$/

export interface FoundNumber extends Span {
  readonly kind: OtherNumber
  readonly text: string
}

/**
 * Blanks the numbers that are clearly no temperature: phones, ids, dates, times, addresses, ages, prices, shares,
 * counts. Expects folded text with digits. The numbers found are returned with their positions in the original.
 */
export const withoutOtherNumbers = (
  text: MappedText,
): { readonly rest: MappedText; readonly found: readonly FoundNumber[] } => {
  const found: FoundNumber[] = []
  const blank = (rest: MappedText, kind: OtherNumber, pattern: RegExp, keeps?: RegExp): MappedText =>
    rewrite(rest, pattern, (match) => {
      if (keeps?.test(match[0]) === true) return match[0]
      found.push({
        kind,
        text: match[0],
        ...originOf(rest, { from: match.index, to: match.index + match[0].length }),
      })
      return PLACE
    })
  const rest = patterns.reduce((left, [kind, pattern]) => blank(left, kind, pattern), text)
  return { rest: blank(rest, 'address', HYPHENATED, TWO_TEMPERATURES), found }
}
