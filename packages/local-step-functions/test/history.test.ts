import { describe, expect, it } from 'vitest'
import { callback, failing, LAMBDA, pass, Rig, START, task } from './rig.ts'

const data = (value: unknown) => ({ input: JSON.stringify(value), inputDetails: { truncated: false } })
const output = (value: unknown) => ({ output: JSON.stringify(value), outputDetails: { truncated: false } })

describe('GetExecutionHistory', () => {
  it('tells of a task in full', async () => {
    const rig = new Rig({ handlers: { measure: () => 36.5 } })
    const run = await rig.run(
      {
        Ask: {
          Type: 'Task',
          Resource: LAMBDA,
          Arguments: { FunctionName: 'measure', Payload: { who: '{% $states.input.id %}' } },
          TimeoutSeconds: 30,
          Output: { t: '{% $states.result.Payload %}' },
          Assign: { last: '{% $states.result.Payload %}', text: 'one' },
          Next: 'Rest',
        },
        Rest: { Type: 'Wait', Seconds: 10, Next: 'Done' },
        Done: { Type: 'Succeed' },
      },
      { id: 'r-1' },
    )
    const at = START / 1000
    const labels = { resourceType: 'lambda', resource: 'invoke' }
    const result = {
      ExecutedVersion: '$LATEST',
      Payload: 36.5,
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: '00000000-0000-0000-0000-000000000000' },
      StatusCode: 200,
    }
    expect(run.events).toEqual([
      {
        id: 1,
        previousEventId: 0,
        timestamp: at,
        type: 'ExecutionStarted',
        executionStartedEventDetails: {
          ...data({ id: 'r-1' }),
          roleArn: 'arn:aws:iam::000000000000:role/StepFunctions',
        },
      },
      {
        id: 2,
        previousEventId: 0,
        timestamp: at,
        type: 'TaskStateEntered',
        stateEnteredEventDetails: { name: 'Ask', ...data({ id: 'r-1' }) },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp: at,
        type: 'TaskScheduled',
        taskScheduledEventDetails: {
          ...labels,
          region: 'local-1',
          parameters: '{"FunctionName":"measure","Payload":{"who":"r-1"}}',
          timeoutInSeconds: 30,
        },
      },
      { id: 4, previousEventId: 3, timestamp: at, type: 'TaskStarted', taskStartedEventDetails: labels },
      {
        id: 5,
        previousEventId: 4,
        timestamp: at,
        type: 'TaskSucceeded',
        taskSucceededEventDetails: { ...labels, ...output(result) },
      },
      {
        id: 6,
        previousEventId: 5,
        timestamp: at,
        type: 'TaskStateExited',
        stateExitedEventDetails: {
          name: 'Ask',
          ...output({ t: 36.5 }),
          assignedVariables: { last: '36.5', text: '"one"' },
          assignedVariablesDetails: { truncated: false },
        },
      },
      {
        id: 7,
        previousEventId: 6,
        timestamp: at,
        type: 'WaitStateEntered',
        stateEnteredEventDetails: { name: 'Rest', ...data({ t: 36.5 }) },
      },
      {
        id: 8,
        previousEventId: 7,
        timestamp: at + 10,
        type: 'WaitStateExited',
        stateExitedEventDetails: { name: 'Rest', ...output({ t: 36.5 }) },
      },
      {
        id: 9,
        previousEventId: 8,
        timestamp: at + 10,
        type: 'SucceedStateEntered',
        stateEnteredEventDetails: { name: 'Done', ...data({ t: 36.5 }) },
      },
      {
        id: 10,
        previousEventId: 9,
        timestamp: at + 10,
        type: 'SucceedStateExited',
        stateExitedEventDetails: { name: 'Done', ...output({ t: 36.5 }) },
      },
      {
        id: 11,
        previousEventId: 10,
        timestamp: at + 10,
        type: 'ExecutionSucceeded',
        executionSucceededEventDetails: output({ t: 36.5 }),
      },
    ])
  })

  it('tells of a callback that times out, is retried and is caught', async () => {
    const rig = new Rig({ handlers: { ask: () => null } })
    const run = await rig.run({
      Ask: callback('ask', {
        TimeoutSeconds: 60,
        HeartbeatSeconds: 20,
        Retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Missed', Assign: { missed: true } }],
        End: true,
      }),
      Missed: pass(),
    })
    expect(run.types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskTimedOut',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskTimedOut',
      'TaskStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ])
    expect(run.previous).toEqual([0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])
    const labels = { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' }
    expect(run.events[2]).toMatchObject({
      taskScheduledEventDetails: { ...labels, timeoutInSeconds: 60, heartbeatInSeconds: 20 },
    })
    expect(run.events[5]).toMatchObject({
      taskTimedOutEventDetails: { ...labels, error: 'States.Timeout' },
    })
    expect(run.events[10]).toMatchObject({
      stateExitedEventDetails: { assignedVariables: { missed: 'true' } },
    })
  })

  it('tells of a failed task and a failed execution', async () => {
    const rig = new Rig({ handlers: { f: failing('Broken') } })
    const run = await rig.run({ A: task('f') })
    const cause = '{"errorType":"Broken","errorMessage":"went wrong","trace":[]}'
    expect(run.events.slice(-2)).toMatchObject([
      {
        type: 'TaskFailed',
        taskFailedEventDetails: { resourceType: 'lambda', resource: 'invoke', error: 'Broken', cause },
      },
      { type: 'ExecutionFailed', executionFailedEventDetails: { error: 'Broken', cause } },
    ])
  })

  it('chains the events of each Parallel branch to each other', async () => {
    const run = await new Rig().run({
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'A1', States: { A1: pass({ Next: 'A2' }), A2: pass() } },
          { StartAt: 'B1', States: { B1: pass() } },
        ],
        Next: 'After',
      },
      After: pass(),
    })
    expect(run.types).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered',
      'ParallelStateStarted',
      'PassStateEntered',
      'PassStateExited',
      'PassStateEntered',
      'PassStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ParallelStateSucceeded',
      'ParallelStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ])
    // A1 and B1 follow the start; the end and the exit both follow the last branch's last event.
    expect(run.previous).toEqual([0, 0, 2, 3, 4, 5, 6, 3, 8, 9, 9, 11, 12, 13])
  })

  it('puts the events of each iteration of a Map under its start', async () => {
    const run = await new Rig().run({
      M: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: { StartAt: 'I', States: { I: pass() } },
        End: true,
      },
    })
    expect(run.types).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapIterationStarted',
      'MapIterationStarted',
      'PassStateEntered',
      'PassStateExited',
      'MapIterationSucceeded',
      'PassStateEntered',
      'PassStateExited',
      'MapIterationSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ])
    expect(run.previous).toEqual([0, 0, 2, 3, 3, 4, 6, 7, 5, 9, 10, 11, 11, 13])
    expect(run.events[2]).toMatchObject({ mapStateStartedEventDetails: { length: 2 } })
    expect(run.events[4]).toMatchObject({ mapIterationStartedEventDetails: { name: 'M', index: 1 } })
    expect(run.events[10]).toMatchObject({ mapIterationSucceededEventDetails: { name: 'M', index: 1 } })
  })

  it('tells which iterations failed and which were aborted', async () => {
    const rig = new Rig({ handlers: { f: () => null } })
    const run = await rig.run({
      M: {
        Type: 'Map',
        Items: [5, 60, 70],
        ItemProcessor: {
          StartAt: 'T',
          States: { T: callback('f', { TimeoutSeconds: '{% $states.input %}', End: true }) },
        },
        End: true,
      },
    })
    const last = run.types.indexOf('TaskTimedOut')
    expect(run.types.slice(last)).toEqual([
      'TaskTimedOut',
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ])
    const timedOut = last + 1
    expect(run.previous.slice(last + 1)).toEqual([...Array(7).fill(timedOut), timedOut + 7])
  })

  it('tells of a Parallel state that fails, is retried and is caught', async () => {
    const run = await new Rig().run({
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'MyError' } } }],
        Retry: [{ ErrorEquals: ['MyError'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
        End: true,
      },
      B: pass(),
    })
    expect(run.types.slice(1, 8)).toEqual([
      'ParallelStateEntered',
      'ParallelStateStarted',
      'FailStateEntered',
      'ParallelStateStarted',
      'FailStateEntered',
      'ParallelStateFailed',
      'ParallelStateExited',
    ])
    expect(run.previous.slice(1, 8)).toEqual([0, 2, 3, 4, 5, 6, 7])
  })

  it('records the failing clause of a Catch from before the state had failed', async () => {
    const run = await new Rig().run({
      P: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'MyError' } } }],
        Catch: [{ ErrorEquals: ['States.ALL'], Output: { v: '{% $states.input.missing %}' }, Next: 'B' }],
        End: true,
      },
      B: pass(),
    })
    expect(run.types.slice(3)).toEqual([
      'FailStateEntered',
      'ParallelStateFailed',
      'EvaluationFailed',
      'ParallelStateFailed',
      'ExecutionFailed',
    ])
    expect(run.previous.slice(3)).toEqual([3, 4, 4, 6, 7])
  })

  it('tells of an expression that failed: where, in which state, and why', async () => {
    const run = await new Rig().run({
      Undef: pass({ Output: { v: '{% $states.input.missing %}' }, End: true }),
    })
    const cause =
      "An error occurred while executing the state 'Undef' (entered at the event id #2). The JSONata expression " +
      "'$states.input.missing' specified for the field 'Output/v' returned nothing (undefined)."
    expect(run.events[2]).toMatchObject({
      type: 'EvaluationFailed',
      evaluationFailedEventDetails: {
        error: 'States.QueryEvaluationError',
        cause,
        location: 'Output/v',
        state: 'Undef',
      },
    })
  })

  it('gives pages, in either order, with or without data', async () => {
    const rig = new Rig()
    const { arn } = await rig.run({ A: pass({ Next: 'B' }), B: pass() }, { secret: 1 })
    const { service } = rig
    const first = service.getExecutionHistory({ executionArn: arn, maxResults: 4 })
    expect(first.events.map(({ id }) => id)).toEqual([1, 2, 3, 4])
    const nextToken = first.nextToken ?? ''
    const second = service.getExecutionHistory({ executionArn: arn, maxResults: 4, nextToken })
    expect(second.events.map(({ id }) => id)).toEqual([5, 6])
    expect(second.nextToken).toBeUndefined()

    const reversed = service.getExecutionHistory({ executionArn: arn, maxResults: 4, reverseOrder: true })
    expect(reversed.events.map(({ id }) => id)).toEqual([6, 5, 4, 3])
    const rest = service.getExecutionHistory({
      executionArn: arn,
      maxResults: 4,
      reverseOrder: true,
      nextToken: reversed.nextToken ?? '',
    })
    expect(rest.events.map(({ id }) => id)).toEqual([2, 1])

    const bare = service.getExecutionHistory({ executionArn: arn, includeExecutionData: false })
    expect(JSON.stringify(bare.events)).not.toContain('secret')
    expect(bare.events).toHaveLength(6)
  })
})
