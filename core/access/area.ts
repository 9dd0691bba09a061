import * as z from 'zod/mini'
import { CommunityId, GridId } from '../ids.ts'

/** As far as a grant goes. The district is everything that one installation keeps. */
export const Area = z.discriminatedUnion('within', [
  z.strictObject({ within: z.literal('district') }),
  z.strictObject({ within: z.literal('community'), community: CommunityId }),
  z.strictObject({ within: z.literal('grid'), community: CommunityId, grid: GridId }),
])
export type Area = z.infer<typeof Area>

/** Where somebody lives, and with them everything about them. */
export interface Place {
  readonly community: CommunityId
  readonly grid: GridId
}

/** True when everything at this place lies in the area. */
export const covers = (area: Area, { community, grid }: Place): boolean => {
  if (area.within === 'district') return true
  return area.community === community && (area.within === 'community' || area.grid === grid)
}

/** True when the whole community lies in the area, with grids that it had and grids that it will have. */
export const coversAll = (area: Area, community: CommunityId): boolean =>
  area.within === 'district' || (area.within === 'community' && area.community === community)

/** True when the area and the community have anything in common. */
export const touches = (area: Area, community: CommunityId): boolean =>
  area.within === 'district' || area.community === community
