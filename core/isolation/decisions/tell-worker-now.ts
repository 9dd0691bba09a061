import { type Community, staffFor } from '../../community/community.ts'
import type { Owner } from '../../matter/matter.ts'
import { repeatedTellings } from '../../message/reply-budgets.ts'
import { messageToStaff } from '../../texts/recorded-message.ts'
import type { Loaded, Unpaid } from '../decision.ts'
import type { Isolation } from '../isolation.ts'

/** The grid worker, unless they wrote it themselves. */
const readerOf = (community: Community, { grid }: Isolation, from: string): Owner => {
  const ownerIn = (role: Owner['role']): Owner => ({ role, staff: staffFor(community, role, grid).id })
  return staffFor(community, 'grid_worker', grid).phone === from
    ? ownerIn('community_administrator')
    : ownerIn('grid_worker')
}

/**
 * Words that may mean danger: somebody who looks after the returnee reads them now, at any hour.
 * @param from the number that wrote them
 */
export const tellWorkerNow = (
  { community, isolation, book, now }: Loaded,
  inbound: string,
  from: string,
  key: string,
): Unpaid => {
  const to = readerOf(community, isolation, from)
  const text = messageToStaff(to, key, now, 'read_now', { quotes: [inbound] })
  return {
    by: 'resident',
    events: [],
    messages: [{ paidFrom: repeatedTellings(isolation.id, 'words', book), messages: [text] }],
  }
}
