import type { OwnedMatter } from '../../../core/access/permissions.ts'
import type { Role } from '../../../core/community/community.ts'
import { CommunityId, GridId, StaffId } from '../../../core/ids.ts'
import type { Owner } from '../../../core/matter/matter.ts'

export const qinghe = CommunityId.parse('qinghe')
export const linyuan = CommunityId.parse('linyuan')
export const grid1 = GridId.parse('grid-1')
export const grid2 = GridId.parse('grid-2')

/** The first grid of the first community, where the matters of these tests are. */
export const here = { community: qinghe, grid: grid1 }

export const owner = (role: Role, staff: string): Owner => ({ role, staff: StaffId.parse(staff) })

/** Open, on the rung of these owners; `told`: on rungs before. */
export const openMatter = (owners: readonly Owner[], told?: readonly Owner[]): OwnedMatter => ({
  ...here,
  state: { name: 'open', owners, told },
})

export const settledMatter = (told?: readonly Owner[]): OwnedMatter => ({
  ...here,
  state: { name: 'settled', told },
})
