import type { ShownCommunity } from '../../../api/endpoints/communities.ts'
import { covers } from '../../../core/access/area.ts'
import type { Grant } from '../../../core/access/grant.ts'

/** The grids of a community that lie in somebody's areas. */
export const gridsWithin = (community: ShownCommunity, grants: readonly Grant[]): ShownCommunity['grids'] =>
  community.grids.filter(({ id: grid }) =>
    grants.some(({ area }) => covers(area, { community: community.id, grid })),
  )
