import type { Answer } from '../domain/escalation.ts'

/** What staff write, folded. A single character counts only when it stands alone: 到 is an answer, 报到 is not. */
const WORDS: { readonly [A in Answer]: readonly string[] } = {
  taken: [
    ...[
      '收到',
      '接单',
      '已接单',
      '已接',
      '接',
      '好的',
      '好',
      '明白',
      '知道了',
      '马上去',
      '这就去',
      '在路上',
      '已出发',
    ],
    ...[
      'ok',
      'okay',
      'taken',
      'take',
      'on it',
      'on my way',
      'roger',
      'got it',
      'copy',
      'received',
      'accepted',
    ],
  ],
  reached: [
    ...[
      '到',
      '到了',
      '已到',
      '已到场',
      '已上门',
      '见到',
      '已见',
      '已见到',
      '见了',
      '见到人',
      '见到本人',
      '人在',
    ],
    ...['已联系', '联系上', '联系上了', '已联系上', '联系到', '联系了', '在家', '人在家'],
    ...['reached', 'done', 'seen', 'met', 'contacted', 'spoke', 'at home', 'is home', 'found'],
  ],
  'not at home': [
    ...[
      '不在家',
      '不在',
      '没人',
      '没有人',
      '无人',
      '家里没人',
      '家中无人',
      '没在家',
      '没在',
      '未在家',
      '外出',
      '出门了',
    ],
    ...[
      'not at home',
      'not home',
      'nobody home',
      'nobody',
      'no one',
      'not in',
      'not there',
      'absent',
      'away',
    ],
    ...['gone out', 'went out'],
  ],
  refuses: [
    ...['拒绝', '拒', '拒绝配合', '不配合', '不肯', '不开门', '不让进', '拒绝开门'],
    ...['refuses', 'refused', 'refuse', "won't open", 'will not open', 'uncooperative'],
  ],
  'number mended': [
    ...[
      '换号',
      '换号码',
      '换号了',
      '改号',
      '新号',
      '新号码',
      '号码改',
      '号码已改',
      '更正号码',
      '号码更正',
      '号码已更正',
    ],
    ...[
      'fixed',
      'fix',
      'new number',
      'number mended',
      'mended',
      'number changed',
      'changed number',
      'number fixed',
    ],
  ],
  'ruled out': [...['排除', '已排除', '阴性', 'ruled out', 'rule out', 'negative', 'excluded', 'cleared']],
  confirmed: ['确诊', '已确诊', '阳性', 'confirmed', 'positive'],
  hospitalised: [
    ...['住院', '已住院', '收治', '已收治', '住院收治', '入院', '已入院'],
    ...['hospital', 'hospitalised', 'hospitalized', 'in hospital', 'admitted'],
  ],
  'no show': [
    ...['未到', '没到', '没来', '没有来', '未到院', '没到院', '未就诊', '没去', '未去'],
    ...[
      'no show',
      'no-show',
      'noshow',
      'did not come',
      "didn't come",
      'not arrived',
      'did not show',
      'never came',
    ],
  ],
  died: [
    ...['去世', '已去世', '去世了', '死亡', '已死亡', '病故', '过世', '已过世', '过世了', '病逝', '身亡'],
    ...['died', 'has died', 'dead', 'deceased', 'passed away'],
  ],
  left: [
    ...['已离开', '离开了', '已离开本地', '离开本地', '搬走', '搬走了', '已搬走', '已返回', '已外出离开'],
    ...['has left', 'left town', 'has left town', 'moved away', 'has moved away', 'moved out', 'went away'],
  ],
  approve: [
    '同意',
    '同意解除',
    '批准',
    '已批准',
    '准予解除',
    '可以解除',
    'approve',
    'approved',
    'agree',
    'agreed',
  ],
  hold: [
    ...['暂缓', '暂缓解除', '延期', '延长', '缓', '不同意', '不批准', '不批', '不准'],
    ...[
      'hold',
      'held',
      'postpone',
      'not approved',
      'do not approve',
      "don't approve",
      'disagree',
      'disapprove',
    ],
    ...['not agreed', 'do not agree', "don't agree", 'reject', 'rejected', 'wait'],
  ],
  handled: [
    ...[
      '处理完',
      '处理完了',
      '已处理',
      '处理好',
      '处理好了',
      '处理了',
      '办结',
      '已办结',
      '办完',
      '完成',
      '已完成',
      '解决',
      '已解决',
    ],
    ...['handled', 'resolved', 'solved', 'finished', 'completed'],
  ],
}

/** Words that hold an answer's words and mean none of them: nobody picks up the phone is not nobody at home. */
const NO_ANSWER = [
  ...[
    '没人接',
    '无人接',
    '没有人接',
    '没人接听',
    '无人接听',
    '联系不上',
    '联系不到',
    '打不通',
    '不接电话',
    '没接',
  ],
  ...['不能排除', '不排除', '是否', '待确诊', '报到', '收到请', '不在乎', '没人说', '好像'],
  ...[
    'no answer',
    'not answering',
    'not in hospital',
    'no one answers',
    'nobody answers',
    'not done',
    'wait for',
  ],
]

/** A word with one of these just before it says the opposite. */
const NEGATED =
  /(?:没有?|未|不|别|尚未|还没|(?<![a-z])(?:not|no|never|cannot|n't|isn't|hasn't|haven't|didn't|wasn't|couldn't|can't|not been|not yet))\s?$/

const answerOf = new Map<string, Answer>()
for (const answer of [
  'taken',
  'reached',
  'not at home',
  'refuses',
  'number mended',
  'ruled out',
  'confirmed',
  'hospitalised',
  'no show',
  'died',
  'left',
  'approve',
  'hold',
  'handled',
] as const)
  for (const word of WORDS[answer]) answerOf.set(word, answer)

const asPattern = (word: string): string => {
  if (/^[a-z]/.test(word)) return `(?<![a-z])${word.replaceAll(' ', '\\s')}(?![a-z])`
  return word.length === 1 ? `(?<!\\p{Script=Han})${word}(?!\\p{Script=Han})` : word
}

/** The longest word first, so that 不在家 is not read as 在家. */
const PATTERN = new RegExp(
  [...answerOf.keys(), ...NO_ANSWER]
    .sort((a, b) => b.length - a.length)
    .map(asPattern)
    .join('|'),
  'gu',
)

export interface AnswerWord {
  readonly answer: Answer
  readonly from: number
  readonly to: number
}

/** The answers in a folded text, where they stand. */
export const answersIn = (folded: string): AnswerWord[] =>
  [...folded.matchAll(PATTERN)].flatMap((match) => {
    const answer = answerOf.get(match[0])
    if (answer === undefined || NEGATED.test(folded.slice(0, match.index))) return []
    return [{ answer, from: match.index, to: match.index + match[0].length }]
  })
