import { type Community, gridOf } from '../../core/community/community.ts'
import type { GridId } from '../../core/ids.ts'
import { NotFound } from '../../record/community-repository.ts'
import type { Access } from '../auth/access.ts'

/** The grids that a list shows: the requested one, or all in the caller's area. @throws NotFound, Forbidden */
export const shownGrids = (
  access: Pick<Access, 'grids'>,
  community: Community,
  grid: GridId | undefined,
): GridId[] => {
  if (grid !== undefined && gridOf(community, grid) === undefined)
    throw new NotFound(`community ${community.id} has no grid ${grid}`)
  return access.grids(community, grid)
}
