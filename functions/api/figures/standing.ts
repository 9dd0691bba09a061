import * as z from 'zod/mini'
import { GridId, IsolationId, LocalDate, SlotId } from '../../../core/domain/ids.ts'
import { InstantSchema } from '../../../core/domain/instant-schema.ts'
import { Category } from '../../../core/domain/isolation.ts'
import type { RuleBook } from '../../../core/domain/rule-book.ts'
import { DAY, milliseconds } from '../../../core/instant.ts'
import type { Item } from '../../../core/ports/store.ts'
import { dayOf, halfOf, releaseFrom, slotTimes } from '../../../core/rules/calendar.ts'
import { readBody } from '../../../record/read-body.ts'
import { StatusName } from '../status-name.ts'

/** What an open isolation waits for. */
export const WaitsFor = z.enum([
  'slot',
  'report',
  'review',
  'second measurement',
  'person',
  'release',
  'nothing',
])
export type WaitsFor = z.infer<typeof WaitsFor>

/**
 * What the figures keep of one isolation: enough to count it at any moment from here on, in a few hundred bytes. Of a
 * released one nothing but that it is released: its days are over.
 */
export interface Standing {
  readonly grid: GridId
  /** Ledger entries that have gone into this. */
  readonly entries: number
  /** False: read from a list, which may lag behind the matters of the same isolation. */
  readonly isSure: boolean
  readonly status: StatusName
  readonly days?: Days
}

export interface Days {
  readonly category: Category
  readonly waitsFor: WaitsFor
  readonly zone: string
  /** In days since 1970. */
  readonly dayZero: number
  readonly lastDay: number
  /** One sign a slot, from the morning of day 1 on. */
  readonly slots: string
  /** Slots before this one had closed when the person was registered. 0: the morning of day 1. */
  readonly firstSlot: number
  /** Approved: the release itself. Otherwise the first moment at which it is allowed. In milliseconds since 1970. */
  readonly releaseFrom: number
}

export const SIGNS = {
  untouched: ' ',
  asked: 'a',
  reminded: 'r',
  reported: '+',
  late: 'l',
  missed: '-',
  excused: 'e',
} as const

/** Of an isolation, what is counted: reading the rest as well would take three times as long. */
const Counted = z.object({
  isolation: z.object({
    id: IsolationId,
    grid: GridId,
    ruleBook: z.int(),
    category: Category,
    zone: z.string(),
    arrivedAt: InstantSchema,
    registeredAt: InstantSchema,
    dayZero: LocalDate,
    lastDay: z.int(),
    spreadSeconds: z.int(),
    entries: z.int(),
    status: z.object({ name: StatusName, releaseAt: z.optional(InstantSchema) }),
    awaiting: z.optional(z.object({ for: WaitsFor })),
    slots: z.record(
      SlotId,
      z.object({
        state: z.enum(['asked', 'reported', 'missed', 'late', 'excused']),
        attempt: z.optional(z.int()),
      }),
    ),
  }),
})
export type Counted = z.infer<typeof Counted>['isolation']

export const readCounted = (item: Item): Counted => readBody(Counted, item).isolation

/** 0 for the morning of day 1, 1 for its evening, and so on. */
const placeOf = (slot: SlotId): number => 2 * (dayOf(slot) - 1) + (halfOf(slot) === 'morning' ? 0 : 1)

const signsOf = ({ slots }: Counted): string => {
  const signs: string[] = []
  for (const [id, { state, attempt = 0 }] of Object.entries(slots))
    signs[placeOf(SlotId.parse(id))] = SIGNS[state === 'asked' && attempt > 0 ? 'reminded' : state]
  return Array.from(signs, (sign) => sign ?? SIGNS.untouched).join('')
}

const firstSlotOf = (isolation: Counted, book: RuleBook): number => {
  const { lastDay, registeredAt } = isolation
  for (let day = 1; day <= lastDay; day += 1)
    for (const half of ['morning', 'evening'] as const) {
      const { id, closesAt } = slotTimes(isolation, book, day, half)
      if (closesAt > registeredAt) return placeOf(id)
    }
  return 2 * lastDay
}

/** Dates and zones repeat from one isolation to the next: one copy of each will do. */
const kept = new Map<string, string>()

const oneCopy = (text: string): string => {
  const known = kept.get(text)
  if (known !== undefined) return known
  if (kept.size > 5_000) kept.clear()
  kept.set(text, text)
  return text
}

export const standingOf = (isolation: Counted, book: RuleBook, isSure: boolean): Standing => {
  const { grid, entries, status, category, awaiting, zone, dayZero, lastDay } = isolation
  if (status.name === 'released') return { grid, entries, isSure, status: status.name }
  return {
    grid,
    entries,
    isSure,
    status: status.name,
    days: {
      category,
      waitsFor: awaiting?.for ?? 'nothing',
      zone: oneCopy(zone),
      dayZero: Date.parse(dayZero) / DAY,
      lastDay,
      slots: oneCopy(signsOf(isolation)),
      firstSlot: firstSlotOf(isolation, book),
      releaseFrom: milliseconds(status.releaseAt ?? releaseFrom(isolation, book)),
    },
  }
}
