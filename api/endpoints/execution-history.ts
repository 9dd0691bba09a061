import * as z from 'zod/mini'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import type { ExecutionEvent, Executions, Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { NotFound } from '../../record/community-repository.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { isolationExecution } from '../../usecases/restart-execution/isolation-execution.ts'
import { escalationExecution } from '../../usecases/start-ladders/start-ladders.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofIsolationExecution, ofMatterExecution } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { Graph, graphOf } from '../views/state-machine-graph.ts'

export const History = z.strictObject({
  workflow: z.enum(['isolation', 'escalation']),
  name: z.string(),
  status: z.optional(z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'])),
  events: z.array(
    z.strictObject({
      id: z.int(),
      previousEventId: z.int(),
      at: InstantSchema,
      type: z.string(),
      state: z.optional(z.string()),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
})

interface Execution {
  readonly workflow: Workflow
  readonly name: string
}

const historyOf = async (
  executions: Executions,
  { workflow, name }: Execution,
): Promise<ExecutionEvent[] | undefined> => {
  const events: ExecutionEvent[] = []
  let cursor: string | undefined
  do {
    const page = await executions.history(workflow, name, cursor)
    if (page === undefined) return undefined
    events.push(...page.events)
    cursor = page.cursor
  } while (cursor !== undefined)
  return events
}

/** A task's token allows answering for the person, so it is not shown. */
const withoutTokens = (value: JsonValue): JsonValue => {
  if (typeof value === 'string') return value.replace(/("(?:task)?token"\s*:\s*")[^"]*"/gi, '$1hidden"')
  if (Array.isArray(value)) return value.map(withoutTokens)
  return typeof value === 'object' && value !== null ? hideTokens(value) : value
}

const hideTokens = (details: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      /^(task)?token$/i.test(name) ? 'hidden' : withoutTokens(value),
    ]),
  )

const show = async ({ executions }: Pick<Ports, 'executions'>, execution: Execution) => {
  const events = await historyOf(executions, execution)
  if (events === undefined)
    throw new NotFound(
      `the history of ${execution.name} is not kept any more; the ledger of the isolation says what happened`,
    )
  const described = await executions.describe(execution.workflow, execution.name)
  return {
    status: 200,
    json: {
      ...execution,
      ...(described === undefined ? {} : { status: described.status }),
      events: events.map((event) => ({ ...event, details: hideTokens(event.details) })),
    },
  }
}

const draw = async ({ executions }: Pick<Ports, 'executions'>, execution: Execution) => ({
  status: 200,
  json: graphOf(execution.workflow, await historyOf(executions, execution)),
})

const refuseLater = (id: string, asked: number, newest: number): void => {
  if (asked > newest) throw new NotFound(`${id} has no execution ${asked}; the newest is ${newest}`)
}

const ofAnIsolation = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { id, generation }: z.output<typeof ofIsolationExecution>,
): Promise<Execution> => {
  const { isolation } = await loadIsolation(ports, id)
  refuseLater(id, generation, isolation.generation)
  return { workflow: 'isolation', name: isolationExecution(id, generation) }
}

const ofAMatter = async (
  ports: Pick<Ports, 'store'>,
  { id, generation }: z.output<typeof ofMatterExecution>,
): Promise<Execution> => {
  const { matter } = await loadMatter(ports.store, id)
  refuseLater(id, generation, matter.generation)
  return { workflow: 'escalation', name: escalationExecution({ id, generation }) }
}

const historyWords = {
  tag: 'Executions',
  description: 'The events as AWS Step Functions returns them, without task tokens.',
  answers: { 200: { description: 'All events, oldest first.', schema: History } },
  errors: { 404: 'There is no such execution, or its history is no longer kept.' },
} as const

const graphWords = {
  tag: 'Executions',
  description:
    'The states and transitions come from the deployed workflow, the visits from the history while it is kept.',
  answers: { 200: { description: 'Its states and transitions.', schema: Graph } },
  errors: { 404: 'There is no such execution.' },
} as const

export const getIsolationHistory = protectedRoute({
  ...historyWords,
  method: 'GET',
  path: '/isolations/{id}/executions/{generation}/history',
  operation: 'getIsolationHistory',
  summary: 'The history of one execution of an isolation',
  params: ofIsolationExecution,
  query: none,
  body: none,
  run: async (ports, { params }) => show(ports, await ofAnIsolation(ports, params)),
})

export const getIsolationGraph = protectedRoute({
  ...graphWords,
  method: 'GET',
  path: '/isolations/{id}/executions/{generation}/graph',
  operation: 'getIsolationGraph',
  summary: 'One execution of an isolation, drawn on its workflow',
  params: ofIsolationExecution,
  query: none,
  body: none,
  run: async (ports, { params }) => draw(ports, await ofAnIsolation(ports, params)),
})

export const getMatterHistory = protectedRoute({
  ...historyWords,
  method: 'GET',
  path: '/matters/{id}/executions/{generation}/history',
  operation: 'getMatterHistory',
  summary: 'The history of one execution of a matter',
  params: ofMatterExecution,
  query: none,
  body: none,
  run: async (ports, { params }) => show(ports, await ofAMatter(ports, params)),
})

export const getMatterGraph = protectedRoute({
  ...graphWords,
  method: 'GET',
  path: '/matters/{id}/executions/{generation}/graph',
  operation: 'getMatterGraph',
  summary: 'One execution of a matter, drawn on its workflow',
  params: ofMatterExecution,
  query: none,
  body: none,
  run: async (ports, { params }) => draw(ports, await ofAMatter(ports, params)),
})
