import { type HouseholdId, SlotId } from '../ids.ts'
import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Half } from '../time/half-day.ts'
import { DAY, HOUR, type Instant, later, MINUTE, milliseconds, plus } from '../time/instant.ts'
import type { LocalDate } from '../time/local-time.ts'
import { addDays, daysBetween, instantAt, localDate } from '../time/time-zone.ts'
import type { Isolation } from './isolation.ts'

/** One half-day for which a report is due, with its instants. */
export interface SlotTimes {
  readonly id: SlotId
  readonly day: number
  readonly half: Half
  readonly date: LocalDate
  /** When the prompt goes out: the slot's hour, later by the household's share of the spread. */
  readonly opensAt: Instant
  /** A report from here on counts for this slot. The same for everybody, as is the close. */
  readonly earlyFrom: Instant
  readonly remindersAt: readonly Instant[]
  readonly closesAt: Instant
}

/** What the calendar needs to know of an isolation. */
export interface Period {
  readonly dayZero: LocalDate
  readonly zone: string
  readonly arrivedAt: Instant
  readonly registeredAt: Instant
  /** Day of the last slots: the rule book's days, more after a hold or a late registration. */
  readonly lastDay: number
  /** Seconds between the slot's hour and the household's prompts: 0 up to the rule book's spread. */
  readonly spreadSeconds: number
}

export const slotId = (day: number, half: Half): SlotId =>
  SlotId.parse(`${String(day).padStart(2, '0')}-${half}`)

export const dayOf = (slot: SlotId): number => Number(slot.slice(0, 2))

export const halfOf = (slot: SlotId): Half => (slot.endsWith('morning') ? 'morning' : 'evening')

/**
 * The name of a slot in the keys of messages and matters: its number counted from the first day zero, so that a
 * half-day keeps its name when day zero moves.
 */
export const slotName = (
  {
    dayZero,
    namedFrom = dayZero,
  }: { readonly dayZero: LocalDate; readonly namedFrom?: LocalDate | undefined },
  slot: SlotId,
): SlotId => slotId(dayOf(slot) + daysBetween(namedFrom, dayZero), halfOf(slot))

/** The slot of this name. undefined: it is before day 1. */
export const slotNamed = (
  {
    dayZero,
    namedFrom = dayZero,
  }: { readonly dayZero: LocalDate; readonly namedFrom?: LocalDate | undefined },
  name: SlotId,
): SlotId | undefined => {
  const day = dayOf(name) - daysBetween(namedFrom, dayZero)
  return day < 1 ? undefined : slotId(day, halfOf(name))
}

export const slotTimes = (
  period: Pick<Period, 'dayZero' | 'zone' | 'spreadSeconds'>,
  book: RuleBook,
  day: number,
  half: Half,
): SlotTimes => {
  const date = addDays(period.dayZero, day)
  const hour = instantAt(date, book.slots[half], period.zone)
  return spreadBy(period.spreadSeconds, {
    id: slotId(day, half),
    day,
    half,
    date,
    opensAt: hour,
    earlyFrom: plus(hour, -book.slots.earlyMinutes * MINUTE),
    remindersAt: book.slots.reminderAfterMinutes.map((after) => plus(hour, after * MINUTE)),
    closesAt: plus(hour, book.slots.closeAfterMinutes * MINUTE),
  })
}

/** Prompt and reminders move with the household's share of the spread; what counts for the slot does not. */
const spreadBy = (seconds: number, slot: SlotTimes): SlotTimes =>
  seconds === 0
    ? slot
    : {
        ...slot,
        opensAt: plus(slot.opensAt, seconds * 1000),
        remindersAt: slot.remindersAt.map((at) => plus(at, seconds * 1000)),
      }

export const timesOf = (period: Period, book: RuleBook, slot: SlotId): SlotTimes =>
  slotTimes(period, book, dayOf(slot), halfOf(slot))

type Timetable = Omit<Period, 'arrivedAt' | 'registeredAt'>

/** A household shares a timetable, a community most of it, and every step needs it: so it is cached. */
const timetables = new WeakMap<RuleBook, Map<string, readonly SlotTimes[]>>()
const MOST_TIMETABLES = 2_000

const timetable = (period: Timetable, book: RuleBook): readonly SlotTimes[] => {
  const known = timetables.get(book) ?? new Map<string, readonly SlotTimes[]>()
  timetables.set(book, known)
  const { dayZero, zone, lastDay, spreadSeconds } = period
  const key = `${dayZero} ${zone} ${lastDay} ${spreadSeconds}`
  const remembered = known.get(key)
  if (remembered !== undefined) return remembered
  const slots: SlotTimes[] = []
  if (spreadSeconds === 0)
    for (let day = 1; day <= lastDay; day += 1)
      for (const half of ['morning', 'evening'] as const) slots.push(slotTimes(period, book, day, half))
  else
    for (const slot of timetable({ ...period, spreadSeconds: 0 }, book))
      slots.push(spreadBy(spreadSeconds, slot))
  if (known.size >= MOST_TIMETABLES) known.clear()
  known.set(key, slots)
  return slots
}

/**
 * The slots from day 1 to the last day, in order, without those that had closed when the person was registered, or that
 * close in the quiet hours of the registration.
 */
export const slotsOf = (period: Period, book: RuleBook): SlotTimes[] => {
  const { registeredAt, zone } = period
  return timetable(period, book).filter(
    ({ closesAt, opensAt }) =>
      closesAt > registeredAt && (opensAt > registeredAt || closesAt > nextDaytime(registeredAt, book, zone)),
  )
}

/** Day 0: the day of arrival or of the last exposure, whichever is later, in the community's time zone. */
export const dayZeroOf = (
  arrivedAt: Instant,
  lastExposure: LocalDate | undefined,
  zone: string,
): LocalDate => {
  const arrival = localDate(arrivedAt, zone)
  return lastExposure !== undefined && lastExposure > arrival ? lastExposure : arrival
}

/**
 * The day of the last slots for somebody registered now: the rule book's, or later if needed to watch them for the
 * least time and the least number of slots. undefined: the period is already over, and a person must decide.
 */
export const lastDayAtRegistration = (
  period: Omit<Period, 'lastDay'>,
  book: RuleBook,
): number | undefined => {
  const end = slotTimes(period, book, book.days, 'evening')
  if (period.registeredAt >= end.closesAt) return undefined
  const enough = (lastDay: number): boolean => {
    const whole = { ...period, lastDay }
    const last = slotTimes(whole, book, lastDay, 'evening')
    const seenFor = milliseconds(last.closesAt) - milliseconds(period.registeredAt)
    return (
      slotsOf(whole, book).length >= book.lateRegistration.minSlots &&
      seenFor >= book.lateRegistration.minHours * HOUR
    )
  }
  let lastDay = book.days
  while (!enough(lastDay)) lastDay += 1
  return lastDay
}

/**
 * The earliest moment of release: the rule book's hour on the day after the last slots, but not before the full days
 * since arrival have passed to the hour.
 */
export const releaseFrom = (period: Period, book: RuleBook): Instant =>
  later(
    instantAt(addDays(period.dayZero, period.lastDay + 1), book.release.at, period.zone),
    plus(period.arrivedAt, book.days * DAY),
  )

/** The day of the isolation at an instant; day 0 is the day of arrival or last exposure. */
export const dayAt = (period: Pick<Period, 'dayZero' | 'zone'>, at: Instant): number =>
  daysBetween(period.dayZero, localDate(at, period.zone))

/** A fixed delay for each household: it is asked together, and at the same minute every day. */
export const spreadSeconds = (household: HouseholdId, book: Pick<RuleBook, 'slots'>): number => {
  if (book.slots.spreadMinutes === 0) return 0
  let hash = 2166136261
  for (let i = 0; i < household.length; i += 1) hash = Math.imul(hash ^ household.charCodeAt(i), 16777619)
  return (hash >>> 0) % (book.slots.spreadMinutes * 60)
}

/** The day on which it ended, in the community's time zone. */
export const endDate = ({ status, dayZero, zone }: Isolation): string =>
  status.name === 'released' || status.name === 'ended' ? localDate(status.at, zone) : dayZero
