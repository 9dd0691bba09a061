import type { GridId, MatterId } from '../../core/ids.ts'
import { DAYS_BEFORE } from '../../core/line/line-checks.ts'
import { DAY } from '../../core/time/instant.ts'
import type { CommunityFigures, OpenMatter } from './community-figures.ts'

/** The open matters of these grids, with their ids. */
export function* mattersIn(
  { matters }: CommunityFigures,
  grids: ReadonlySet<GridId>,
): Generator<readonly [MatterId, OpenMatter]> {
  for (const entry of matters) if (grids.has(entry[1].grid)) yield entry
}

/** When somebody was first followed there, in milliseconds since 1970. `otherwise`: nobody ever was. */
export const followedSince = (
  figures: CommunityFigures,
  grids: ReadonlySet<GridId>,
  otherwise: number,
): number => {
  let since = otherwise
  for (const grid of grids) since = Math.min(since, figures.followedSince.get(grid) ?? otherwise)
  return since
}

/**
 * How many matters of these grids were beyond their first rung at this hour, for each earlier day on which somebody was
 * followed there.
 * @param at in milliseconds since 1970
 */
export const beyondOnDaysBefore = (
  figures: CommunityFigures,
  grids: ReadonlySet<GridId>,
  at: number,
): number[] => {
  const since = followedSince(figures, grids, at)
  const days = Math.min(DAYS_BEFORE, Math.floor((at - since) / DAY))
  const counts = Array.from({ length: Math.max(0, days) }, () => 0)
  const add = (from: number, until: number): void => {
    // The days on which it was there at this hour: mostly none.
    for (let day = Math.floor((at - until) / DAY) + 1; day <= days && at - day * DAY >= from; day += 1)
      if (day > 0) counts[day - 1] = (counts[day - 1] ?? 0) + 1
  }
  for (const { grid, from, until } of figures.stoodBeyond.values()) if (grids.has(grid)) add(from, until)
  for (const [, { beyondAt }] of mattersIn(figures, grids)) if (beyondAt !== undefined) add(beyondAt, at)
  return counts
}
