import type { RuleBook } from '../../rule-book/rule-book.ts'

/** Both ends included, in tenths of a degree. */
export type Range = RuleBook['plausible']

/** What the rule book says of readings. */
export interface Limits {
  /** Taken as they are. */
  readonly plausible: Range
  /** Asked about, where they are not plausible; beyond these it is no temperature. */
  readonly confirm: Range
  /** From here on a reading is a fever, in tenths. */
  readonly feverFrom: number
}

export const limitsOf = ({ plausible, confirm, fever }: RuleBook): Limits => ({
  plausible,
  confirm,
  feverFrom: fever.from,
})
