import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import type { Hours } from '../../core/time/hours.ts'
import { LocalTime } from '../../core/time/local-time.ts'

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minutes: number): LocalTime =>
  LocalTime.parse(
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
  )

/** Nobody is moved from half an hour before a slot. */
const BEFORE = 30

/** The hours in which people are asked and answer. */
export const slotHours = ({ slots }: RuleBook): Hours[] =>
  [slots.morning, slots.evening].map((opens) => ({
    from: timeOf(minutesOf(opens) - BEFORE),
    to: timeOf(minutesOf(opens) + slots.spreadMinutes + slots.closeAfterMinutes),
  }))
