import { LocalTime } from '../../core/time/local-time.ts'
import type { Reading } from './cell-reading.ts'

export interface TimeOfDay {
  readonly time: LocalTime
  /** After midnight: a night belongs to the day on which it begins. */
  readonly nextDay: boolean
}

/**
 * Words for a part of the day, and how they convert an hour to the 24-hour clock. undefined: not an hour of that part.
 */
const PARTS: readonly (readonly [readonly string[], (hour: number) => number | undefined])[] = [
  [['凌晨', '清晨'], (hour) => (hour === 12 ? 0 : hour <= 7 ? hour : undefined)],
  [['早上', '早晨', '上午', '早'], (hour) => (hour >= 1 && hour <= 12 ? hour : undefined)],
  [['中午'], (hour) => (hour === 11 || hour === 12 ? hour : hour <= 2 && hour >= 1 ? hour + 12 : undefined)],
  [['下午', '午后'], (hour) => (hour === 12 ? 12 : hour >= 1 && hour <= 7 ? hour + 12 : undefined)],
  [['傍晚'], (hour) => (hour >= 4 && hour <= 8 ? hour + 12 : undefined)],
  [
    ['晚上', '晚间', '夜里', '夜间', '深夜', '半夜', '午夜', '晚'],
    (hour) => (hour === 12 ? 24 : hour >= 5 && hour <= 11 ? hour + 12 : undefined),
  ],
  [['am'], (hour) => (hour >= 1 && hour <= 12 ? hour % 12 : undefined)],
  [['pm'], (hour) => (hour >= 1 && hour <= 12 ? (hour % 12) + 12 : undefined)],
]

const BEFORE = PARTS.flatMap(([words]) => words).join('|')
const CLOCK = new RegExp(
  `^(?<before>${BEFORE})? ?(?<hour>\\d{1,2})(?::(?<colon>\\d{2})(?::\\d{2}(?:\\.\\d+)?)?| ?[时点]钟?(?: ?(?:(?<minutes>\\d{1,2}) ?分?|(?<half>半)|(?<quarter>[一三])刻|整))?)? ?(?<after>[ap]\\.?m\\.?)?$`,
  'i',
)
const ZONE = /\d(?:z|\s?[+-]\d{2}:?\d{2})$/i
const NOON = /^(?:12 ?)?(?:noon|正午)$/i
const MIDNIGHT = /^(?:12 ?)?(?:midnight|午夜|半夜)$/i

/** For a cell with neither a date nor a date with a time. */
export const EXPECTED_DATE = 'expected a date such as 2020-02-14, with or without a time such as 08:30'

/** Midnight at the end of a day is read as its last minute, so that the date stays the one that was written. */
const END_OF_DAY: TimeOfDay = { time: LocalTime.parse('23:59'), nextDay: false }

const minutesOf = ({
  colon,
  minutes,
  half,
  quarter,
}: {
  readonly [part: string]: string | undefined
}): number => {
  if (half !== undefined) return 30
  if (quarter !== undefined) return quarter === '一' ? 15 : 45
  return Number(colon ?? minutes ?? 0)
}

/**
 * A time of day as people write it after a date. undefined: there is none, or it is the 00:00 that spreadsheets add to
 * a date without a time: read as a time, it would end an isolation a day early.
 */
export const readTimeOfDay = (text: string): Reading<TimeOfDay | undefined> => {
  if (text === '') return { value: undefined }
  if (ZONE.test(text)) return { reason: 'write the local time, without a time zone' }
  if (NOON.test(text)) return { value: { time: LocalTime.parse('12:00'), nextDay: false } }
  if (MIDNIGHT.test(text)) return { value: END_OF_DAY }
  const groups = CLOCK.exec(text)?.groups
  if (groups === undefined) return { reason: EXPECTED_DATE }
  const hour = Number(groups['hour'])
  const minute = minutesOf(groups)
  const said = (groups['after']?.replaceAll('.', '') ?? groups['before'])?.toLowerCase()
  // 下午15:30 already uses the 24-hour clock.
  const is24 = hour > 12 && groups['after'] === undefined && !/^(?:凌晨|清晨|早|上午|中午)/.test(said ?? '')
  const part = said === undefined || is24 ? undefined : PARTS.find(([words]) => words.includes(said))
  const ofDay = part === undefined ? hour : part[1](hour)
  if (ofDay === undefined)
    return { reason: 'the hour does not fit its half of the day: write it with 24 hours, such as 20:30' }
  if (ofDay === 24 && part !== undefined)
    return {
      value:
        minute === 0
          ? END_OF_DAY
          : { time: LocalTime.parse(`00:${String(minute).padStart(2, '0')}`), nextDay: true },
    }
  if (ofDay === 24 && minute === 0) return { value: END_OF_DAY }
  const time = LocalTime.safeParse(`${String(ofDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
  if (!time.success) return { reason: 'no such time of day' }
  return { value: time.data === '00:00' ? undefined : { time: time.data, nextDay: false } }
}
