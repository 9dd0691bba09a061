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
  failure: 6,
  no_thermometer: 7,
  unclear_replies: 8,
  opted_out: 9,
  decision: 10,
  release: 11,
  visit: 12,
  request: 13,
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
