import { emptyOverview } from '../../core/figures/overview.ts'
import { releaseFrom, slotTimes } from '../../core/isolation/calendar.ts'
import type { StatusName } from '../../core/isolation/status-name.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import { type Instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import type { LocalDate } from '../../core/time/local-time.ts'
import { addDays, localDate } from '../../core/time/time-zone.ts'
import type { IsolationFigures, ReleasedFigures, SlotCounts } from '../../record/grid-figures.ts'
import { type IsolationSummary, SLOT_LETTERS } from '../../record/isolation-summary.ts'
import { slotIndex } from '../../record/slot-texts.ts'

/** An isolation as its list shows it, with its rules. */
export interface Shown {
  readonly summary: IsolationSummary
  readonly book: RuleBook
}

const isOpen = (status: StatusName): boolean => status !== 'released' && status !== 'ended'

/** Slots before this one had closed at registration. 0: the morning of day 1. */
const firstSlotOf = (summary: IsolationSummary, book: RuleBook): number => {
  const { lastDay, registeredAt } = summary
  for (let day = 1; day <= lastDay; day += 1)
    for (const half of ['morning', 'evening'] as const) {
      const { id, closesAt } = slotTimes(summary, book, day, half)
      if (closesAt > registeredAt) return slotIndex(id)
    }
  return 2 * lastDay
}

const BY_LETTER: Readonly<Record<string, keyof SlotCounts>> = {
  [SLOT_LETTERS.asked]: 'awaiting',
  [SLOT_LETTERS.reminded]: 'reminded',
  [SLOT_LETTERS.reported]: 'reported',
  [SLOT_LETTERS.late]: 'late',
  [SLOT_LETTERS.missed]: 'missed',
  [SLOT_LETTERS.excused]: 'excused',
}

/** How a slot counts on its day. undefined: not at all. */
const slotName = (status: StatusName, letter: string): keyof SlotCounts | undefined => {
  if (letter !== SLOT_LETTERS.untouched) return BY_LETTER[letter]
  // Nobody is asked while with the doctor.
  if (status === 'referred') return 'excused'
  return isOpen(status) ? 'toCome' : undefined
}

type Days = Map<LocalDate, { -readonly [name in keyof SlotCounts]: number }>

/** Computed once for everybody who has them. */
const known = new Map<string, LocalDate>()

const dateOf = (dayZero: LocalDate, day: number): LocalDate => {
  const name = `${dayZero} ${day}`
  const date = known.get(name) ?? addDays(dayZero, day)
  if (known.size > 5_000) known.clear()
  known.set(name, date)
  return date
}

/** The slots of today and of all days to come. */
const addSlots = (days: Days, { summary, book }: Shown, today: LocalDate): void => {
  const { status, dayZero, lastDay, slots } = summary
  const first = firstSlotOf(summary, book)
  for (let day = 1; day <= lastDay; day += 1) {
    const date = dateOf(dayZero, day)
    if (date < today) continue
    for (let slot = Math.max(first, 2 * day - 2); slot < 2 * day; slot += 1) {
      const name = slotName(status, slots[slot] ?? SLOT_LETTERS.untouched)
      if (name === undefined) continue
      const counts = days.get(date) ?? {}
      counts[name] = (counts[name] ?? 0) + 1
      days.set(date, counts)
    }
  }
}

/** In the order of time. */
const inOrder = <Row extends readonly [number, ...number[]]>(rows: Iterable<Row>): Row[] =>
  [...rows].sort(([a], [b]) => a - b)

/** The figures of the isolations of a grid that are not released, for this moment and any later one. */
export const countIsolations = (shown: readonly Shown[], now: Instant, unread: number): IsolationFigures => {
  const { byStatus, openByCategory, waitingFor } = emptyOverview(now)
  const slots = new Map<string, { readonly today: LocalDate; readonly days: Days }>()
  const releases = new Map<number, [number, number]>()
  const waits = new Map<number, number>()
  let [reminded, underReview, waitForever] = [0, 0, 0]
  let since: number | undefined
  for (const one of shown) {
    const { summary, book } = one
    const { status, category, waitsFor, zone, dueAt, releaseAt } = summary
    const registeredAt = milliseconds(summary.registeredAt)
    since = Math.min(since ?? registeredAt, registeredAt)
    byStatus[status] += 1
    const local = slots.get(zone) ?? { today: localDate(now, zone), days: new Map() }
    slots.set(zone, local)
    addSlots(local.days, one, local.today)
    if (!isOpen(status)) continue
    openByCategory[category] += 1
    waitingFor[waitsFor] += 1
    if (waitsFor === 'report' && summary.slots.endsWith(SLOT_LETTERS.reminded)) reminded += 1
    if (waitsFor === 'person' && status === 'under_review') underReview += 1
    const from = milliseconds(releaseAt ?? releaseFrom(summary, book))
    const [approved, undecided] = releases.get(from) ?? [0, 0]
    releases.set(from, status === 'approved' ? [approved + 1, undecided] : [approved, undecided + 1])
    if (dueAt === undefined) waitForever += 1
    else {
      // To the minute, the later one: everybody has a spread of their own.
      const minute = Math.ceil(milliseconds(dueAt) / MINUTE) * MINUTE
      waits.set(minute, (waits.get(minute) ?? 0) + 1)
    }
  }
  return {
    readAt: now,
    unread,
    byStatus,
    openByCategory,
    waitingFor,
    reminded,
    underReview,
    slots: Object.fromEntries(
      [...slots]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([zone, { days }]) => [
          zone,
          Object.fromEntries([...days].sort(([a], [b]) => (a < b ? -1 : 1))),
        ]),
    ),
    releases: inOrder([...releases].map(([from, counts]): [number, number, number] => [from, ...counts])),
    waits: inOrder(waits),
    waitForever,
    ...(since === undefined ? {} : { since }),
  }
}

export const countReleased = (shown: readonly Shown[], now: Instant, unread: number): ReleasedFigures => {
  const times = shown.map(({ summary }) => milliseconds(summary.registeredAt))
  return {
    readAt: now,
    unread,
    released: shown.length,
    ...(times.length === 0 ? {} : { since: times.reduce((a, b) => Math.min(a, b)) }),
  }
}
