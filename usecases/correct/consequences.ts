import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { staffFor } from '../../core/community/community.ts'
import { GridId, MatterId, type SlotId, StaffId } from '../../core/ids.ts'
import { releaseFrom, type SlotTimes, slotName, slotsOf } from '../../core/isolation/calendar.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { Awaiting, Contact, type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import { Addressee } from '../../core/message/message.ts'
import { MatterKind, type RuleBook } from '../../core/rule-book/rule-book.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { addDays } from '../../core/time/time-zone.ts'

const changed = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.optional(z.strictObject({ from: z.nullable(schema), to: z.nullable(schema) }))

const SlotState = z.enum(['to_come', 'asked', 'reported', 'missed', 'late', 'excused', 'outside'])

/** What a correction changes besides the fields. Absent: unchanged. */
export const Consequences = z.strictObject({
  dayZero: changed(LocalDate),
  /** The date of the last slots. */
  lastDay: changed(LocalDate),
  /** When release is allowed, if a person approves it. */
  releaseFrom: changed(InstantSchema),
  status: changed(z.enum(['following', 'referred', 'under_review', 'approved', 'released', 'ended'])),
  awaiting: changed(Awaiting),
  /** Half-days whose state changes. */
  slots: z.array(
    z.strictObject({
      date: LocalDate,
      half: z.enum(['morning', 'evening']),
      from: SlotState,
      to: SlotState,
    }),
  ),
  /** Matters that are opened, settled or raised. */
  matters: z.array(
    z.strictObject({
      id: MatterId,
      kind: MatterKind,
      does: z.enum(['opens', 'is_settled', 'is_raised', 'moves']),
    }),
  ),
  contact: changed(Contact),
  grid: changed(GridId),
  worker: changed(StaffId),
  /** Messages that are sent, by day or at once. */
  messages: z.array(z.strictObject({ to: Addressee, template: z.string() })),
})
export type Consequences = z.infer<typeof Consequences>

type State = z.infer<typeof SlotState>

const difference = <Value>(
  from: Value | undefined,
  to: Value | undefined,
): { from: Value | null; to: Value | null } | undefined =>
  isDeepStrictEqual(from, to) ? undefined : { from: from ?? null, to: to ?? null }

/** Every half-day of the calendar, by its name. */
const slotsByName = (isolation: Isolation, book: RuleBook): Map<SlotId, { times: SlotTimes; state: State }> =>
  new Map(
    slotsOf(isolation, book).map((times) => [
      slotName(isolation, times.id),
      { times, state: isolation.slots[times.id]?.state ?? 'to_come' },
    ]),
  )

const slotsThatChange = (before: Isolation, after: Isolation, book: RuleBook): Consequences['slots'] => {
  const was = slotsByName(before, book)
  const is = slotsByName(after, book)
  return [...new Set([...was.keys(), ...is.keys()])]
    .flatMap((name) => {
      const times = (is.get(name) ?? was.get(name))?.times
      const from = was.get(name)?.state ?? 'outside'
      const to = is.get(name)?.state ?? 'outside'
      return times === undefined || from === to ? [] : [{ date: times.date, half: times.half, from, to }]
    })
    .toSorted((a, b) => (a.date === b.date ? (a.half === 'morning' ? -1 : 1) : a.date < b.date ? -1 : 1))
}

const doingOf = (
  decision: Decision,
  id: MatterId,
  isNew: boolean,
): Consequences['matters'][number]['does'] => {
  if (isNew) return 'opens'
  const about = decision.events.filter((event) => 'matter' in event && event.matter === id)
  if (about.some(({ type }) => type === 'matter_settled')) return 'is_settled'
  return about.some(({ type }) => type === 'matter_raised') ? 'is_raised' : 'moves'
}

/** The consequences of a decision, to show them before it is made. */
export const consequencesOf = (
  { isolation: before, book, community }: Loaded,
  after: Isolation,
  decision: Decision,
): Consequences => {
  const both = <Value>(of: (isolation: Isolation) => Value | undefined) => difference(of(before), of(after))
  const differences = {
    dayZero: both(({ dayZero }) => dayZero),
    lastDay: both(({ dayZero, lastDay }) => addDays(dayZero, lastDay)),
    releaseFrom: both((isolation) => (isOpen(isolation) ? releaseFrom(isolation, book) : undefined)),
    status: both(({ status }) => status.name),
    awaiting: both(({ awaiting }) => awaiting),
    contact: both(({ contact }) => contact),
    grid: both(({ grid }) => grid),
    worker: both(({ grid }) => staffFor(community, 'grid_worker', grid).id),
  }
  return Consequences.parse({
    ...Object.fromEntries(Object.entries(differences).filter(([, one]) => one !== undefined)),
    slots: slotsThatChange(before, after, book),
    matters: (decision.matters ?? []).map(({ id, kind, code }) => ({
      id,
      kind,
      does: doingOf(decision, id, code === undefined),
    })),
    messages: (decision.messages ?? []).map(({ to, template }) => ({ to, template })),
  })
}
