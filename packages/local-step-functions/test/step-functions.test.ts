import { describe, expect, it } from 'vitest'
import { StepFunctions } from '../src/api/step-functions.ts'
import { Timeline } from '../src/clock/timeline.ts'
import type { EventNotice } from '../src/interpreter/model.ts'
import { StepFunctionsError } from '../src/language/errors.ts'
import { callback, failing, pass, Rig, START, task } from './rig.ts'

const waiting = { W: { Type: 'Wait', Seconds: 60, End: true } }
const NONE = 'arn:aws:states:local-1:000000000000:stateMachine:none'

const apiError = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof StepFunctionsError) return error.name
    throw error
  }
  return 'nothing thrown'
}

describe('CreateStateMachine', () => {
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: pass() } })

  it('gives the ARN and the date', () => {
    const created = new Rig().service.createStateMachine({ name: 'watch', definition })
    expect(created).toEqual({
      stateMachineArn: 'arn:aws:states:local-1:000000000000:stateMachine:watch',
      creationDate: START / 1000,
    })
  })

  it('is idempotent for the same name and definition, and refuses another definition', () => {
    const { service } = new Rig()
    const first = service.createStateMachine({ name: 'watch', definition })
    expect(service.createStateMachine({ name: 'watch', definition })).toEqual(first)
    const other = definition.replaceAll('"A"', '"B"')
    expect(apiError(() => service.createStateMachine({ name: 'watch', definition: other }))).toBe(
      'StateMachineAlreadyExists',
    )
  })

  it.each(['', 'a b', 'a/b', 'a:b', 'a*', 'a{b}', 'a#', 'ä'.repeat(81), 'a\u0000', 'a$'])(
    'refuses the name %j',
    (name) => {
      expect(apiError(() => new Rig().service.createStateMachine({ name, definition }))).toBe('InvalidName')
    },
  )

  it('takes other letters in a name', () => {
    const { service } = new Rig()
    expect(apiError(() => service.createStateMachine({ name: '隔离-watch_1.ä', definition }))).toBe(
      'nothing thrown',
    )
  })

  it('refuses Express workflows', () => {
    const { service } = new Rig()
    expect(apiError(() => service.createStateMachine({ name: 'x', definition, type: 'EXPRESS' }))).toBe(
      'StateMachineTypeNotSupported',
    )
  })
})

describe('a state machine', () => {
  it('is described, with its definition, and listed', () => {
    const rig = new Rig()
    const arn = rig.create(waiting, {}, 'b')
    rig.create(waiting, {}, 'a')
    const { definition, ...rest } = rig.service.describeStateMachine({ stateMachineArn: arn })
    expect(JSON.parse(definition)).toMatchObject({ StartAt: 'W' })
    expect(rest).toMatchObject({ stateMachineArn: arn, name: 'b', status: 'ACTIVE', type: 'STANDARD' })
    const page = rig.service.listStateMachines({ maxResults: 1 })
    expect(page.stateMachines.map(({ name }) => name)).toEqual(['b'])
    const rest2 = rig.service.listStateMachines({ nextToken: page.nextToken ?? '' })
    expect(rest2.stateMachines.map(({ name }) => name)).toEqual(['a'])
  })

  it('keeps the old definition for what is running when it is updated', async () => {
    const rig = new Rig()
    const wait = (Output: string) => ({ W: { Type: 'Wait', Seconds: 60, Output, End: true } })
    const stateMachineArn = rig.create(wait('old'))
    const old = rig.start(stateMachineArn, {}, 'old')
    await rig.timeline.runUntil(START + 1000)
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'W', States: wait('new') })
    const updated = rig.service.updateStateMachine({ stateMachineArn, definition })
    expect(updated).toEqual({ updateDate: START / 1000 + 1, revisionId: '1' })
    const young = rig.start(stateMachineArn, {}, 'young')
    await rig.timeline.runUntilIdle()
    expect([rig.outcome(old).output, rig.outcome(young).output]).toEqual(['old', 'new'])
    const oldText = rig.service.describeStateMachineForExecution({ executionArn: old })
    expect(oldText).toMatchObject({ stateMachineArn, revisionId: 'INITIAL' })
    expect(oldText.definition).toContain('old')
    const text = rig.service.describeStateMachineForExecution({ executionArn: young })
    expect(text.definition).toBe(definition)
  })

  it('stays as it is when an update is refused', () => {
    const rig = new Rig()
    const stateMachineArn = rig.create(waiting)
    expect(apiError(() => rig.service.updateStateMachine({ stateMachineArn, definition: '{}' }))).toBe(
      'InvalidDefinition',
    )
    expect(apiError(() => rig.service.updateStateMachine({ stateMachineArn }))).toBe(
      'MissingRequiredParameter',
    )
    expect(rig.service.describeStateMachine({ stateMachineArn }).revisionId).toBe('INITIAL')
  })

  it('is deleted once its executions are over, and starts no new ones', async () => {
    const rig = new Rig()
    const stateMachineArn = rig.create(waiting)
    const executionArn = rig.start(stateMachineArn)
    rig.service.deleteStateMachine({ stateMachineArn })
    expect(rig.service.describeStateMachine({ stateMachineArn }).status).toBe('DELETING')
    expect(apiError(() => rig.start(stateMachineArn, {}, 'another'))).toBe('StateMachineDeleting')
    await rig.timeline.runUntilIdle()
    expect(rig.outcome(executionArn).status).toBe('SUCCEEDED')
    expect(apiError(() => rig.service.describeStateMachine({ stateMachineArn }))).toBe(
      'StateMachineDoesNotExist',
    )
    rig.service.deleteStateMachine({ stateMachineArn })
  })

  it('that does not exist is named so', () => {
    const { service } = new Rig()
    for (const call of [
      () => service.describeStateMachine({ stateMachineArn: NONE }),
      () => service.updateStateMachine({ stateMachineArn: NONE, roleArn: 'x' }),
      () => service.startExecution({ stateMachineArn: NONE }),
      () => service.listExecutions({ stateMachineArn: NONE }),
    ])
      expect(apiError(call)).toBe('StateMachineDoesNotExist')
    expect(apiError(() => service.describeStateMachine({ stateMachineArn: 'none' }))).toBe('InvalidArn')
  })
})

describe('StartExecution', () => {
  it('is idempotent for the same name and input while the execution runs', async () => {
    const rig = new Rig()
    const machine = rig.create(waiting)
    const start = (input: string) =>
      rig.service.startExecution({ stateMachineArn: machine, name: 'iso-1', input })
    const first = start('{"a":1}')
    await rig.timeline.runUntil(START + 5000)
    expect(start('{ "a": 1 }')).toEqual(first)
    expect(apiError(() => start('{"a":2}'))).toBe('ExecutionAlreadyExists')
    expect(rig.outcome(first.executionArn).types).toHaveLength(2)
    await rig.timeline.runUntilIdle()
    expect(apiError(() => start('{"a":1}'))).toBe('ExecutionAlreadyExists')
  })

  it('makes up a name when there is none', () => {
    const rig = new Rig()
    const stateMachineArn = rig.create(waiting)
    const arns = [1, 2].map(() => rig.service.startExecution({ stateMachineArn }).executionArn)
    expect(new Set(arns).size).toBe(2)
    expect(arns[0]).toMatch(/:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('refuses an input that is not JSON, and a name that is not one', () => {
    const rig = new Rig()
    const stateMachineArn = rig.create(waiting)
    expect(apiError(() => rig.service.startExecution({ stateMachineArn, input: '{' }))).toBe(
      'InvalidExecutionInput',
    )
    expect(apiError(() => rig.service.startExecution({ stateMachineArn, name: 'a b' }))).toBe('InvalidName')
  })

  it('runs nothing before the timeline does', async () => {
    const rig = new Rig({ handlers: { f: () => 1 } })
    const executionArn = rig.start(rig.create({ A: task('f') }))
    await Promise.resolve()
    expect(rig.calls).toEqual([])
    expect(rig.outcome(executionArn).types).toEqual(['ExecutionStarted'])
  })
})

describe('DescribeExecution', () => {
  it('tells of an execution under way and of one that is over', async () => {
    const rig = new Rig()
    const stateMachineArn = rig.create(waiting, {}, 'watch')
    const executionArn = rig.start(stateMachineArn, { a: 1 })
    const open = {
      executionArn,
      stateMachineArn,
      name: 'run',
      status: 'RUNNING',
      startDate: START / 1000,
      input: '{"a":1}',
      inputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
    }
    const before = rig.service.describeExecution({ executionArn })
    expect(before).toMatchObject(open)
    expect(before).not.toHaveProperty('stopDate')
    await rig.timeline.runUntilIdle()
    expect(rig.service.describeExecution({ executionArn })).toMatchObject({
      ...open,
      status: 'SUCCEEDED',
      stopDate: START / 1000 + 60,
      output: '{"a":1}',
      outputDetails: { included: true },
    })
    const bare = rig.service.describeExecution({ executionArn, includedData: 'METADATA_ONLY' })
    expect(bare).not.toHaveProperty('input')
    expect(bare).not.toHaveProperty('output')
    expect(bare.inputDetails).toEqual({ included: false })
  })

  it('does not know an execution that does not exist', () => {
    const { service } = new Rig()
    const executionArn = 'arn:aws:states:local-1:000000000000:execution:none:none'
    for (const call of [
      () => service.describeExecution({ executionArn }),
      () => service.getExecutionHistory({ executionArn }),
      () => service.stopExecution({ executionArn }),
      () => service.describeStateMachineForExecution({ executionArn }),
    ])
      expect(apiError(call)).toBe('ExecutionDoesNotExist')
    expect(apiError(() => service.describeExecution({ executionArn: NONE }))).toBe('InvalidArn')
  })
})

describe('ListExecutions', () => {
  const many = async () => {
    const rig = new Rig()
    const stateMachineArn = rig.create(waiting)
    for (let index = 0; index < 5; index += 1) {
      rig.start(stateMachineArn, {}, `e${index}`)
      await rig.timeline.runUntil(rig.timeline.now() + 20_000)
    }
    return { rig, stateMachineArn }
  }

  it('lists the newest first', async () => {
    const { rig, stateMachineArn } = await many()
    const { executions } = rig.service.listExecutions({ stateMachineArn })
    expect(executions.map(({ name }) => name)).toEqual(['e4', 'e3', 'e2', 'e1', 'e0'])
    expect(executions[4]).toMatchObject({
      status: 'SUCCEEDED',
      startDate: START / 1000,
      stopDate: START / 1000 + 60,
    })
    expect(executions[0]).not.toHaveProperty('stopDate')
  })

  it('filters by status', async () => {
    const { rig, stateMachineArn } = await many()
    const names = (statusFilter: 'RUNNING' | 'SUCCEEDED') =>
      rig.service.listExecutions({ stateMachineArn, statusFilter }).executions.map(({ name }) => name)
    expect(names('RUNNING')).toEqual(['e4', 'e3'])
    expect(names('SUCCEEDED')).toEqual(['e2', 'e1', 'e0'])
  })

  it('gives pages that stay whole while others start', async () => {
    const { rig, stateMachineArn } = await many()
    const first = rig.service.listExecutions({ stateMachineArn, maxResults: 2 })
    rig.start(stateMachineArn, {}, 'e5')
    const nextToken = first.nextToken ?? ''
    const second = rig.service.listExecutions({ stateMachineArn, maxResults: 3, nextToken })
    expect([...first.executions, ...second.executions].map(({ name }) => name)).toEqual([
      'e4',
      'e3',
      'e2',
      'e1',
      'e0',
    ])
    expect(second.nextToken).toBeUndefined()
  })

  it('refuses a page token that it did not give', () => {
    const rig = new Rig()
    const stateMachineArn = rig.create(waiting)
    expect(apiError(() => rig.service.listExecutions({ stateMachineArn, nextToken: 'x' }))).toBe(
      'InvalidToken',
    )
    expect(apiError(() => rig.service.listExecutions({ stateMachineArn, maxResults: 1001 }))).toBe(
      'ValidationException',
    )
  })

  it('forgets the oldest of those that are over, and frees their names', async () => {
    const rig = new Rig({ keepClosed: 3 })
    const stateMachineArn = rig.create(waiting)
    for (let index = 0; index < 20; index += 1) rig.start(stateMachineArn, {}, `e${index}`)
    await rig.timeline.runUntilIdle()
    rig.start(stateMachineArn, {}, 'open')
    const names = rig.service.listExecutions({ stateMachineArn }).executions.map(({ name }) => name)
    expect(names).toEqual(['open', 'e19', 'e18', 'e17'])
    const executionArn = stateMachineArn.replace(':stateMachine:', ':execution:')
    expect(apiError(() => rig.service.describeExecution({ executionArn: `${executionArn}:e0` }))).toBe(
      'ExecutionDoesNotExist',
    )
    expect(rig.start(stateMachineArn, {}, 'e0')).toBe(`${executionArn}:e0`)
  })
})

describe('the number of closed executions that are kept', () => {
  it('counts those of all machines together', async () => {
    const rig = new Rig({ keepClosed: 2 })
    const [first, second] = [rig.create(waiting), rig.create(waiting)]
    for (const machine of [first, second, second]) {
      rig.start(machine, {}, `e${rig.seconds()}`)
      await rig.timeline.runUntilIdle()
    }
    const names = (stateMachineArn: string) =>
      rig.service.listExecutions({ stateMachineArn }).executions.map(({ name }) => name)
    expect(names(first)).toEqual([])
    expect(names(second)).toEqual(['e120', 'e60'])
  })
})

describe('StopExecution', () => {
  it('takes effect while a Catch of the execution is evaluated', async () => {
    const rig = new Rig({ handlers: { f: failing('E') } })
    const slow = '{% $count($filter([1..2000], function($i) { $i % 2 = 0 })) %}'
    const Catch = [{ ErrorEquals: ['E'], Output: slow, Next: 'B' }]
    const executionArn = rig.start(rig.create({ A: task('f', { Catch, End: true }), B: pass() }))
    const running = rig.timeline.runUntilIdle()
    while (!rig.outcome(executionArn).types.includes('TaskFailed')) await Promise.resolve()
    rig.service.stopExecution({ executionArn })
    await running
    expect(rig.outcome(executionArn).status).toBe('ABORTED')
    expect(rig.outcome(executionArn).types.at(-1)).toBe('ExecutionAborted')
  })

  it('ends an execution where it stands', async () => {
    const rig = new Rig({ handlers: { f: () => null } })
    const executionArn = rig.start(
      rig.create({
        P: {
          Type: 'Parallel',
          Branches: [
            { StartAt: 'W', States: waiting },
            { StartAt: 'T', States: { T: callback('f', { TimeoutSeconds: 100, End: true }) } },
          ],
          End: true,
        },
      }),
    )
    await rig.timeline.runUntil(START + 5000)
    expect(rig.service.stopExecution({ executionArn, error: 'Moved', cause: 'new text' })).toEqual({
      stopDate: START / 1000 + 5,
    })
    const run = rig.outcome(executionArn)
    expect(run.status).toBe('ABORTED')
    expect(run.failure).toEqual({ error: 'Moved', cause: 'new text' })
    expect(run.events.at(-1)).toMatchObject({
      type: 'ExecutionAborted',
      executionAbortedEventDetails: { error: 'Moved', cause: 'new text' },
    })
    expect(rig.timeline.pending).toBe(0)
  })

  it('leaves one that is over as it is', async () => {
    const rig = new Rig()
    const { arn } = await rig.run(waiting)
    await rig.timeline.runUntil(START + 100_000)
    expect(rig.service.stopExecution({ executionArn: arn })).toEqual({ stopDate: START / 1000 + 60 })
    expect(rig.outcome(arn).status).toBe('SUCCEEDED')
  })

  it('takes effect while a function of the execution runs', async () => {
    const rig: Rig = new Rig({
      handlers: {
        f: () => {
          rig.service.stopExecution({ executionArn })
          return 'too late'
        },
      },
    })
    const executionArn = rig.start(rig.create({ A: task('f', { Next: 'B' }), B: pass() }))
    await rig.timeline.runUntilIdle()
    expect(rig.outcome(executionArn).status).toBe('ABORTED')
    expect(rig.outcome(executionArn).types.at(-1)).toBe('ExecutionAborted')
  })
})

describe('the event hook', () => {
  it('hears of every event as it happens', async () => {
    const notices: EventNotice[] = []
    const timeline = new Timeline({ startAt: START })
    const service = new StepFunctions({
      timeline,
      seed: 1,
      invoke: async () => null,
      publish: async () => ({}),
      onEvent: (notice) => void notices.push(notice),
      region: 'cn-north-1',
      account: '123456789012',
    })
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'W', States: waiting })
    const { stateMachineArn } = service.createStateMachine({ name: 'm', definition })
    const { executionArn } = service.startExecution({ stateMachineArn, name: 'e' })
    await timeline.runUntilIdle()
    expect(executionArn).toBe('arn:aws-cn:states:cn-north-1:123456789012:execution:m:e')
    expect(notices.map(({ id, type, state, at }) => [id, type, state, at - START])).toEqual([
      [1, 'ExecutionStarted', undefined, 0],
      [2, 'WaitStateEntered', 'W', 0],
      [3, 'WaitStateExited', 'W', 60_000],
      [4, 'ExecutionSucceeded', undefined, 60_000],
    ])
    expect(new Set(notices.map((notice) => notice.executionArn))).toEqual(new Set([executionArn]))
  })

  it('cannot make an execution hang by throwing: it ends, and the fault is heard of', async () => {
    const timeline = new Timeline({ startAt: START })
    const service = new StepFunctions({
      timeline,
      seed: 1,
      invoke: async () => null,
      publish: async () => ({}),
      onEvent: ({ type }) => {
        if (type !== 'ExecutionStarted') throw new TypeError('broken hook')
      },
    })
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'W', States: waiting })
    const { stateMachineArn } = service.createStateMachine({ name: 'm', definition })
    const { executionArn } = service.startExecution({ stateMachineArn, name: 'e' })
    await expect(timeline.runUntilIdle()).rejects.toThrow('broken hook')
    expect(service.describeExecution({ executionArn })).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      stopDate: START / 1000,
    })
    expect(timeline.pending).toBe(0)
  })
})
