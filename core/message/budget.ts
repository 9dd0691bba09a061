import { type Instant, plus } from '../time/instant.ts'

/** At most so many uses within so many milliseconds before any moment. */
export interface Allowance {
  readonly most: number
  readonly within: number
}

/** Something with an allowance. `of`: what it is for, and whose it is. */
export interface Budget {
  readonly of: readonly [what: string, whose: string]
  readonly allowance: Allowance
}

/** The uses that still count, oldest first. */
export const countingUses = (uses: readonly Instant[], { within }: Allowance, now: Instant): Instant[] =>
  uses.filter((at) => plus(at, within) > now)

/** The uses with one more. undefined: the allowance is used up. */
export const withOneMore = (
  uses: readonly Instant[],
  allowance: Allowance,
  now: Instant,
): readonly Instant[] | undefined => {
  const counting = countingUses(uses, allowance, now)
  return counting.length < allowance.most ? [...counting, now] : undefined
}

/** When a used-up allowance allows the next use. undefined: it is not used up. */
export const usedUpUntil = (
  uses: readonly Instant[],
  allowance: Allowance,
  now: Instant,
): Instant | undefined => {
  const counting = countingUses(uses, allowance, now)
  const first = counting[counting.length - allowance.most]
  return first === undefined ? undefined : plus(first, allowance.within)
}
