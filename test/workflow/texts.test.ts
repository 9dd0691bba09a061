import { createRequire } from 'node:module'
import jsonata from 'jsonata'
import { StepFunctions } from 'local-step-functions'
import { Timeline } from 'local-step-functions/timeline'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { nextSteps } from '../../core/isolation/next-steps.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { NextRung } from '../../core/matter/ladder.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import { RungName } from '../../core/rule-book/rule-book.ts'
import { workflowDefinition, workflowText } from '../../local/system/workflow-definitions.ts'
import { workflowFunctions } from '../../local/system/workflow-functions.ts'

const Handler = z.looseObject({ ErrorEquals: z.array(z.string()), Next: z.optional(z.string()) })
const Retrier = z.looseObject({
  ...Handler.shape,
  MaxAttempts: z.int(),
  MaxDelaySeconds: z.optional(z.int()),
  JitterStrategy: z.optional(z.string()),
})
const State = z.looseObject({
  Type: z.string(),
  Comment: z.optional(z.string()),
  Resource: z.optional(z.string()),
  Next: z.optional(z.string()),
  End: z.optional(z.boolean()),
  Default: z.optional(z.string()),
  Choices: z.optional(z.array(z.looseObject({ Condition: z.string(), Next: z.string() }))),
  TimeoutSeconds: z.optional(z.union([z.int(), z.string()])),
  HeartbeatSeconds: z.optional(z.unknown()),
  Arguments: z.optional(
    z.looseObject({ FunctionName: z.string(), Payload: z.record(z.string(), z.string()) }),
  ),
  Retry: z.optional(z.array(Retrier)),
  Catch: z.optional(z.array(Handler)),
})
type State = z.infer<typeof State>
const Machine = z.strictObject({
  Comment: z.string(),
  QueryLanguage: z.literal('JSONata'),
  StartAt: z.string(),
  States: z.record(z.string(), State),
})

// A missing workflow does not compile.
const starts: Record<Workflow, string> = {
  isolation: 'Welcome the returnee',
  escalation: 'Begin at the first rung',
}
const workflows: Workflow[] = ['isolation', 'escalation']

const machineOf = (workflow: Workflow) => Machine.parse(JSON.parse(workflowText(workflow)))
const statesOf = (workflow: Workflow): [string, State][] => Object.entries(machineOf(workflow).States)
const tasksOf = (workflow: Workflow): [string, State][] =>
  statesOf(workflow).filter(([, { Type }]) => Type === 'Task')

const targetsOf = ({ Next: next, Default, Choices = [], Catch = [] }: State): string[] =>
  [next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((handler) => handler.Next)].filter(
    (target) => target !== undefined,
  )

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : []
}

const keysIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => [key, ...keysIn(part)])
    : []

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\$\{(\w+)\}/g)].map((match) => match[1] ?? '')

describe.each(workflows)('the text of the %s workflow', (workflow) => {
  const text = workflowText(workflow)
  const states = statesOf(workflow)
  const tasks = tasksOf(workflow)

  it('is valid for asl-validator, which checks fields, transitions and the language of each state', () => {
    const validate: (definition: unknown) => {
      isValid: boolean
      errorsText: (separator?: string) => string
    } = createRequire(import.meta.url)('asl-validator')
    const deployed = text.replace(/\$\{(\w+)\}/g, 'arn:aws:lambda:eu-west-1:123456789012:function:$1')
    // It writes into what it is given.
    const result = validate(JSON.parse(deployed))
    expect(result.errorsText('\n')).toBe('')
    expect(result.isValid).toBe(true)
  })

  it('is taken by the local Step Functions', () => {
    const service = new StepFunctions({
      timeline: new Timeline({ startAt: 0 }),
      seed: 'texts',
      invoke: async () => null,
      publish: async () => ({}),
    })
    const definition = workflowDefinition(workflow)
    expect(service.validateStateMachineDefinition({ definition }).diagnostics).toEqual([])
    const roleArn = 'arn:aws:iam::000000000000:role/test'
    expect(service.createStateMachine({ name: workflow, definition, roleArn }).stateMachineArn).toContain(
      workflow,
    )
  })

  it('holds only expressions that JSONata can read', () => {
    const expressions = stringsIn(JSON.parse(text)).filter((one) => one.includes('{%') || one.includes('%}'))
    expect(expressions.length).toBeGreaterThan(10)
    for (const expression of expressions) {
      expect(expression).toMatch(/^\{% .+ %\}$/)
      expect(() => jsonata(expression.slice(2, -2))).not.toThrow()
    }
  })

  it('holds no clock arithmetic: every instant comes from a function', () => {
    for (const expression of stringsIn(JSON.parse(text)).filter((one) => one.startsWith('{%')))
      expect(expression).not.toMatch(/\$(now|millis|toMillis|fromMillis)\b|[-+*/] ?\d/)
  })

  it('begins where it should and reaches every state', () => {
    const { StartAt, States } = machineOf(workflow)
    expect(StartAt).toBe(starts[workflow])
    const reached = new Set<string>()
    const ahead = [StartAt]
    for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
      const state = States[name]
      if (state === undefined || reached.has(name)) continue
      reached.add(name)
      ahead.push(...targetsOf(state))
    }
    expect([...reached].sort()).toEqual(Object.keys(States).sort())
  })

  it('goes only to states that exist', () => {
    const names = states.map(([name]) => name)
    for (const [, state] of states) for (const target of targetsOf(state)) expect(names).toContain(target)
  })

  it('has a way to its end', () => {
    expect(states.some(([, { Type, End }]) => Type === 'Succeed' || End === true)).toBe(true)
  })

  it('names its states in sentence case, short enough for the console, and says what each does', () => {
    for (const [name, { Type, Comment }] of states) {
      expect(name).toMatch(Type === 'Choice' ? /^[A-Z][a-z]*( [a-z]+)*\??$/ : /^[A-Z][a-z]*( [a-z]+)*$/)
      expect(name.length).toBeLessThanOrEqual(80)
      expect(Comment, name).toMatch(/\w{3}/)
    }
  })

  it('stays under the megabyte that a definition may have', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
  })

  it.each(tasks)('%s: has a timeout, retries with full jitter, and catches everything at last', (_, task) => {
    expect(task.TimeoutSeconds).toBeDefined()
    expect(task.Retry?.length ?? 0).toBeGreaterThan(0)
    for (const { MaxAttempts, JitterStrategy } of task.Retry ?? [])
      if (MaxAttempts > 0) expect(JitterStrategy).toBe('FULL')
    expect(task.Catch?.at(-1)?.ErrorEquals).toEqual(['States.ALL'])
  })

  it.each(tasks)('%s: retries every failure for some minutes, soon after one another', (_, task) => {
    const last = task.Retry?.at(-1)
    expect(['States.ALL', 'States.TaskFailed']).toContain(last?.ErrorEquals.join())
    expect(last?.MaxAttempts).toBeGreaterThanOrEqual(10)
    expect(last?.MaxDelaySeconds).toBeLessThanOrEqual(120)
  })

  it.each(tasks)('%s: has no heartbeat', (_, task) => {
    expect(task.HeartbeatSeconds).toBeUndefined()
  })

  it.each(tasks.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken')))(
    '%s: never retries its timeout',
    (_, task) => {
      for (const { ErrorEquals } of task.Retry ?? []) expect(ErrorEquals).not.toContain('States.ALL')
    },
  )

  it.each(tasks.filter(([, { Resource }]) => Resource?.endsWith('.waitForTaskToken')))(
    '%s: waits for a person until its due time, hands over the token, and takes a timeout for silence',
    (_, callback) => {
      expect(callback.TimeoutSeconds).toBe('{% $next.seconds %}')
      expect(callback.Arguments?.Payload['token']).toBe('{% $states.context.Task.Token %}')
      const [first] = callback.Catch ?? []
      expect(first?.ErrorEquals).toContain('States.Timeout')
      expect(first?.Next).not.toBe(callback.Catch?.at(-1)?.Next)
    },
  )

  it.each(tasks)('%s: is given ids, never a name, a number or a measurement', (_, task) => {
    const allowed = [
      'isolationId',
      'matterId',
      'generation',
      'slot',
      'attempt',
      'rung',
      'round',
      'token',
      'error',
    ]
    const given = Object.keys(task.Arguments?.Payload ?? {})
    expect(given.length).toBeGreaterThan(0)
    for (const field of given) expect(allowed).toContain(field)
    expect(given).toContain('generation')
  })

  it('never speaks of a name, a phone, an address or a temperature as data', () => {
    const fields = keysIn(Object.values(machineOf(workflow).States).map(({ Arguments }) => Arguments))
    const read = stringsIn(JSON.parse(text)).filter((one) => one.startsWith('{%'))
    for (const word of [...fields, ...read])
      expect(word).not.toMatch(/person|phone|address|tenths|temperature|symptom/i)
  })
})

describe('the functions behind the workflows', () => {
  it('are exactly those that the texts call', () => {
    const called = new Set(workflows.flatMap((workflow) => placeholders(workflowText(workflow))))
    expect([...called].sort()).toEqual(Object.keys(workflowFunctions).sort())
  })
})

/** Where a Choice state leads for a value of `$next`: as Step Functions does, the first condition that holds. */
const branchOf = async (workflow: Workflow, choice: string, next: object): Promise<string | undefined> => {
  const state = machineOf(workflow).States[choice]
  const holding: string[] = []
  for (const { Condition, Next: target } of state?.Choices ?? [])
    if ((await jsonata(Condition.slice(2, -2)).evaluate({}, { next })) === true) holding.push(target)
  expect(holding.length, `conditions that hold for ${JSON.stringify(next)}`).toBeLessThanOrEqual(1)
  return holding[0] ?? state?.Default
}

describe('the choices of the isolation workflow', () => {
  // A new step of the plan must be added here to compile, and to the definition to pass.
  const stateOf: Record<Next['do'], string> = {
    welcome: 'Wait for the morning',
    ask: 'Wait for the slot',
    remind: 'Remind the resident',
    judge_the_silence: 'Judge the silence',
    measure_again: 'Wait for the second measurement',
    await_the_doctor: 'Wait for the doctor',
    wait_for_the_worker: 'Wait for the worker',
    review: 'Review the isolation',
    await_the_decision: 'Wait for the decision',
    release: 'Wait for the release',
    end: 'Isolation ended',
  }
  const { States } = machineOf('isolation')
  const targets = Object.values(stateOf)
  const look = 'Look at the record'
  const wait = 'Wait before looking again'
  const choices = statesOf('isolation').filter(([, { Type }]) => Type === 'Choice')

  /** Where the text goes on by itself from a state: to a Choice, to the state of another step, or to its end. */
  const goesOnTo = (name: string): string => {
    const { Next: next, End } = States[name] ?? {}
    if (End === true) return stateOf.end
    if (next === undefined) return name
    return States[next]?.Type === 'Choice' || targets.includes(next) ? next : goesOnTo(next)
  }
  const behindTheRecord = goesOnTo(look)

  it.each(Object.entries(nextSteps))('list after "%s" what can follow it, and nothing else', (step, next) => {
    const from = Object.entries(stateOf).find(([name]) => name === step)?.[1] ?? ''
    const to = goesOnTo(from)
    const choice = States[to]?.Choices?.map((exit) => exit.Next)
    const exits = choice ?? (to === from ? [] : [to])
    expect(exits.toSorted()).toEqual(next.map((one) => stateOf[one]).toSorted())
  })

  it('list after the record every step of the plan', () => {
    expect(States[behindTheRecord]?.Choices?.map((exit) => exit.Next).toSorted()).toEqual(targets.toSorted())
  })

  it.each(choices)('%s: leads to the state of the step, and to the record for any other', async (choice) => {
    const listed = States[choice]?.Choices?.map((exit) => exit.Next) ?? []
    for (const [step, state] of Object.entries(stateOf))
      expect(await branchOf('isolation', choice, { do: step })).toBe(listed.includes(state) ? state : look)
  })

  it('never lose an answer that they do not list: the record is asked', () => {
    for (const [name, { Default }] of choices) expect(Default).toBe(name === behindTheRecord ? wait : look)
    expect(placeholders(States[look]?.Arguments?.FunctionName ?? '')).toEqual(['PlanFunctionArn'])
  })

  it('wait and look again for a step that even the record does not explain to them', async () => {
    for (const [choice] of choices)
      expect(await branchOf('isolation', choice, { do: 'something newer' })).toBe(
        choice === behindTheRecord ? wait : look,
      )
    expect(States[wait]).toMatchObject({ Type: 'Wait', Next: look })
  })

  it('stand behind every step that answers', () => {
    const silent = ['Release the returnee', 'Report the failure']
    const answering = tasksOf('isolation').filter(([name]) => !silent.includes(name))
    for (const [, { Next: next = '' }] of answering) expect(States[next]?.Type).toBe('Choice')
  })
})

describe('an isolation whose step answers with what its Choice does not list', () => {
  /** What was entered, and the hours it took, when the functions answer with these steps in turn. */
  const run = async (answers: Readonly<Record<string, string[]>>) => {
    const timeline = new Timeline({ startAt: 0 })
    const service = new StepFunctions({
      timeline,
      seed: 'unlisted',
      invoke: async (name) => ({ do: answers[name]?.shift() ?? 'end', at: '1970-01-01T00:00:00.000Z' }),
      publish: async () => ({}),
    })
    const { stateMachineArn } = service.createStateMachine({
      name: 'isolation',
      definition: workflowDefinition('isolation'),
      roleArn: 'arn:aws:iam::000000000000:role/test',
    })
    const input = JSON.stringify({ isolationId: 'iso-1', generation: 1 })
    const { executionArn } = service.startExecution({ stateMachineArn, name: 'iso-1-1', input })
    await timeline.runUntilIdle()
    const { events } = service.getExecutionHistory({ executionArn, maxResults: 1000 })
    return {
      status: service.describeExecution({ executionArn }).status,
      entered: events.flatMap(({ stateEnteredEventDetails: details }) =>
        typeof details === 'object' && details !== null && 'name' in details ? [details['name']] : [],
      ),
      minutes: timeline.now() / 60_000,
    }
  }

  it('goes there by way of the record, two transitions later', async () => {
    expect(
      await run({ WelcomeFunctionArn: ['judge_the_silence'], PlanFunctionArn: ['judge_the_silence'] }),
    ).toEqual({
      status: 'SUCCEEDED',
      entered: [
        'Welcome the returnee',
        'What comes first?',
        'Look at the record',
        'What does the record say?',
        'Judge the silence',
        'Is there time to remind?',
        'Look at the record',
        'What does the record say?',
        'Isolation ended',
      ],
      minutes: 0,
    })
  })

  it('waits a quarter of an hour between two looks for a step that the text does not know', async () => {
    const newer = 'something newer'
    const lookAndWait = ['Look at the record', 'What does the record say?', 'Wait before looking again']
    expect(await run({ WelcomeFunctionArn: [newer], PlanFunctionArn: [newer, newer] })).toEqual({
      status: 'SUCCEEDED',
      entered: [
        'Welcome the returnee',
        'What comes first?',
        ...lookAndWait,
        ...lookAndWait,
        'Look at the record',
        'What does the record say?',
        'Isolation ended',
      ],
      minutes: 30,
    })
  })
})

describe('the decision of the escalation workflow', () => {
  const choice = 'Decide whom to tell'
  const rungs: Record<RungName, string> = {
    grid_worker: 'Tell the grid worker',
    community: 'Tell the community',
    street_office: 'Tell the street office',
    police_station: 'Tell the police station',
    worker_and_doctor: 'Tell the worker and the doctor',
    community_and_doctor: 'Tell the community and the doctor',
    hospital: 'Tell the hospital',
  }
  const branches: Record<Exclude<NextRung['do'], 'tell'>, string> = {
    wait_for_the_day: 'Wait for the day',
    climb: 'Climb the ladder',
    settled: 'Matter settled',
  }

  it.each(RungName.options)('has a state of its own for the rung: %s', async (rung) => {
    expect(await branchOf('escalation', choice, { do: 'tell', rung })).toBe(rungs[rung])
  })

  it.each(Object.entries(branches))('leads for "%s" to: %s', async (step, target) => {
    expect(await branchOf('escalation', choice, { do: step })).toBe(target)
  })

  it('knows no step and no rung that the rules do not', () => {
    expect(machineOf('escalation').States[choice]?.Choices).toHaveLength(
      RungName.options.length + Object.keys(branches).length,
    )
  })

  it('waits and looks again for a rung or a step that it does not know', async () => {
    expect(await branchOf('escalation', choice, { do: 'tell', rung: 'mayor' })).toBe(
      'Wait before looking again',
    )
    expect(await branchOf('escalation', choice, { do: 'something newer' })).toBe('Wait before looking again')
    expect(machineOf('escalation').States['Wait before looking again']?.Type).toBe('Wait')
  })
})
