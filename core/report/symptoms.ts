import type { Symptom } from '../domain/isolation.ts'
import { DENIED_WITHIN, SYMPTOM_WORDS, WELL } from './symptom-words.ts'

export interface SymptomReading {
  /** Named and not denied, each once. */
  readonly symptoms: Symptom[]
  /** Symptoms are denied and none is named. */
  readonly denied: boolean
  /** The text without the words that were understood. */
  readonly rest: string
}

type Kind =
  | 'denied within'
  | 'well'
  | 'general'
  | 'negation'
  | 'cross'
  | 'have'
  | 'filler'
  | 'link'
  | 'closing'
  | 'comma'
type Token =
  | { readonly kind: 'symptom'; readonly symptom: Symptom }
  | { readonly kind: Kind | 'colon' | 'space' }
  | { readonly kind: 'unknown'; readonly text: string }

const english = (words: string): string => `(?<![a-z])(?:${words})(?![a-z])`

const SYMPTOMS: readonly Symptom[] = [
  'loss of smell or taste',
  'fatigue',
  'fever',
  'dry cough',
  'sore throat',
  'diarrhoea',
  'breathlessness',
  'other',
]

/** Tried in this order: longer words, and words that hold a negation, stand before the negation itself. */
const WORDS: readonly (readonly [Token, string])[] = [
  [{ kind: 'denied within' }, DENIED_WITHIN],
  ...SYMPTOMS.map(
    (symptom) =>
      [
        { kind: 'symptom', symptom },
        `${SYMPTOM_WORDS[symptom].zh}|${english(SYMPTOM_WORDS[symptom].en)}`,
      ] as const,
  ),
  [{ kind: 'well' }, `${WELL.zh}|${english(WELL.en)}`],
  [{ kind: 'general' }, `症状|异常|问题|毛病|${english('symptoms?|complaints?|problems?|issues?')}`],
  [
    { kind: 'negation' },
    `(?<!有)没有?|无|未见|未出现|未有?|(?<!会)不会|(?<!是)不是|不|否认?|毫无|并无|${english(
      "no|not|without|never|none|nor|neither|den(?:y|ies|ied)|don'?t|do not|doesn'?t|didn'?t|haven'?t|hasn'?t|isn'?t|w/o|nil|free of",
    )}`,
  ],
  [{ kind: 'cross' }, '[×✗✘❌]'],
  [{ kind: 'have' }, `有|出现|${english('have|has|had|having|got|get|with|some')}`],
  [
    { kind: 'filler' },
    `任何|明显|什么|啥|再|过|的|了|感到|觉得|感觉|其他|其它|相关|${english(
      'any|an?|the|feel|feeling|of|signs?|real|more|longer|other|been|new|further',
    )}`,
  ],
  [{ kind: 'closing' }, `或者?|等|${english('or')}`],
  [{ kind: 'link' }, '、|/|和|及|以及|跟|与|&'],
  [{ kind: 'comma' }, ','],
  [{ kind: 'colon' }, ':|=|-'],
  [{ kind: 'space' }, ' '],
]

/** Words of a report that say nothing about symptoms, so that a bare number beside them is the temperature. */
const PLAIN_WORDS = new RegExp(
  `体温|温度|[额腋耳口]温|报告|今天|今日|现在|目前|刚才|刚刚|早上好|早上|早晨|上午|中午|下午|晚上好|晚上|傍晚|早|晚|测量|测得|测|量|正常|您好|你好|谢谢|收到|是|为|度|${english(
    "temperature|temp|my|is|it's|its|today|now|this|morning|afternoon|evening|am|pm|degrees?|celsius|hi|hello|thanks|thank you|ok|normal|i|and|t|c",
  )}`,
  'gu',
)

const TOKEN = new RegExp(
  `${WORDS.map(([, source], index) => `(?<w${index}>${source})`).join('|')}|(?<unknown>[a-z']+|.)`,
  'gsu',
)

const tokensOf = (folded: string): Token[] =>
  [...folded.matchAll(TOKEN)].map(({ 0: text, groups = {} }) => {
    const known = WORDS.find((_, index) => groups[`w${index}`] !== undefined)
    return known === undefined ? { kind: 'unknown', text } : known[0]
  })

const isComplaint = (token: Token | undefined): boolean =>
  token?.kind === 'symptom' || token?.kind === 'general'

/** Where the text goes on after spaces and colons. */
const skip = (tokens: readonly Token[], from: number, ...kinds: Token['kind'][]): number => {
  let at = from
  while (kinds.some((kind) => tokens[at]?.kind === kind)) at += 1
  return at
}

/** `咳嗽：无`, `fever no`, `乏力×`: the index of the negation that follows a complaint and belongs to it. */
const denialAfter = (tokens: readonly Token[], complaint: number): number | undefined => {
  const at = skip(tokens, complaint + 1, 'space', 'colon')
  if (tokens[at]?.kind === 'cross') return at
  if (tokens[at]?.kind !== 'negation') return undefined
  if (tokens.slice(complaint, at).some((token) => token.kind === 'colon')) return at
  const next = tokens[skip(tokens, at + 1, 'space', 'filler')]
  const ends = next === undefined || next.kind === 'comma' || next.kind === 'link'
  return ends || (next.kind === 'unknown' && !/[\p{L}]/u.test(next.text)) ? at : undefined
}

/** `no fever, cough or fatigue`: a comma whose list is closed by an or carries the denial on. */
const listGoesOn = (tokens: readonly Token[], comma: number): boolean => {
  let at = comma
  for (;;) {
    at = skip(tokens, at, 'comma', 'space')
    if (tokens[at]?.kind === 'closing') return true
    if (!isComplaint(tokens[at])) return false
    at += 1
  }
}

/**
 * Reads symptoms and their denials. A denial reaches over what it is directly followed by and over a list joined by 、,
 * 和 or "or"; a plain comma or space after a symptom ends it. Where the language leaves it open, the symptom counts.
 * Expects a folded text.
 */
export const readSymptoms = (folded: string): SymptomReading => {
  const tokens = tokensOf(folded)
  const named = new Set<Symptom>()
  let anyDenied = false
  let denying = false
  /** A complaint stands between the negation and here. */
  let listed = false
  let have = false

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at]
    if (token === undefined) break
    const hadHave = have
    have = token.kind === 'have' || (have && (token.kind === 'space' || token.kind === 'filler'))
    switch (token.kind) {
      case 'negation':
        denying = true
        listed = false
        break
      case 'symptom':
      case 'general': {
        const after = denialAfter(tokens, at)
        if (after !== undefined) {
          anyDenied = true
          at = after
          denying = false
        } else if (denying) {
          anyDenied = true
          listed = true
        } else if (token.kind === 'symptom') named.add(token.symptom)
        else if (hadHave) named.add('other')
        break
      }
      case 'denied within':
        anyDenied = true
        denying = false
        break
      case 'well':
        if (denying) named.add('other')
        else anyDenied = true
        denying = false
        break
      case 'have':
        if (listed) denying = false
        break
      case 'space':
        if (listed) {
          const next = tokens[skip(tokens, at, 'space')]?.kind
          if (next !== 'link' && next !== 'closing' && next !== 'comma') {
            const joined = tokens[at - 1]?.kind
            if (joined !== 'link' && joined !== 'closing' && joined !== 'comma') denying = false
          }
        }
        break
      case 'comma':
        denying = denying && listed && listGoesOn(tokens, at)
        break
      case 'filler':
      case 'link':
      case 'closing':
        break
      case 'colon':
      case 'cross':
      case 'unknown':
        denying = false
        break
    }
  }

  const unknown = tokens.map((token) => (token.kind === 'unknown' ? token.text : ' ')).join('')
  return {
    symptoms: SYMPTOMS.filter((symptom) => named.has(symptom)),
    denied: anyDenied && named.size === 0,
    rest: unknown.replace(PLAIN_WORDS, ' '),
  }
}
