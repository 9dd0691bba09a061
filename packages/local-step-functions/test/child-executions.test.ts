import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../src/language/json.ts'
import { Rig } from './rig.ts'

const START_CHILD = 'arn:aws:states:::states:startExecution'
const child = (StateMachineArn: string, fields: JsonObject = {}): JsonObject => ({
  Type: 'Task',
  Resource: `${START_CHILD}.sync:2`,
  Arguments: { StateMachineArn, Name: 'child', Input: { for: '{% $states.input %}' } },
  End: true,
  ...fields,
})

const withChild = (states: JsonObject, options: JsonObject = {}) => {
  const rig = new Rig()
  const machine = rig.create(states, options, 'child')
  return { rig, machine, childArn: 'arn:aws:states:local-1:000000000000:execution:child:child' }
}

describe('states:startExecution.sync:2', () => {
  it('waits for the child and gives its output as JSON', async () => {
    const { rig, machine, childArn } = withChild({
      W: { Type: 'Wait', Seconds: 30, Output: { got: '{% $states.input.for %}' }, End: true },
    })
    const run = await rig.run({ A: child(machine) }, 7)
    expect(run.output).toEqual({
      ExecutionArn: childArn,
      Input: { for: 7 },
      InputDetails: { Included: true },
      Name: 'child',
      Output: { got: 7 },
      OutputDetails: { Included: true },
      StartDate: 1583020800000,
      StateMachineArn: machine,
      Status: 'SUCCEEDED',
      StopDate: 1583020830000,
    })
    expect(run.types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ])
    expect(run.times('TaskSucceeded')).toEqual([30])
  })

  it('fails with States.TaskFailed and the details of the child when it fails', async () => {
    const { rig, machine, childArn } = withChild({
      F: { Type: 'Fail', Error: 'Inner', Cause: 'inner cause' },
    })
    const run = await rig.run({ A: child(machine) }, 7)
    expect(run.failure.error).toBe('States.TaskFailed')
    expect(JSON.parse(run.failure.cause ?? '')).toMatchObject({
      Cause: 'inner cause',
      Error: 'Inner',
      ExecutionArn: childArn,
      Input: '{"for":7}',
      Name: 'child',
      Status: 'FAILED',
    })
  })

  it.each([
    ['times out', { TimeoutSeconds: 5 }, 'TIMED_OUT'],
    ['is stopped', {}, 'ABORTED'],
  ])('fails with States.TaskFailed when the child %s', async (_, options, status) => {
    const { rig, machine, childArn } = withChild({ W: { Type: 'Wait', Seconds: 60, End: true } }, options)
    rig.timeline.at(rig.timeline.now() + 10_000, () => {
      rig.service.stopExecution({ executionArn: childArn })
    })
    const run = await rig.run({ A: child(machine, { Retry: [{ ErrorEquals: ['Other'] }] }) })
    expect(run.failure.error).toBe('States.TaskFailed')
    expect(JSON.parse(run.failure.cause ?? '')).toMatchObject({ Status: status })
  })

  it('stops the child when the task times out or the parent is stopped', async () => {
    const timingOut = withChild({ W: { Type: 'Wait', Seconds: 600, End: true } })
    await timingOut.rig.run({ A: child(timingOut.machine, { TimeoutSeconds: 60 }) })
    expect(timingOut.rig.outcome(timingOut.childArn).status).toBe('ABORTED')

    const { rig, machine, childArn } = withChild({ W: { Type: 'Wait', Seconds: 600, End: true } })
    const executionArn = rig.start(rig.create({ A: child(machine) }))
    await rig.timeline.runUntil(rig.timeline.now() + 1000)
    rig.service.stopExecution({ executionArn })
    expect(rig.outcome(childArn).status).toBe('ABORTED')
    expect(rig.timeline.pending).toBe(0)
  })

  it('fails when there is no such machine', async () => {
    const rig = new Rig()
    const run = await rig.run({ A: child('arn:aws:states:local-1:000000000000:stateMachine:none') })
    expect(run.failure.error).toBe('StepFunctions.StateMachineDoesNotExistException')
    expect(run.types).toContain('TaskFailed')
  })
})

describe('states:startExecution', () => {
  it('goes on without waiting', async () => {
    const { rig, machine, childArn } = withChild({ W: { Type: 'Wait', Seconds: 30, End: true } })
    const run = await rig.run({ A: child(machine, { Resource: START_CHILD }) })
    expect(run.output).toMatchObject({ ExecutionArn: childArn })
    expect(run.times('ExecutionSucceeded')).toEqual([0])
    expect(rig.outcome(childArn).status).toBe('SUCCEEDED')
  })
})
