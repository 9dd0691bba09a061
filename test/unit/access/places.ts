import type { OwnedMatter } from '../../../core/access/permissions.ts'
import type { Role } from '../../../core/community/community.ts'
import { CommunityId, GridId, StaffId } from '../../../core/ids.ts'
import type { Owner } from '../../../core/matter/matter.ts'
import { instant } from '../../../core/time/instant.ts'

export const qinghe = CommunityId.parse('qinghe')
export const linyuan = CommunityId.parse('linyuan')
export const grid1 = GridId.parse('grid-1')
export const grid2 = GridId.parse('grid-2')

/** The first grid of the first community, where the matters of these tests are. */
export const here = { community: qinghe, grid: grid1 }

const now = instant(0)

export const owner = (role: Role, staff: string): Owner => ({ role, staff: StaffId.parse(staff) })

/** Open, on the rung of these owners; `told`: on rungs before. */
export const openMatter = (owners: readonly Owner[], told?: readonly Owner[]): OwnedMatter => ({
  ...here,
  state: {
    name: 'open',
    at: 0,
    round: 0,
    owners: [...owners],
    ...(told === undefined ? {} : { told: [...told] }),
    since: now,
    dueAt: now,
    acknowledged: [],
  },
})

export const settledMatter = (told?: readonly Owner[]): OwnedMatter => ({
  ...here,
  state: {
    name: 'settled',
    outcome: 'reached',
    by: 'staff:worker-1',
    at: now,
    ...(told === undefined ? {} : { told: [...told] }),
  },
})
