import type { Why } from '../../core/line/line.ts'
import { type Beyond, type Checked, checksOf, colourOf, type LineFacts } from '../../core/line/line-checks.ts'
import { type SweptParts, sweptAt } from '../../core/sweep/sweep-part.ts'
import {
  checkedInWords,
  figuresInWords,
  type InBothLanguages,
  recordFullWords,
  sweeperInWords,
  usualInWords,
  whyWords,
} from '../../core/texts/line-words.ts'
import { type Instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { isLate } from '../count-figures/counted-until.ts'
import { LATE_PARTS_LIMIT, type LookedAfter } from './judged-line.ts'

/** What a line is made of, whether it was looked at now or counted. */
export interface LineOf {
  readonly now: Instant
  readonly countedAt: Instant
  readonly open: number
  /** Isolations that are not looked after. */
  readonly left: number
  readonly strangers: number
  /** How many there are for each reason. */
  readonly reasons: ReadonlyMap<Why, number>
  readonly of: LineFacts['of']
  readonly beyond: readonly Beyond[]
  readonly swept: SweptParts
  readonly sweptAt: Instant | null
  /** The sweeper has never begun. */
  readonly isUnswept: boolean
  readonly isRecordFull: boolean
}

/** Of nobody in particular. */
export const ofKinds = (counts: {
  readonly open: number
  readonly matters: number
  readonly decisions: number
  readonly dangers: number
  readonly silences: number
}): LineFacts['of'] => ({
  next_step: counts.open,
  owner_with_time: counts.matters,
  last_rung_answered: counts.matters,
  decision_in_time: counts.decisions,
  danger_answered: counts.dangers,
  prompt_known: counts.silences,
  messages_sent: counts.open,
})

const sumOf = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0)

const inWords = (checked: Checked, { beyond, countedAt, now }: LineOf): InBothLanguages => {
  const { check, count } = checked
  if (check === 'sweeper_awake') return sweeperInWords(checked)
  if (check === 'record_has_room') return recordFullWords
  if (check === 'figures_current')
    return figuresInWords(count, Math.floor((milliseconds(now) - milliseconds(countedAt)) / MINUTE))
  if (check !== 'as_usual') return checkedInWords(check, checked)
  const [from, to] = [sumOf(beyond, ({ usual }) => usual.from), sumOf(beyond, ({ usual }) => usual.to)]
  return usualInWords({ count, from, to })
}

const SLOW = 'beyond_first_rung'

const reasonsOf = (reasons: LineOf['reasons']): LookedAfter['reasons'] =>
  [...reasons]
    .filter(([, count]) => count > 0)
    .map(([why, count]) => ({ why, line: why === SLOW ? 'amber' : 'red', count, ...whyWords[why] }))

/** The line in figures and words, without those it names. */
export const answerOf = (line: LineOf): Omit<LookedAfter, 'offenders' | 'slow' | 'beyond'> => {
  const { now, countedAt, open, left, strangers, reasons, of, beyond, swept } = line
  const named = [...reasons].flatMap(([why, count]) =>
    why === SLOW ? [] : Array.from({ length: count }, () => why),
  )
  const checks = checksOf({
    named,
    swept: { of: swept.of, late: swept.late.length, isAsleep: swept.isAsleep },
    areFiguresLate: isLate(countedAt, now),
    isRecordFull: line.isRecordFull,
    beyond,
    of,
  }).map((checked) => ({ ...checked, words: inWords(checked, line) }))
  const [oldest] = swept.late
  const words = [
    `No one left behind: ${Math.max(0, open - left)} of ${open} looked after`,
    ...(strangers === 0 ? [] : [`strangers in danger: ${strangers}`]),
    ...(line.isRecordFull ? [recordFullWords.en] : []),
    ...(swept.isAsleep && oldest !== undefined
      ? [`the sweeper has not looked since ${line.isUnswept ? 'the first registration' : sweptAt(oldest)}`]
      : []),
    ...checks.filter((checked) => checked.line === 'amber').map((checked) => checked.words.en),
  ]
  return {
    line: colourOf(checks),
    words: words.join('; '),
    open,
    at: now,
    countedAt,
    sweptAt: line.sweptAt,
    partsLate: swept.late
      .slice(0, LATE_PARTS_LIMIT)
      .map((part) => ({ part: part.part, since: sweptAt(part) })),
    checks,
    reasons: reasonsOf(reasons),
  }
}
