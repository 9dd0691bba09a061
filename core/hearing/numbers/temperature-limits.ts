import type { RuleBook } from '../../rule-book/rule-book.ts'

/** Both ends included, in tenths of a degree. */
export type Range = RuleBook['plausible']

/** The rule book's limits for readings. */
export interface Limits {
  /** Accepted without a question. */
  readonly plausible: Range
  /** Asked about if not plausible; outside this range it is no temperature. */
  readonly confirm: Range
  /** A reading from here up is a fever, in tenths. */
  readonly feverFrom: number
}

export const limitsOf = ({ plausible, confirm, fever }: RuleBook): Limits => ({
  plausible,
  confirm,
  feverFrom: fever.from,
})
