import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { LocalTime } from '../../core/time/local-time.ts'
import { localTime } from '../../core/time/time-zone.ts'

/** Time for the whole test before the slot closes, and for the prompt, which goes out up to the spread later. */
const LEFT = 30

const minuteOfDay = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Zones of whole hours, by the names of the IANA database, whose signs are the other way round. */
const ZONES = [...Array(27).keys()].map(
  (hours) => `Etc/GMT${hours <= 12 ? '+' : '-'}${hours <= 12 ? hours : hours - 12}`,
)

/**
 * A zone where the morning slot is open right now: somebody who is registered there is asked at once, at any hour and by
 * any rule book whose slots are long enough.
 * @throws RangeError when its slots are so short that there is none
 */
export const zoneInMorningSlot = ({ slots }: RuleBook, now: Instant): string => {
  const from = minuteOfDay(slots.morning) + slots.spreadMinutes
  const to = minuteOfDay(slots.morning) + slots.closeAfterMinutes - LEFT
  const found = ZONES.find((zone) => {
    const minute = minuteOfDay(localTime(now, zone))
    return minute >= from && minute < to
  })
  if (found === undefined)
    throw new RangeError(
      `nowhere is a morning slot open for ${LEFT} minutes more: the rule book's slots are too short`,
    )
  return found
}
