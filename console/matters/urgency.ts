import type { MatterKind } from '../../core/domain/rule-book.ts'
import type { IsolationSummary } from '../../functions/api/isolation-summary.ts'

/** The kinds of matters, those that bear no delay first. */
const weight: Readonly<Record<MatterKind, number>> = {
  fever: 0,
  'no show': 1,
  silence: 2,
  unreachable: 3,
  failure: 4,
  'unclear replies': 5,
  'opted out': 6,
  decision: 7,
  release: 8,
  visit: 9,
}

const NONE = 100

export const heaviest = (kinds: readonly MatterKind[]): number =>
  kinds.reduce((least, kind) => Math.min(least, weight[kind]), NONE)

type Waiting = Pick<IsolationSummary, 'id' | 'matters' | 'next'>

const dueAt = ({ next }: Waiting): number => (next === null ? Number.POSITIVE_INFINITY : Date.parse(next.at))

/** Whoever has an open matter first, the gravest of them before the others; then whose deadline is next. */
export const byUrgency = (a: Waiting, b: Waiting): number => {
  const grave = heaviest(a.matters) - heaviest(b.matters)
  if (grave !== 0) return grave
  const [dueA, dueB] = [dueAt(a), dueAt(b)]
  return dueA === dueB ? a.id.localeCompare(b.id) : dueA - dueB
}
