/** How numbers that nobody knows are answered in this stage. */
export interface StrangerReplies {
  /** Two capital letters each. Absent: the countries of the communities. */
  readonly countries?: readonly string[]
  /** How many answers in a day to all of them. Absent: a hundred. */
  readonly perDay?: number
}

/** Costs at most some dollars, and is more than ever asked by mistake: our decision. */
export const STRANGERS_PER_DAY = 100
