import * as z from 'zod/mini'
import { CommunityId, GridId } from '../ids.ts'

/** The places a grant covers. The district is everything that one installation keeps. */
export const Area = z.discriminatedUnion('within', [
  z.strictObject({ within: z.literal('district') }),
  z.strictObject({ within: z.literal('community'), community: CommunityId }),
  z.strictObject({ within: z.literal('grid'), community: CommunityId, grid: GridId }),
])
export type Area = z.infer<typeof Area>

/** Where somebody lives; it decides who may see what concerns them. */
export interface Place {
  readonly community: CommunityId
  readonly grid: GridId
}

export const covers = (area: Area, { community, grid }: Place): boolean => {
  if (area.within === 'district') return true
  return area.community === community && (area.within === 'community' || area.grid === grid)
}

/** True if the area covers the whole community, with its past and future grids. */
export const coversAll = (area: Area, community: CommunityId): boolean =>
  area.within === 'district' || (area.within === 'community' && area.community === community)

/** True if the area and the community overlap. */
export const touches = (area: Area, community: CommunityId): boolean =>
  area.within === 'district' || area.community === community

/** The communities that the areas touch. undefined: all. */
export const communitiesIn = (areas: readonly Area[]): CommunityId[] | undefined => {
  const ids = new Set<CommunityId>()
  for (const area of areas) {
    if (area.within === 'district') return undefined
    ids.add(area.community)
  }
  return [...ids]
}
