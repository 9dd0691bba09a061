import { DAYS_BEFORE } from '../../core/line/line-checks.ts'
import { DAY } from '../../core/time/instant.ts'
import type { GridFigures, OpenMatter } from '../../record/grid-figures.ts'

/** Isolations in these grids that are neither released nor ended. */
export const openIn = (figures: readonly GridFigures[]): number => {
  let open = 0
  for (const { isolations } of figures) {
    if (isolations === undefined) continue
    const { following, referred, under_review: underReview, approved } = isolations.byStatus
    open += following + referred + underReview + approved
  }
  return open
}

/** When somebody was first followed there, in milliseconds since 1970. `otherwise`: nobody ever was. */
export const followedSince = (figures: readonly GridFigures[], otherwise: number): number => {
  let since = otherwise
  for (const { isolations, released } of figures)
    since = Math.min(since, isolations?.since ?? otherwise, released?.since ?? otherwise)
  return since
}

/**
 * How many matters of these grids were beyond their first rung at this hour, for each earlier day on which somebody was
 * followed there.
 * @param open the open ones
 * @param at in milliseconds since 1970
 */
export const beyondOnDaysBefore = (
  figures: readonly GridFigures[],
  open: readonly OpenMatter[],
  at: number,
): number[] => {
  const since = followedSince(figures, at)
  const days = Math.min(DAYS_BEFORE, Math.floor((at - since) / DAY))
  const counts = Array.from({ length: Math.max(0, days) }, () => 0)
  const add = (from: number, until: number): void => {
    // The days on which it was there at this hour: mostly none.
    for (let day = Math.floor((at - until) / DAY) + 1; day <= days && at - day * DAY >= from; day += 1)
      if (day > 0) counts[day - 1] = (counts[day - 1] ?? 0) + 1
  }
  for (const { matters } of figures) for (const [from, until] of matters?.stoodBeyond ?? []) add(from, until)
  for (const { beyondAt } of open) if (beyondAt !== undefined) add(beyondAt, at)
  return counts
}
