import type { When } from '../../time/half-day.ts'
import { saysNo } from '../lexicon/lexicon.ts'
import type { Candidate } from '../numbers/temperatures.ts'
import { isMark, isPlain, type Token } from '../tokens/tokens.ts'
import type { BoundReading } from './bound-readings.ts'

const isQuestion = (token: Token | undefined): boolean => isMark(token, 'question')

/** Written in a way that may also be another number, or no temperature. */
export const doubtful = (candidate: Candidate): boolean =>
  candidate.form === 'no_decimal_point' || candidate.form === 'bare_fahrenheit'

/** `平时36.2，今天37.1`: the usual temperature is no reading if there is a measured one. */
export const withoutUsual = (
  tokens: readonly Token[],
  readings: readonly BoundReading[],
): readonly BoundReading[] => {
  const measured = readings.filter(
    ({ at }) => !tokens.slice(clauseStart(tokens, at), at).some((token) => isPlain(token, 'usual')),
  )
  return measured.length === 0 || measured.some(({ when }) => when !== undefined) ? measured : readings
}

/** The clearest readings; of the doubtful ones, those that are still possible. */
export const choose = (readings: readonly BoundReading[]): BoundReading[] => {
  if (readings.some(({ candidate }) => candidate.form === 'written'))
    return readings.filter(
      ({ candidate, whose, when }) =>
        candidate.form === 'written' ||
        ['maybe_fahrenheit', 'two_digits', 'not_exact', 'cut_off'].includes(candidate.form) ||
        (doubtful(candidate) && (whose !== undefined || when !== undefined)),
    )
  const others = readings.filter(
    ({ candidate }) => candidate.form !== 'bare_fahrenheit' && candidate.form !== 'out_of_range',
  )
  return others.length > 0 ? others : readings.filter(({ candidate }) => candidate.form !== 'out_of_range')
}

/** The index of the first token of the sentence that this token belongs to. */
const clauseStart = (tokens: readonly Token[], at: number): number => {
  let from = at
  while (from > 0) {
    const before = tokens[from - 1]
    if (before === undefined) break
    if (before.is === 'reading') break
    if (isMark(before, 'comma', 'stop', 'question')) break
    from -= 1
  }
  return from
}

const clauseFrom = (tokens: readonly Token[], from: number): readonly Token[] => {
  const end = tokens.findIndex((token, at) => at >= from && isMark(token, 'stop'))
  return tokens.slice(from, end < 0 ? undefined : end)
}

const asks = (clause: readonly Token[]): boolean =>
  clause.some((token) => token.is === 'question') || isQuestion(clause.at(-1))

const speaksOfSomebody = (clause: readonly Token[]): boolean =>
  clause.some(
    (token) => ['symptom', 'danger', 'person', 'time'].includes(token.is) || isPlain(token, 'measure'),
  )

/** 能帮买吗 36.5: the question ends here, and the number after it is a reading. */
const ENDS_A_QUESTION = /(?:[吗么嘛呢吧不没]|(.)不\1|可以)$/

/** Whether a number was not measured but supposed, an example, or a threshold in a question. */
export const isSupposed = (tokens: readonly Token[], at: number): boolean => {
  const from = clauseStart(tokens, at)
  const before = tokens.slice(from, at)
  if (before.some((token) => token.is === 'denial' && token.value === 'condition')) return true
  const last = before.findLast((token) => !isMark(token, 'space', 'colon', 'sign'))
  if (last?.is === 'denial' && last.value === 'example') return true
  const after = tokens.slice(at + 1, at + 4)
  if (
    last?.is === 'question' &&
    last.value === 'mark' &&
    !ENDS_A_QUESTION.test(last.text) &&
    tokens[at]?.is === 'reading'
  )
    return true
  const here = tokens[at]
  const asked =
    here?.is === 'reading' &&
    (here.candidate.form === 'two_digits' || here.candidate.form === 'written') &&
    (isQuestion(after[0]) || (after[0]?.is === 'question' && after[0].value === 'mark'))
  if (asked && tokens.slice(0, at).some((token) => token.is === 'question' && token.value !== 'mark'))
    return true
  // 超过39要去医院吗: asking about a limit is no measurement.
  const clause = clauseFrom(tokens, from)
  if (
    here?.is === 'reading' &&
    here.candidate.form === 'not_exact' &&
    asks(clause) &&
    !speaksOfSomebody(clause)
  )
    return true
  // 烧到39度会怎么样: no person is said to have it.
  const comma = after.findIndex((token) => isMark(token, 'comma', 'stop', 'question'))
  const same = comma < 0 ? after : after.slice(0, comma)
  const follows = same.some((token) => token.is === 'question' && token.value === 'consequence')
  const isOfSomebody = clause.some(
    (token) => token.is === 'person' || token.is === 'time' || isPlain(token, 'measure'),
  )
  if (follows && !isOfSomebody) return true
  return [...before, ...after].some((token) => token.is === 'question' && token.value === 'threshold')
}

/** `没量，应该36.5左右`: a guess. */
export const isGuess = (tokens: readonly Token[], at: number): boolean => {
  const clause = tokens.slice(clauseStart(tokens, at), at)
  // C没看清 D36.8: a word about C does not apply to D.
  const named = clause.flatMap((token, index) => (token.is === 'name' ? [index] : []))
  const near = [...clause.slice(named.length > 1 ? named.at(-1) : 0), ...tokens.slice(at + 1, at + 3)]
  if (tokens.some((token) => saysNo(token.text) || /更正|纠正|correction/.test(token.text))) return false
  const guessed = near.some((token) => token.is === 'denial' && token.value === 'doubt')
  const unmeasured = tokens.some((token) => token.is === 'denial' && token.value === 'unmeasured')
  return (
    guessed &&
    (unmeasured ||
      near.some(
        (token) =>
          token.is === 'denial' &&
          token.value === 'doubt' &&
          /应该|估计|should|guess|probably|assume/.test(token.text),
      ))
  )
}

export const sameWhen = (a: When | undefined, b: When | undefined): boolean =>
  a?.day === b?.day && a?.half === b?.half

/** `37.0？我发的37.9`: the first number is only repeated to be denied. */
export const withoutQuestioned = (
  tokens: readonly Token[],
  readings: readonly BoundReading[],
  asked: number | undefined,
): BoundReading[] =>
  readings.filter(({ at, candidate }, index) => {
    const next = readings[index + 1]
    if (!isQuestion(tokens[at + 1]) || next === undefined || index > 0) return true
    return next.candidate.tenths < candidate.tenths && candidate.tenths !== asked
  })

/** `36.5 for both`: one number for the two slots of the day. */
export const isForBoth = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(at + 1, at + 6).some(({ text }) => text === 'both') &&
  tokens.slice(at + 1, at + 3).every((token) => token.is !== 'person')

const BETWEEN = /^(?:between|之间|到|至|-|~|—|–|to)$/

/** `between 36.9 and 37.4`, `36.5到37`: a range, not a measurement. */
export const isRange = (tokens: readonly Token[], readings: readonly BoundReading[]): boolean => {
  const [low, high] = readings
  if (low === undefined || high === undefined || readings.length > 2) return false
  if (low.when !== undefined || high.when !== undefined) return false
  const between = tokens.slice(low.at + 1, high.at).filter((token) => !isMark(token, 'space'))
  if (between.length === 1 && BETWEEN.test(between[0]?.text ?? '')) return true
  const isNamed = [low, high].every(({ whose }) => whose?.length === 1) && low.whose?.[0] !== high.whose?.[0]
  if (isNamed) return false
  const says = (pattern: RegExp): boolean => tokens.some((token) => pattern.test(token.text))
  return says(/^(?:between|之间)$/) || (says(/^(?:最高|highest|max)$/) && says(/^(?:最低|lowest|min)$/))
}
