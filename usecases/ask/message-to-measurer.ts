import { staffFor } from '../../core/domain/community.ts'
import type { Message } from '../../core/domain/message.ts'
import type { SlotTimes } from '../../core/rules/calendar.ts'
import { localTime } from '../../core/zone.ts'
import type { Loaded } from '../../record/isolation-record.ts'
import { textToStaff } from '../compose-message/recorded-message.ts'

/** Asks the grid worker to measure somebody who gets no texts. `code`: of the returnee. */
export const textToMeasurer = (
  { isolation, community, now }: Loaded,
  { date, half, closesAt }: SlotTimes,
  code: string,
  key: string,
): Message => {
  const { id: staff } = staffFor(community, 'grid worker', isolation.grid)
  return textToStaff({ role: 'grid worker', staff }, key, now, 'measureForThem', {
    code,
    slot: { date, half },
    closes: localTime(closesAt, isolation.zone),
  })
}
