import type { EscalationId, GridId } from '../../../core/domain/ids.ts'
import { DAY } from '../../../core/instant.ts'
import { DAYS_BEFORE } from '../../../core/rules/line.ts'
import type { CommunityFigures, OpenMatter } from './community-figures.ts'

/** The open matters of these grids, with their ids. */
export function* mattersIn(
  { matters }: CommunityFigures,
  grids: ReadonlySet<GridId>,
): Generator<readonly [EscalationId, OpenMatter]> {
  for (const entry of matters) if (grids.has(entry[1].grid)) yield entry
}

/**
 * How many matters of these grids stood beyond their first rung at this hour of each of the days before on which somebody
 * was followed there.
 * @param at in milliseconds since 1970
 */
export const beyondOnDaysBefore = (
  figures: CommunityFigures,
  grids: ReadonlySet<GridId>,
  at: number,
): number[] => {
  const since = Math.min(...[...grids].map((grid) => figures.followedSince.get(grid) ?? at))
  const moments = Array.from({ length: DAYS_BEFORE }, (_, index) => at - (index + 1) * DAY).filter(
    (moment) => moment >= since,
  )
  const counts = moments.map(() => 0)
  const add = (from: number, until: number): void => {
    for (const [index, moment] of moments.entries())
      if (from <= moment && moment < until) counts[index] = (counts[index] ?? 0) + 1
  }
  for (const { grid, from, until } of figures.stoodBeyond.values()) if (grids.has(grid)) add(from, until)
  for (const [, { beyondAt }] of mattersIn(figures, grids)) if (beyondAt !== undefined) add(beyondAt, at)
  return counts
}
