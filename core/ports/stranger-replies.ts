/** How unknown numbers are answered in this stage. */
export interface StrangerReplies {
  /** Two capital letters each. Absent: the countries of the communities. */
  readonly countries?: readonly string[]
  /** The number of answers per day to all of them. Absent: a hundred. */
  readonly perDay?: number
}

/** Costs a few dollars at most, and more than ever write by mistake: our decision. */
export const STRANGERS_PER_DAY = 100
