import { describe, expect, it } from 'vitest'
import { isObject } from '../src/expressions/typed-templates.ts'
import { callback, pass, Rig, task } from './rig.ts'

const START = 'arn:aws:states:::states:startExecution'

describe('the quota of state transitions', () => {
  const three = { A: pass({ Next: 'B' }), B: pass({ Next: 'C' }), C: pass() }

  it('delays what is over its rate, and each execution gets through in its turn', async () => {
    // One for the start and three for the states: 40 for ten executions, of which 10 are there at once.
    const rig = new Rig({ quotas: { StateTransition: { bucket: 10, perSecond: 2 } } })
    const arn = rig.create(three)
    const runs = Array.from({ length: 10 }, (_, index) => rig.outcome(rig.start(arn, {}, `run-${index}`)))
    await rig.timeline.runUntilIdle()
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']))
    expect(rig.seconds()).toBe(15)
    expect(rig.service.quotaUse()).toEqual({
      StateTransition: { taken: 40, throttled: 30, longestDelay: 5_000 },
    })
    const entered = runs.flatMap((run) => run.times('PassStateEntered')).sort((a, b) => a - b)
    expect(entered.slice(0, 3)).toEqual([0.5, 1, 1.5])
  })

  it('delays nothing below its rate', async () => {
    const rig = new Rig({ quotas: { StateTransition: { bucket: 4, perSecond: 4 } } })
    const arn = rig.create(three)
    for (let second = 0; second < 20; second += 1)
      rig.timeline.at(rig.timeline.now() + second * 1000, () => void rig.start(arn, {}, `run-${second}`))
    await rig.timeline.runUntilIdle()
    expect(rig.seconds()).toBe(19)
    expect(rig.service.quotaUse()['StateTransition']).toMatchObject({ taken: 80, throttled: 0 })
  })

  it('counts each retry, and lets a delayed branch be stopped', async () => {
    const rig = new Rig({ quotas: { StateTransition: { bucket: 3, perSecond: 1 } } })
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 0, MaxAttempts: 4 }]
    const run = await rig.run({ A: task('missing', { Retry, End: true }) })
    expect(run.transitions).toBe(6)
    expect(rig.seconds()).toBe(3)
    const executionArn = rig.start(rig.create(three), {}, 'stopped')
    rig.service.stopExecution({ executionArn })
    await rig.timeline.runUntilIdle()
    expect(rig.outcome(executionArn).types).toEqual(['ExecutionStarted', 'ExecutionAborted'])
  })

  it('leaves no trace of a state that was not entered when a branch beside it fails', async () => {
    const Branches = [
      { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'No' } } },
      { StartAt: 'W', States: { W: { Type: 'Wait', Seconds: 9, End: true } } },
    ]
    const rig = new Rig({ quotas: { StateTransition: { bucket: 3, perSecond: 1 } } })
    const run = await rig.run({ P: { Type: 'Parallel', Branches, End: true } })
    expect(run.types).not.toContain('WaitStateAborted')
    expect(run.failure.error).toBe('No')
  })

  it('gives the same bytes for the same seed', async () => {
    const life = async () => {
      const rig = new Rig({ quotas: { StateTransition: { bucket: 2, perSecond: 3 } } })
      const arn = rig.create(three)
      const runs = ['a', 'b', 'c'].map((name) => rig.outcome(rig.start(arn, {}, name)))
      await rig.timeline.runUntilIdle()
      return JSON.stringify(runs.map(({ events }) => events))
    }
    expect(await life()).toBe(await life())
  })
})

describe('the quota of an operation', () => {
  it('refuses what is over it by ThrottlingException, and fills again', async () => {
    const rig = new Rig({ quotas: { StartExecution: { bucket: 2, perSecond: 1 } } })
    const stateMachineArn = rig.create({ A: pass() })
    const start = () => rig.service.startExecution({ stateMachineArn })
    start()
    start()
    expect(start).toThrow(expect.objectContaining({ name: 'ThrottlingException', message: 'Rate exceeded' }))
    await rig.timeline.runUntil(rig.timeline.now() + 999)
    expect(start).toThrow('Rate exceeded')
    await rig.timeline.runUntil(rig.timeline.now() + 1)
    start()
    expect(rig.service.quotaUse()).toEqual({
      StartExecution: { taken: 3, throttled: 2, longestDelay: 0 },
    })
  })

  it('does not touch the task whose reply it refuses', async () => {
    const rig = new Rig({
      handlers: { f: () => null },
      quotas: { SendTaskSuccess: { bucket: 1, perSecond: 1 } },
    })
    const arn = rig.create({ A: callback('f') })
    const [one, two] = [rig.start(arn, {}, 'one'), rig.start(arn, {}, 'two')]
    await rig.timeline.runUntilIdle()
    const tokens = rig.calls.map(({ payload }) => (isObject(payload) ? String(payload['token']) : ''))
    const reply = (index: number) =>
      rig.service.sendTaskSuccess({ taskToken: tokens[index] ?? '', output: '"yes"' })
    reply(0)
    expect(() => reply(1)).toThrow('Rate exceeded')
    await rig.timeline.runUntil(rig.timeline.now() + 1000)
    reply(1)
    await rig.timeline.runUntilIdle()
    expect([one, two].map((executionArn) => rig.outcome(executionArn).output)).toEqual(['yes', 'yes'])
  })

  it.each([
    [
      'DescribeExecution',
      (rig: Rig, executionArn: string) => rig.service.describeExecution({ executionArn }),
    ],
    [
      'DescribeStateMachineForExecution',
      (rig: Rig, executionArn: string) => rig.service.describeStateMachineForExecution({ executionArn }),
    ],
    [
      'GetExecutionHistory',
      (rig: Rig, executionArn: string) => rig.service.getExecutionHistory({ executionArn }),
    ],
    [
      'ListExecutions',
      (rig: Rig) =>
        rig.service.listExecutions({
          stateMachineArn: 'arn:aws:states:local-1:000000000000:stateMachine:machine-1',
        }),
    ],
    ['StopExecution', (rig: Rig, executionArn: string) => rig.service.stopExecution({ executionArn })],
    ['SendTaskFailure', (rig: Rig) => notThere(() => rig.service.sendTaskFailure({ taskToken: 'x' }))],
    ['SendTaskHeartbeat', (rig: Rig) => notThere(() => rig.service.sendTaskHeartbeat({ taskToken: 'x' }))],
  ] as const)('is there for %s', (name, call) => {
    const rig = new Rig({ quotas: { [name]: { bucket: 1, perSecond: 1 } } })
    const executionArn = rig.start(rig.create({ A: pass() }))
    call(rig, executionArn)
    expect(() => call(rig, executionArn)).toThrow('Rate exceeded')
    expect(rig.service.quotaUse()).toEqual({ [name]: { taken: 1, throttled: 1, longestDelay: 0 } })
  })

  it('counts the executions that a workflow starts, whose tasks are retried', async () => {
    const rig = new Rig({ quotas: { StartExecution: { bucket: 1, perSecond: 0.1 } } })
    const child = rig.create({ A: pass() })
    const Retry = [
      { ErrorEquals: ['StepFunctions.ThrottlingException'], IntervalSeconds: 10, MaxAttempts: 1 },
    ]
    const Arguments = { StateMachineArn: child }
    const run = await rig.run({ S: { Type: 'Task', Resource: START, Arguments, Retry, End: true } })
    expect(run.status).toBe('SUCCEEDED')
    expect(run.times('TaskFailed')).toEqual([0])
    expect(run.times('TaskSucceeded')).toEqual([10])
  })

  it('that lets nothing through is refused', () => {
    for (const quota of [
      { bucket: 0, perSecond: 1 },
      { bucket: 1, perSecond: 0 },
    ])
      expect(() => new Rig({ quotas: { StartExecution: quota } })).toThrow(RangeError)
  })
})

const notThere = (call: () => unknown): void => {
  try {
    call()
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'InvalidToken') throw error
  }
}
