import * as z from 'zod/mini'
import { GridId, IsolationId } from '../../core/ids.ts'
import { type Executions as Executing, ExecutionsThrottled } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { inGrid, nextCursor, ofCommunity, paging } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { Deadline } from '../views/deadline-view.ts'
import { attentionPage, type Page, recordedPage } from '../views/execution-pages.ts'
import { byState } from '../views/executions-by-state.ts'
import { type Recorded, stuckWords } from '../views/recorded-execution.ts'
import { shownGrids } from '../views/shown-grids.ts'

export const ListedExecution = z.strictObject({
  workflow: z.enum(['isolation', 'escalation']),
  name: z.string().check(z.describe('Of the execution.')),
  id: z.string().check(z.describe('Of the isolation or the matter.')),
  isolation: z.optional(IsolationId).check(z.describe('Absent: it is about a home.')),
  grid: GridId,
  generation: z.int(),
  status: z
    .enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'not_known', 'not_asked'])
    .check(
      z.describe(
        'not_known: there is no such execution, or it is no longer kept. not_asked: Step Functions was not asked, or is too busy; the rest is from the record.',
      ),
    ),
  state: z.string().check(z.describe('The state of the workflow according to the record.')),
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
    .check(
      z.describe(
        'On the first page of `running`: the number of executions in each state over all pages, most first.',
      ),
    ),
  cursor: nextCursor,
})
export type Executions = z.infer<typeof Executions>

const DESCRIBED_AT_ONCE = 5

/** Step Functions answers ten such questions a second, to everybody together. */
const MOST_DESCRIBED = 10

const statusOf = async (
  executions: Executing,
  { workflow, name }: Recorded,
  isAsked: boolean,
): Promise<ListedExecution['status']> => {
  if (!isAsked) return 'not_asked'
  try {
    return (await executions.describe(workflow, name))?.status ?? 'not_known'
  } catch (error) {
    if (error instanceof ExecutionsThrottled) return 'not_asked'
    throw error
  }
}

const viewOf = async (
  { executions }: Pick<Ports, 'executions'>,
  recorded: Recorded,
  isAsked: boolean,
  now: Instant,
): Promise<ListedExecution> => {
  const { open: _, beganAt: __, ...shown } = recorded
  const status = await statusOf(executions, recorded, isAsked)
  const consoleUrl = executions.link(recorded.workflow, recorded.name)
  return {
    ...shown,
    status,
    stuck: stuckWords(recorded, status, now),
    ...(consoleUrl === undefined ? {} : { consoleUrl }),
  }
}

export const getExecutions = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/executions',
  operation: 'listExecutions',
  tag: 'Executions',
  summary: 'The executions of a community',
  description:
    'attention: executions that do not run although the record waits for them, then overdue ones, longest first. running: by what they wait for. ended: according to the record; settled escalations newest first.',
  params: ofCommunity,
  query: z.strictObject({
    workflow: z
      ._default(z.enum(['isolation', 'escalation']), 'isolation')
      .check(z.describe('Which of the two workflows.')),
    show: z
      ._default(z.enum(['attention', 'running', 'ended']), 'attention')
      .check(z.describe('Default: attention.')),
    grid: inGrid,
    limit: z
      ._default(z.coerce.number().check(z.multipleOf(1), z.minimum(1), z.maximum(100)), 25)
      .check(z.describe('How many at most.')),
    cursor: paging.cursor,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Executions } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query, access }) => {
    const { workflow, show, grid, limit, cursor } = query
    const community = await loadCommunity(ports.store, params.community)
    const grids = shownGrids(access, community, grid)
    const look = { community, grids, workflow }
    const wanted = { list: ['executions', workflow, show, community.id, ...grids].join('/'), cursor }
    const page: Page =
      show === 'attention'
        ? // Whether it needs attention is known of those only that are asked for.
          await attentionPage(ports, look, { ...wanted, limit: Math.min(limit, MOST_DESCRIBED) })
        : await recordedPage(ports, look, show, { ...wanted, limit })
    const now = ports.clock.now()
    const asked = page.entries.map((entry, index) => ({ entry, isAsked: index < MOST_DESCRIBED }))
    const described = await fewAtOnce(asked, DESCRIBED_AT_ONCE, ({ entry, isAsked }) =>
      viewOf(ports, entry, isAsked, now),
    )
    const executions = show === 'attention' ? described.filter(({ stuck }) => stuck !== null) : described
    return {
      status: 200,
      json: {
        now,
        executions,
        byState: show === 'running' && cursor === undefined ? await byState(ports, look) : [],
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      },
    }
  },
})
