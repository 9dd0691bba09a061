import type { IsolationSummary } from '../../../api/views/isolation-summary.ts'
import type { MatterKind } from '../../../core/rule-book/rule-book.ts'

/** The kinds of matters, most urgent first. */
const weight: Readonly<Record<MatterKind, number>> = {
  danger: 0,
  fever: 1,
  no_show: 2,
  silence: 3,
  unreachable: 4,
  wrong_number: 5,
  no_thermometer: 6,
  unclear_replies: 7,
  opted_out: 8,
  decision: 9,
  release: 10,
  visit: 11,
  request: 12,
  hint: 13,
}

const NONE = 100

export const heaviest = (kinds: readonly MatterKind[]): number =>
  kinds.reduce((least, kind) => Math.min(least, weight[kind]), NONE)

type Loading = Pick<IsolationSummary, 'id' | 'matters' | 'next'>

const dueAt = ({ next }: Loading): number => (next === null ? Number.POSITIVE_INFINITY : Date.parse(next.at))

/** People with open matters first, the most urgent matter leading; then by the next deadline. */
export const byUrgency = (a: Loading, b: Loading): number => {
  const grave = heaviest(a.matters) - heaviest(b.matters)
  if (grave !== 0) return grave
  const [dueA, dueB] = [dueAt(a), dueAt(b)]
  return dueA === dueB ? a.id.localeCompare(b.id) : dueA - dueB
}
