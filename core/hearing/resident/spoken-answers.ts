import type { Heard } from '../heard.ts'
import { saysNo, saysYes } from '../lexicon/lexicon.ts'
import { isMark, isPlain, isWhole, type Token } from '../tokens/tokens.ts'

/** `小数点后面是5`, `不是零，是八`: the decimal, in answer to a question. */
export const partIn = (numbers: string): number | undefined => {
  const last = [...numbers.matchAll(/(?<![\d.])(\d)(?![\d.])/g)].at(-1)
  return last === undefined || /不是\s?$/.test(numbers.slice(0, last.index)) ? undefined : Number(last[1])
}

/** `我不是13号到的是14号`: the text says that a date of the registration is wrong. */
export const correctsADate = (tokens: readonly Token[]): boolean =>
  tokens.filter((token) => token.is === 'number' && token.kind === 'date').length > 1 &&
  !tokens.some(({ is }) => is === 'reading')

/** Only kind words or filler. */
export const isKindOnly = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => isPlain(token, 'kind', 'talk')) ||
  tokens.every((token) => token.is === 'mark' || token.is === 'time' || isPlain(token, 'filler'))

/** A keyword, unless a denial comes before it or the text is a report. */
export const orderIn = (
  tokens: readonly Token[],
  orders: readonly string[],
  reports: boolean,
): Heard['order'] => {
  if (orders.includes('wrong_number')) return 'wrong_number'
  const denied = tokens.some(
    (token, at) =>
      token.is === 'order' &&
      tokens
        .slice(Math.max(0, at - 3), at)
        .some((before) => before.is === 'denial' && before.value === 'before'),
  )
  const says = (order: string): boolean =>
    orders.includes(order) || (orders.includes(`${order} alone`) && isWhole(tokens, 'order'))
  if (says('stop') && !reports && !denied) return 'stop'
  if (says('start') && !reports && !denied) return 'start'
  if (orders.includes('moved_away')) return 'moved_away'
  if (orders.includes('help') && !reports) return 'help'
  if (orders.includes('cry') && !reports) return 'help'
  return undefined
}

/** The answer to "is it 37.0?". undefined if the text doubts it or names another number. */
export const answerIn = (
  tokens: readonly Token[],
  asked: number,
  measured: readonly number[],
): Heard['answer'] => {
  if (measured.some((tenths) => tenths !== asked)) return undefined
  const words = tokens.filter((token) => token.is !== 'mark')
  const denied = words.some((token) => token.is === 'reading' && token.candidate.form === 'denied')
  if (denied) return 'no'
  const begins = saysYes(words[0]?.text ?? '')
  const doubts = words.some(
    (token) =>
      token.is === 'denial' &&
      ['doubt', 'condition', ...(begins ? [] : ['unmeasured'])].includes(token.value),
  )
  if (doubts) return undefined
  // `yes?`, 是昨天的, `yes that's my wife's`: a question, or about something else.
  const isOfOther = tokens.some(
    (token) =>
      isMark(token, 'question') ||
      (token.is === 'question' && token.value === 'mark') ||
      (token.is === 'time' && token.value.startsWith('yesterday')) ||
      (token.is === 'person' && token.value !== 'self' && token.value !== 'pronoun'),
  )
  if (isOfOther) return undefined
  // 是 between other words is only a copula.
  const yes = words.some((token, at) => saysYes(token.text) && (token.text !== '是' || at === 0))
  // `Yes. No cough`: the no belongs to the cough.
  const isOfComplaint = (at: number): boolean =>
    begins && ['symptom', 'part', 'complaint', 'danger'].includes(words[at + 1]?.is ?? '')
  const no =
    words.some(
      (token, at) =>
        (saysNo(token.text) || (token.is === 'denial' && token.value === 'before')) && !isOfComplaint(at),
    ) || tokens.some((token) => isMark(token, 'no'))
  if (yes && no) return undefined
  if (yes || tokens.some((token) => isMark(token, 'yes'))) return 'yes'
  return no ? 'no' : undefined
}
