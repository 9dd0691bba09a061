import { staffFor } from '../../core/community/community.ts'
import { slotsOf } from '../../core/isolation/calendar.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import type { Message } from '../../core/message/message.ts'
import { messageToStaff } from '../../core/texts/recorded-message.ts'
import { addDays } from '../../core/time/time-zone.ts'

/** The date of the last slots. Absent: the period is already over. */
export const untilOf = ({ isolation, book }: Loaded): { readonly until?: string } =>
  slotsOf(isolation, book).length === 0 ? {} : { until: addDays(isolation.dayZero, isolation.lastDay) }

/** Tells the grid worker of somebody new in the grid. */
export const messageToNewWorker = (loaded: Loaded, key: string): Message => {
  const { isolation, community, now } = loaded
  const { contact, grid, commitmentSignedOn } = isolation
  const { id: staff } = staffFor(community, 'grid_worker', grid)
  return messageToStaff({ role: 'grid_worker', staff }, key, now, 'new_returnee', {
    ...untilOf(loaded),
    signed: commitmentSignedOn !== undefined,
    ...(contact.by === 'worker' ? { code: contact.code } : {}),
  })
}
