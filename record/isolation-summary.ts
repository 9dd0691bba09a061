import * as z from 'zod/mini'
import { IsolationId, SlotId } from '../core/ids.ts'
import { dayOf, halfOf } from '../core/isolation/calendar.ts'
import type { Isolation, Status } from '../core/isolation/isolation.ts'
import { Category } from '../core/person/registration.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { LocalDate } from '../core/time/local-time.ts'

/** What an open isolation waits for. */
export const WaitsFor = z.enum([
  'welcome',
  'slot',
  'report',
  'review',
  'second_measurement',
  'person',
  'release',
  'nothing',
])
export type WaitsFor = z.infer<typeof WaitsFor>

/** The state of a slot in one character. */
export const SLOT_LETTERS = {
  untouched: '.',
  asked: 'a',
  reminded: 'r',
  reported: '+',
  late: 'l',
  missed: '-',
  excused: 'e',
} as const

const whole = z.coerce.number().check(z.multipleOf(1))
const orEmpty = <Schema extends z.ZodMiniType>(schema: Schema) => z.union([schema, z.literal('')])

const Parts = z.tuple([
  z.enum(['following', 'referred', 'under_review', 'approved', 'released', 'ended']),
  z.string(),
  IsolationId,
  whole,
  whole,
  Category,
  WaitsFor,
  z.string(),
  InstantSchema,
  InstantSchema,
  LocalDate,
  whole,
  whole,
  orEmpty(InstantSchema),
  z.string(),
])

/**
 * The summary of an isolation in the list of its grid: enough to count it, now and on any later day, without reading
 * it. It is the end of its key in the list, so a list of thousands is read by its keys alone.
 */
export interface IsolationSummary
  extends Pick<
    Isolation,
    | 'id'
    | 'entries'
    | 'ruleBook'
    | 'category'
    | 'zone'
    | 'arrivedAt'
    | 'registeredAt'
    | 'dayZero'
    | 'lastDay'
    | 'spreadSeconds'
  > {
  readonly status: Status['name']
  readonly waitsFor: WaitsFor
  /** Only if approved. */
  readonly releaseAt?: Isolation['arrivedAt']
  /**
   * One of the {@link SLOT_LETTERS} for each slot, from the morning of day 1 on, without the last ones if nothing has
   * happened to them.
   */
  readonly slots: string
}

/** 0 for the morning of day 1, 1 for its evening, and so on. */
export const slotIndex = (slot: SlotId): number =>
  2 * (dayOf(slot) - 1) + (halfOf(slot) === 'morning' ? 0 : 1)

const slotLettersOf = ({ slots }: Isolation): string => {
  const letters: string[] = []
  for (const [id, slot] of Object.entries(slots))
    letters[slotIndex(SlotId.parse(id))] =
      SLOT_LETTERS[slot.state === 'asked' && slot.attempt > 0 ? 'reminded' : slot.state]
  return Array.from(letters, (letter) => letter ?? SLOT_LETTERS.untouched).join('')
}

export const isolationSummaryOf = (isolation: Isolation): IsolationSummary => {
  const { id, entries, ruleBook, category, zone, arrivedAt, registeredAt } = isolation
  const { dayZero, lastDay, spreadSeconds, status, awaiting } = isolation
  return {
    id,
    status: status.name,
    entries,
    ruleBook,
    category,
    waitsFor: awaiting?.for ?? 'nothing',
    zone,
    arrivedAt,
    registeredAt,
    dayZero,
    lastDay,
    spreadSeconds,
    ...(status.name === 'approved' ? { releaseAt: status.releaseAt } : {}),
    slots: slotLettersOf(isolation),
  }
}

/** Begins with the status and the instant it waits for. */
export const isolationSortKey = (isolation: Isolation): string => {
  const summary = isolationSummaryOf(isolation)
  return [
    summary.status,
    isolation.awaiting?.at ?? 'never',
    summary.id,
    summary.entries,
    summary.ruleBook,
    summary.category,
    summary.waitsFor,
    summary.zone,
    summary.arrivedAt,
    summary.registeredAt,
    summary.dayZero,
    summary.lastDay,
    summary.spreadSeconds,
    summary.releaseAt ?? '',
    summary.slots,
  ].join('#')
}

/** undefined: the key has no summary. */
export const readIsolationSummary = (sortKey: string): IsolationSummary | undefined => {
  const read = Parts.safeParse(sortKey.split('#'))
  if (!read.success) return undefined
  const [status, , id, entries, ruleBook, category, waitsFor, zone, arrivedAt, ...rest] = read.data
  const [registeredAt, dayZero, lastDay, spreadSeconds, releaseAt, slots] = rest
  return {
    id,
    status,
    entries,
    ruleBook,
    category,
    waitsFor,
    zone,
    arrivedAt,
    registeredAt,
    dayZero,
    lastDay,
    spreadSeconds,
    ...(releaseAt === '' ? {} : { releaseAt }),
    slots,
  }
}
