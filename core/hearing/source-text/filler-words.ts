/** Words that do not change an answer: a greeting, thanks, "report", today's date or time. */
const HARMLESS = [
  ...['您好', '你好', '各位', '老师', '领导', '主任', '同志', '报告', '汇报', '回复', '经核实', '核实'],
  ...['谢谢您', '谢谢', '多谢', '辛苦了', '辛苦', '麻烦了', '了', '本人', '人', '已经'],
  ...['今天', '今日', '今早', '今晚', '早上', '上午', '中午', '下午', '晚上', '现在', '目前'],
  ...['hello', 'hi', 'dear', 'all', 'sir', 'madam', 'good', 'morning', 'afternoon', 'evening'],
  ...[
    'thank',
    'thanks',
    'you',
    'please note',
    'report',
    'reporting',
    'result',
    'today',
    'now',
    'at',
    'am',
    'pm',
  ],
]

const asPattern = (word: string): string => (/^[a-z]/.test(word) ? `(?<![a-z])${word}(?![a-z])` : word)

const FILLER = new RegExp(
  [
    '[\\s,.;:!\'"()+~、。…「」“”-]+',
    '(?<!\\d)\\d{1,2}(?::\\d{2}|点(?:\\d{1,2}分?|半)?|月\\d{1,2}[日号]|[日号])(?!\\d)',
    ...[...HARMLESS].sort((a, b) => b.length - a.length).map(asPattern),
  ].join('|'),
  'gu',
)

/** True if a folded text says nothing. A question mark, a doubt or any other word says something. */
export const isFiller = (folded: string): boolean => folded.replace(FILLER, '') === ''
