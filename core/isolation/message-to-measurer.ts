import { staffFor } from '../community/community.ts'
import type { Message } from '../message/message.ts'
import { messageToStaff } from '../texts/recorded-message.ts'
import { localTime } from '../time/time-zone.ts'
import type { SlotTimes } from './calendar.ts'
import type { Loaded } from './decision.ts'

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
