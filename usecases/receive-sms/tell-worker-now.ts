import { type Community, staffFor } from '../../core/community/community.ts'
import type { IsolationId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Owner } from '../../core/matter/matter.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToStaff } from '../../core/texts/recorded-message.ts'
import { findInbound } from '../../record/inbound-repository.ts'
import { tellingsWithinBudget } from '../compose-message/within-budget.ts'
import { once } from './reply-to-resident.ts'

/** The grid worker, unless they wrote it themselves. */
const readerOf = (community: Community, { grid }: Isolation, from: string | undefined): Owner => {
  const ownerIn = (role: Owner['role']): Owner => ({ role, staff: staffFor(community, role, grid).id })
  return staffFor(community, 'grid_worker', grid).phone === from
    ? ownerIn('community_administrator')
    : ownerIn('grid_worker')
}

/** Words that may mean danger: somebody who looks after them reads them now, at any hour. */
export const tellWorkerNow = async (ports: Ports, id: IsolationId, inbound: string): Promise<void> => {
  await once(ports, id, inbound, 'read now', async (loaded, key) => {
    const { community, isolation, now } = loaded
    const to = readerOf(community, isolation, (await findInbound(ports.store, inbound))?.from)
    const text = messageToStaff(to, key, now, 'read_now', { quotes: [inbound] })
    return { events: [], ...(await tellingsWithinBudget(ports, loaded, 'words', [text])) }
  })
}
