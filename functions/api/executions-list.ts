import * as z from 'zod/mini'
import { GridId, IsolationId } from '../../core/domain/ids.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity } from '../../record/community-record.ts'
import { Deadline } from './deadline.ts'
import { inGrid, nextCursor, ofCommunity, paging } from './parameters.ts'
import { none, route } from './route.ts'

export const ListedExecution = z.strictObject({
  workflow: z.enum(['isolation', 'escalation']),
  name: z.string().check(z.describe('Of the execution.')),
  id: z.string().check(z.describe('Of the isolation or escalation.')),
  isolation: IsolationId,
  grid: GridId,
  generation: z.int(),
  status: z
    .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'not known'])
    .check(z.describe('not known: there is no such execution, or it is not kept any more.')),
  state: z.string().check(z.describe('The state of the workflow that the record says it is in.')),
  next: z.nullable(Deadline),
  stuck: z.nullable(z.string()).check(z.describe('Why it needs attention, in words. null: it does not.')),
  consoleUrl: z.optional(z.string().check(z.describe('The execution in the console of AWS.'))),
})
export type ListedExecution = z.infer<typeof ListedExecution>

export const Executions = z.strictObject({
  now: InstantSchema,
  executions: z.array(ListedExecution),
  byState: z
    .array(z.strictObject({ state: z.string(), count: z.int() }))
    .check(z.describe('How many of them, over all pages, are in each state.')),
  cursor: nextCursor,
})
export type Executions = z.infer<typeof Executions>

export const getExecutions = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/executions',
  operation: 'listExecutions',
  tag: 'Executions',
  summary: 'The executions of a community',
  params: ofCommunity,
  query: z.strictObject({
    workflow: z
      ._default(z.enum(['isolation', 'escalation']), 'isolation')
      .check(z.describe('Of which of the two workflows.')),
    show: z
      ._default(z.enum(['attention', 'running', 'ended']), 'attention')
      .check(z.describe('attention: those that have failed, are missing, or are overdue.')),
    grid: inGrid,
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Executions } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async ({ store, clock }, { params }) => {
    await loadCommunity(store, params.community)
    return { status: 200, json: { now: clock.now(), executions: [], byState: [] } }
  },
})
