import * as z from 'zod/mini'
import { CommunityId, GridId, IsolationId } from '../../core/ids.ts'
import { dayAt } from '../../core/isolation/calendar.ts'
import { Isolation, Status } from '../../core/isolation/isolation.ts'
import { Person } from '../../core/person/person.ts'
import { Category, Flags, Origin } from '../../core/person/registration.ts'
import { MatterKind, type RuleBook } from '../../core/rule-book/rule-book.ts'
import type { Instant } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { ShownContact, shownContact } from './contact-view.ts'
import { Deadline, nextOf } from './deadline-view.ts'
import { SlotState, slotToday } from './slot-view.ts'

export const IsolationSummary = z.strictObject({
  id: IsolationId,
  community: CommunityId,
  grid: GridId,
  category: Category,
  origin: z.optional(Origin.check(z.describe('City or country, as entered.'))),
  flags: Flags,
  contact: ShownContact,
  status: Status,
  arrivedAt: InstantSchema,
  dayZero: LocalDate,
  day: z.int().check(z.describe('Today, counted from day 0 of arrival or last exposure.')),
  lastDay: z.int(),
  next: z.nullable(Deadline).check(z.describe('What it waits for. null: it is over.')),
  today: z
    .strictObject({ morning: z.nullable(SlotState), evening: z.nullable(SlotState) })
    .check(z.describe("Today's slots. null: none is due today, or none any more.")),
  closeContactOf: Isolation.shape.closeContactOf.check(
    z.describe('Somebody in the same household whose illness is confirmed.'),
  ),
  matters: z.array(MatterKind).check(z.describe('Kinds of the open matters.')),
  person: z.optional(
    z.nullable(Person).check(z.describe('Name, phone and address, if requested and allowed. null: erased.')),
  ),
})
export type IsolationSummary = z.infer<typeof IsolationSummary>

/** One isolation in a list: ids and health data, no name. */
export const summaryOf = (
  isolation: Isolation,
  book: RuleBook,
  now: Instant,
  mayRecord: boolean,
): IsolationSummary => {
  const { id, community, grid, category, origin, flags, contact, status, arrivedAt, dayZero, lastDay } =
    isolation
  return {
    id,
    community,
    grid,
    category,
    ...(origin === undefined ? {} : { origin }),
    flags,
    contact: shownContact(contact, mayRecord),
    status,
    arrivedAt,
    dayZero,
    lastDay,
    day: dayAt(isolation, now),
    next: nextOf(isolation, book),
    today: {
      morning: slotToday(isolation, book, 'morning', now)?.state ?? null,
      evening: slotToday(isolation, book, 'evening', now)?.state ?? null,
    },
    ...(isolation.closeContactOf === undefined ? {} : { closeContactOf: isolation.closeContactOf }),
    matters: Object.values(isolation.matters).map(({ kind }) => kind),
  }
}
