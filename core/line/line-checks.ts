import type { Check, Colour, Why } from './line.ts'

/** The check that fails for each reason. */
export const checkOf: Readonly<Record<Why, Check>> = {
  wait_overdue: 'next_step',
  no_execution: 'next_step',
  owner_overdue: 'owner_with_time',
  ladder_stopped: 'owner_with_time',
  owner_gone: 'owner_with_time',
  last_rung_unanswered: 'last_rung_answered',
  decision_late: 'decision_in_time',
  danger_unanswered: 'danger_answered',
  stranger_unanswered: 'danger_answered',
  disruption_untaken: 'last_rung_answered',
  prompt_unknown: 'prompt_known',
  message_not_sent: 'messages_sent',
  record_unreadable: 'next_step',
  beyond_first_rung: 'as_usual',
}

/** The lowest and highest usual number of matters beyond their first rung at this hour. */
export interface Usual {
  readonly from: number
  readonly to: number
  readonly by: 'days_before' | 'default_rate'
}

/** How many days back the same hour is counted. */
export const DAYS_BEFORE = 7

/** Fewer days are not enough. */
const LEAST_DAYS = 3

/** The share of people who stay silent in each slot: Cork and Kerry 2020, Euro Surveill 2020;25(23):2000972. */
const SILENT = 0.171

const middleOf = (counts: readonly number[]): number => {
  const sorted = [...counts].sort((a, b) => a - b)
  const upper = Math.floor(sorted.length / 2)
  const lower = Math.ceil(sorted.length / 2) - 1
  return ((sorted[lower] ?? 0) + (sorted[upper] ?? 0)) / 2
}

/**
 * The median of the counts at this hour on earlier days, plus or minus twice its square root: by chance alone, a count
 * is above that one time in forty. With fewer than three days: the number of silent people in one slot.
 */
export const usualOf = (counts: readonly number[], open: number): Usual => {
  const isKnown = counts.length >= LEAST_DAYS
  const middle = isKnown ? middleOf(counts) : SILENT * open
  const spread = 2 * Math.sqrt(Math.max(1, middle))
  return {
    from: Math.max(0, Math.floor(middle - spread)),
    to: Math.ceil(middle + spread),
    by: isKnown ? 'days_before' : 'default_rate',
  }
}

/** Of one community: the matters beyond their first rung, and the usual number. */
export interface Beyond {
  readonly count: number
  readonly usual: Usual
}

/** How many parts the sweep has, and how many of them have not been finished for hours. */
export interface SweptSoFar {
  readonly of: number
  readonly late: number
  readonly isAsleep: boolean
}

export interface LineFacts {
  /** The reasons, one for each person named. */
  readonly named: readonly Why[]
  readonly swept: SweptSoFar
  /** Something has happened that is not counted yet, for longer than counting takes. */
  readonly areFiguresLate: boolean
  /** Nothing can be recorded: the disk is full. */
  readonly isRecordFull?: boolean
  readonly beyond: readonly Beyond[]
  /** How many could have failed each check. */
  readonly of: Readonly<
    Record<Exclude<Check, 'sweeper_awake' | 'as_usual' | 'figures_current' | 'record_has_room'>, number>
  >
}

export interface Checked {
  readonly check: Check
  readonly line: Colour
  /** How many fail it. For `as_usual`: how many are beyond their first rung. */
  readonly count: number
  /** How many could have failed it. */
  readonly of: number
}

export const isUnusual = ({ count, usual }: Beyond): boolean => count > usual.to

/** Everybody is still looked at by the due index; what only the sweeper finds is found late in a late part. */
export const lineOfSweep = ({ late, isAsleep }: SweptSoFar): Colour => {
  if (isAsleep) return 'red'
  return late > 0 ? 'amber' : 'green'
}

/** The checks with their results: the line has the worst colour among them. */
export const checksOf = ({
  named,
  swept,
  areFiguresLate,
  isRecordFull = false,
  beyond,
  of,
}: LineFacts): Checked[] => {
  const failures = new Map<Check, number>()
  for (const why of named) failures.set(checkOf[why], (failures.get(checkOf[why]) ?? 0) + 1)
  const red = (check: keyof LineFacts['of']): Checked => {
    const count = failures.get(check) ?? 0
    return { check, line: count === 0 ? 'green' : 'red', count, of: Math.max(count, of[check]) }
  }
  const beyondFirstRung = beyond.reduce((sum, { count }) => sum + count, 0)
  return [
    red('next_step'),
    red('owner_with_time'),
    red('last_rung_answered'),
    red('decision_in_time'),
    red('danger_answered'),
    red('prompt_known'),
    red('messages_sent'),
    { check: 'sweeper_awake', line: lineOfSweep(swept), count: swept.late, of: swept.of },
    {
      check: 'as_usual',
      line: beyond.some(isUnusual) ? 'amber' : 'green',
      count: beyondFirstRung,
      of: Math.max(beyondFirstRung, of.owner_with_time),
    },
    // Nobody is left behind by it, and green would be a guess.
    {
      check: 'figures_current',
      line: areFiguresLate ? 'amber' : 'green',
      count: areFiguresLate ? 1 : 0,
      of: 1,
    },
    // Only where a disk can be full, and only while it is.
    ...(isRecordFull ? [{ check: 'record_has_room', line: 'red', count: 1, of: 1 } as const] : []),
  ]
}

export const colourOf = (checks: readonly Checked[]): Colour => {
  if (checks.some(({ line }) => line === 'red')) return 'red'
  return checks.some(({ line }) => line === 'amber') ? 'amber' : 'green'
}
