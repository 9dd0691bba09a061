import * as z from 'zod/mini'
import type { ExecutionEvent, Workflow } from '../../core/ports/executions.ts'
import escalationText from '../../workflows/escalation.asl.json' with { type: 'json' }
import isolationText from '../../workflows/isolation.asl.json' with { type: 'json' }

const State = z.object({
  Type: z.string(),
  Comment: z.optional(z.string()),
  Next: z.optional(z.string()),
  Default: z.optional(z.string()),
  Choices: z.optional(z.array(z.object({ Condition: z.string(), Next: z.string() }))),
  Catch: z.optional(z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() }))),
})
type State = z.infer<typeof State>

const Text = z.object({
  Comment: z.string(),
  StartAt: z.string(),
  States: z.record(z.string(), State),
})

const Node = z.strictObject({
  name: z.string(),
  type: z.string().check(z.describe('Task, Choice, Wait, Pass, Succeed or Fail.')),
  comment: z.optional(z.string()),
  visits: z.optional(z.int().check(z.describe('How often this execution has entered it.'))),
})

const Edge = z.strictObject({
  from: z.string(),
  to: z.string(),
  kind: z.enum(['next', 'choice', 'catch', 'default']),
  label: z.optional(z.string().check(z.describe('The condition, or the errors caught.'))),
  visits: z.optional(z.int().check(z.describe('How often this execution has taken it.'))),
})
type Edge = z.infer<typeof Edge>

export const Graph = z.strictObject({
  workflow: z.enum(['isolation', 'escalation']),
  comment: z.string(),
  startAt: z.string(),
  nodes: z.array(Node),
  edges: z.array(Edge),
  history: z.enum(['known', 'not_kept_any_more']),
  current: z.optional(z.string().check(z.describe('The state that the execution is in now.'))),
})
export type Graph = z.infer<typeof Graph>

const texts = {
  isolation: Text.parse(isolationText),
  escalation: Text.parse(escalationText),
} as const

/** `{% $next.do = 'ask' %}` becomes `next.do = 'ask'`. */
const condition = (text: string): string => text.replace(/^\{%\s*|\s*%\}$/g, '').replaceAll('$', '')

const edgesOf = (from: string, state: State): Edge[] => [
  ...(state.Next === undefined ? [] : [{ from, to: state.Next, kind: 'next' as const }]),
  ...(state.Choices ?? []).map(({ Condition, Next }) => ({
    from,
    to: Next,
    kind: 'choice' as const,
    label: condition(Condition),
  })),
  ...(state.Default === undefined ? [] : [{ from, to: state.Default, kind: 'default' as const }]),
  ...(state.Catch ?? []).map(({ ErrorEquals, Next }) => ({
    from,
    to: Next,
    kind: 'catch' as const,
    label: ErrorEquals.join(', '),
  })),
]

interface Walk {
  readonly states: ReadonlyMap<string, number>
  readonly steps: ReadonlyMap<string, number>
  readonly current?: string
}

const walk = (events: readonly ExecutionEvent[]): Walk => {
  const states = new Map<string, number>()
  const steps = new Map<string, number>()
  let before: string | undefined
  let current: string | undefined
  for (const { type, state } of events) {
    if (/^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(type)) current = undefined
    if (state === undefined || !type.endsWith('StateEntered')) continue
    states.set(state, (states.get(state) ?? 0) + 1)
    if (before !== undefined) steps.set(`${before}\n${state}`, (steps.get(`${before}\n${state}`) ?? 0) + 1)
    before = state
    current = state
  }
  return { states, steps, ...(current === undefined ? {} : { current }) }
}

/** The states and transitions of a workflow, with the path of one execution if its history is known. */
export const graphOf = (workflow: Workflow, events: readonly ExecutionEvent[] | undefined): Graph => {
  const { Comment, StartAt, States } = texts[workflow]
  const path = events === undefined ? undefined : walk(events)
  return {
    workflow,
    comment: Comment,
    startAt: StartAt,
    nodes: Object.entries(States).map(([name, { Type, Comment: comment }]) => ({
      name,
      type: Type,
      ...(comment === undefined ? {} : { comment }),
      ...(path === undefined ? {} : { visits: path.states.get(name) ?? 0 }),
    })),
    edges: Object.entries(States)
      .flatMap(([name, state]) => edgesOf(name, state))
      .map((edge) =>
        path === undefined ? edge : { ...edge, visits: path.steps.get(`${edge.from}\n${edge.to}`) ?? 0 },
      ),
    history: path === undefined ? 'not_kept_any_more' : 'known',
    ...(path?.current === undefined ? {} : { current: path.current }),
  }
}
