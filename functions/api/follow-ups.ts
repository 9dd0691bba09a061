import * as z from 'zod/mini'
import { Answer, Owner } from '../../core/domain/escalation.ts'
import { EscalationId, GridId, IsolationId, LocalDate, SlotId } from '../../core/domain/ids.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import { Actor } from '../../core/domain/ledger.ts'
import { Person } from '../../core/domain/person.ts'
import { MatterKind } from '../../core/domain/rule-book.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { localDate } from '../../core/zone.ts'
import { loadCommunity } from '../../record/community-record.ts'
import { inGrid, nextCursor, ofCommunity, paging } from './parameters.ts'
import { none, route } from './route.ts'
import { Temperature } from './temperature.ts'

export const FollowUpWhat = z.enum(['visit', 'call', 'measurement'])
export type FollowUpWhat = z.infer<typeof FollowUpWhat>

export const DueFollowUp = z.strictObject({
  what: FollowUpWhat,
  isolation: IsolationId,
  grid: GridId,
  matter: z.optional(EscalationId),
  kind: z.optional(MatterKind),
  slot: z.optional(SlotId),
  owners: z.array(Owner).check(z.describe('Who has it to do now.')),
  dueAt: InstantSchema,
  overdue: z.boolean(),
  person: z.optional(z.nullable(Person)),
})
export type DueFollowUp = z.infer<typeof DueFollowUp>

export const DoneFollowUp = z.strictObject({
  at: InstantSchema,
  by: Actor,
  what: FollowUpWhat,
  isolation: IsolationId,
  grid: GridId,
  matter: z.optional(EscalationId),
  answer: z.optional(Answer),
  temperature: z.optional(Temperature),
})
export type DoneFollowUp = z.infer<typeof DoneFollowUp>

export const FollowUps = z.strictObject({
  now: InstantSchema,
  date: LocalDate,
  due: z.array(DueFollowUp).check(z.describe('Soonest due first. Empty for any date but today.')),
  done: z.array(DoneFollowUp).check(z.describe('Newest first.')),
  cursor: nextCursor,
})
export type FollowUps = z.infer<typeof FollowUps>

export const getFollowUps = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/follow-ups',
  operation: 'listFollowUps',
  tag: 'Communities',
  summary: 'Visits, calls and measurements of a day',
  params: ofCommunity,
  query: z.strictObject({
    date: z
      .optional(LocalDate)
      .check(z.describe("A date of the community's own calendar. Today, unless said.")),
    grid: inGrid,
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'What is due now and what was done that day.', schema: FollowUps } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async ({ store, clock }, { params, query }) => {
    const community = await loadCommunity(store, params.community)
    const now = clock.now()
    return {
      status: 200,
      json: { now, date: query.date ?? localDate(now, community.zone), due: [], done: [] },
    }
  },
})
