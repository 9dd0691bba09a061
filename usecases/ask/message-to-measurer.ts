import { staffFor } from '../../core/community/community.ts'
import type { SlotTimes } from '../../core/isolation/calendar.ts'
import type { Message } from '../../core/message/message.ts'
import { messageToStaff } from '../../core/texts/recorded-message.ts'
import { localTime } from '../../core/time/time-zone.ts'
import type { Loaded } from '../../record/isolation-repository.ts'

/** Asks the grid worker to measure somebody who gets no messages. `code`: the returnee's. */
export const messageToMeasurer = (
  { isolation, community, now }: Loaded,
  { date, half, closesAt }: SlotTimes,
  code: string,
  key: string,
): Message => {
  const { id: staff } = staffFor(community, 'grid_worker', isolation.grid)
  return messageToStaff({ role: 'grid_worker', staff }, key, now, 'measure_for_them', {
    code,
    slot: { date, half },
    closes: localTime(closesAt, isolation.zone),
  })
}
