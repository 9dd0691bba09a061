import * as z from 'zod/mini'
import { IsolationId, SlotId } from '../core/ids.ts'
import type { Isolation } from '../core/isolation/isolation.ts'
import { StatusName } from '../core/isolation/status-name.ts'
import { WaitsFor } from '../core/isolation/waits-for.ts'
import type { JsonObject } from '../core/json.ts'
import { Category, Origin } from '../core/person/registration.ts'
import type { IndexedItem } from '../core/ports/store.ts'
import { type Instant, isInstant } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { LocalDate } from '../core/time/local-time.ts'
import { closedShape } from './shape.ts'
import { readShown } from './shown.ts'
import { slotIndex } from './slot-texts.ts'

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

/** What the list of a grid shows of an isolation: enough to count it, now and on any later day, without reading it. */
const Shown = z.strictObject({
  status: StatusName,
  entries: z.int(),
  generation: z.int(),
  ruleBook: z.int(),
  category: Category,
  origin: z.optional(Origin),
  waitsFor: WaitsFor,
  zone: z.string(),
  arrivedAt: InstantSchema,
  registeredAt: InstantSchema,
  dayZero: LocalDate,
  lastDay: z.int(),
  spreadSeconds: z.int(),
  /** Only if approved. */
  releaseAt: z.optional(InstantSchema),
  /** Is asked by the grid worker. */
  byWorker: z.optional(z.literal(true)),
  /**
   * One of the {@link SLOT_LETTERS} for each slot, from the morning of day 1 on, without the last ones if nothing has
   * happened to them.
   */
  slots: z.string(),
})

const storedIsolationSummary = closedShape('isolation summary', Shown)

export interface IsolationSummary extends z.infer<typeof Shown> {
  readonly id: IsolationId
  /** What it waits for is due then. */
  readonly dueAt?: Instant
}

const slotLettersOf = ({ slots }: Isolation): string => {
  const letters: string[] = []
  for (const [id, slot] of Object.entries(slots))
    letters[slotIndex(SlotId.parse(id))] =
      SLOT_LETTERS[slot.state === 'asked' && slot.attempt > 0 ? 'reminded' : slot.state]
  return Array.from(letters, (letter) => letter ?? SLOT_LETTERS.untouched).join('')
}

export const isolationSummaryOf = (isolation: Isolation): IsolationSummary => {
  const { id, entries, generation, ruleBook, category, origin, zone, arrivedAt, registeredAt } = isolation
  const { dayZero, lastDay, spreadSeconds, status, awaiting, contact } = isolation
  return {
    id,
    status: status.name,
    entries,
    generation,
    ruleBook,
    category,
    ...(origin === undefined ? {} : { origin }),
    waitsFor: awaiting?.for ?? 'nothing',
    ...(awaiting === undefined ? {} : { dueAt: awaiting.at }),
    zone,
    arrivedAt,
    registeredAt,
    dayZero,
    lastDay,
    spreadSeconds,
    ...(status.name === 'approved' ? { releaseAt: status.releaseAt } : {}),
    ...(contact.by === 'worker' ? { byWorker: true } : {}),
    slots: slotLettersOf(isolation),
  }
}

/** The place of an isolation in the list of its grid: by status, and by the instant it waits for. */
export const isolationListEntry = (
  isolation: Isolation,
): { readonly sk: string; readonly summary: JsonObject } => {
  const { id, dueAt, ...summary } = isolationSummaryOf(isolation)
  return {
    sk: [summary.status, dueAt ?? 'never', id].join('#'),
    summary: storedIsolationSummary.body(summary),
  }
}

/** undefined: it cannot be read here, so the item has to be. */
export const readIsolationSummary = (item: IndexedItem): IsolationSummary | undefined => {
  const shown = readShown(storedIsolationSummary, item)
  const [, dueAt = '', id] = item.index.sk.split('#')
  return shown && { ...shown, id: IsolationId.parse(id), ...(isInstant(dueAt) ? { dueAt } : {}) }
}
