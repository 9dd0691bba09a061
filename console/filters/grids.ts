import { covers } from '../../core/access/area.ts'
import type { Grant } from '../../core/access/grant.ts'
import type { Community, Grid } from '../../core/domain/community.ts'

/** The grids of a community that lie in somebody's areas. */
export const gridsWithin = (community: Community, grants: readonly Grant[]): readonly Grid[] =>
  community.grids.filter(({ id: grid }) =>
    grants.some(({ area }) => covers(area, { community: community.id, grid })),
  )
