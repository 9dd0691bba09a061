import type { When } from '../../time/half-day.ts'
import { isMark, isPlain, type Token } from '../tokens/tokens.ts'
import { joinedTimes, timeSaid } from './times-of-day.ts'

/** When a temperature was measured, according to the text. undefined: the text does not say, so just now. */
export type SaidWhen = When | 'now' | 'earlier' | 'both' | undefined

const NOTHING: Token = { is: 'mark', mark: 'space', text: '', from: 0, to: 0 }

/** A position outside the text gives an empty token. */
export const tokenAt = (tokens: readonly Token[], at: number): Token => tokens[at] ?? NOTHING

/** A token that does not separate a number from its time or person. */
export const isLight = (token: Token): boolean =>
  isMark(token, 'space', 'colon', 'link', 'sign', 'yes') ||
  (isPlain(token, 'filler') && (token.text.length <= 2 || /[a-z]/.test(token.text))) ||
  isPlain(token, 'measure', 'degree', 'link', 'have', 'same', 'well', 'all', 'name', 'yes') ||
  token.is === 'person' ||
  token.is === 'name' ||
  timeSaid(token) !== undefined ||
  token.is === 'number'

export const closes = (tokens: readonly Token[], from: number, to: number): boolean =>
  tokens.slice(from, to).some((token) => isMark(token, 'comma', 'stop', 'link'))

const timesNear = (tokens: readonly Token[], from: number, to: number): number[] => {
  const times: number[] = []
  for (let at = from; at < to; at += 1) {
    const token = tokens[at]
    if (token !== undefined && timeSaid(token) !== undefined) times.push(at)
  }
  return times
}

/** `ran out yesterday 36.5`: in English the time follows what it belongs to. */
const endsAPhrase = (tokens: readonly Token[], time: number): boolean => {
  if (!/^[a-z]/.test(tokenAt(tokens, time).text)) return false
  let before = time - 1
  while (isMark(tokens[before], 'space')) before -= 1
  return ['need', 'unknown', 'symptom', 'complaint'].includes(tokenAt(tokens, before).is)
}

/** Finds the words of time that belong to each reading. */
export const bindTimes = (
  tokens: readonly Token[],
  readings: readonly number[],
  /** In a list of several people a time counts until the next one. */
  carries: boolean,
): SaidWhen[] => {
  const used = new Set<number>()
  const bound: SaidWhen[] = []
  let carried: SaidWhen
  readings.forEach((at, index) => {
    const from = index === 0 ? 0 : (readings[index - 1] ?? 0) + 1
    const before = timesNear(tokens, from, at).filter((time) => !used.has(time))
    let start = at
    while (start > from && isLight(tokenAt(tokens, start - 1))) start -= 1
    const direct = before.filter((time) => time >= start && !endsAPhrase(tokens, time))
    if (direct.length > 0) {
      for (const time of direct) used.add(time)
      carried = joinedTimes(direct.flatMap((time) => tokens[time] ?? []))
      bound.push(carried)
      return
    }
    const next = readings[index + 1] ?? tokens.length
    let end = at + 1
    while (end < next && (isMark(tokens[end], 'space', 'colon') || isPlain(tokens[end], 'filler', 'yes')))
      end += 1
    let last = end
    while (
      last < next &&
      (timeSaid(tokenAt(tokens, last)) !== undefined || isMark(tokens[last], 'space', 'colon'))
    )
      last += 1
    const behind = timesNear(tokens, end, last)
    if (behind.length > 0 && behind[0] === end) {
      const toNext = tokens.slice(last, next)
      const glued =
        next < tokens.length &&
        toNext.every(
          (token) =>
            isMark(token, 'space', 'colon') ||
            isPlain(token, 'measure', 'filler') ||
            token.is === 'person' ||
            token.is === 'name',
        )
      const nextHasOwn =
        next < tokens.length &&
        timeSaid(tokens[next + (isMark(tokens[next + 1], 'space') ? 2 : 1)] ?? tokenAt(tokens, next)) !==
          undefined
      const closed =
        toNext.length === 0 ||
        isMark(toNext[0], 'comma', 'stop', 'question', 'link', 'colon', 'sign') ||
        toNext.every((token) => isLight(token)) ||
        isPlain(toNext[0], 'link', 'filler', 'kind')
      if (closed && (!glued || nextHasOwn || toNext.some((token) => isPlain(token, 'link')))) {
        for (const time of behind) used.add(time)
        bound.push(joinedTimes(behind.flatMap((time) => tokens[time] ?? [])))
        return
      }
    }
    const past = before.some((time) => /^yesterday|^earlier/.test(timeSaid(tokenAt(tokens, time)) ?? ''))
    const sameClause = !closes(tokens, before.at(-1) ?? at, at)
    const loose = before.length > 0 && index > 0 && (bound[index - 1] !== undefined || (past && sameClause))
    if (carries && index > 0 && carried !== undefined && carried !== 'now') bound.push(carried)
    else bound.push(loose ? joinedTimes(before.flatMap((time) => tokens[time] ?? [])) : undefined)
  })
  // 早上网课！！36.5 现在36.7: if a second reading says "now", a loose "morning" before the first one counts.
  const [first] = readings
  if (readings.length === 2 && bound[0] === undefined && bound[1] !== undefined && first !== undefined) {
    const loose = timesNear(tokens, 0, first)
    if (loose.length > 0) bound[0] = joinedTimes(loose.flatMap((time) => tokens[time] ?? []))
  }
  return bound
}
