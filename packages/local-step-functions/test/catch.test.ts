import { describe, expect, it } from 'vitest'
import { matches } from '../src/interpreter/retry.ts'
import { ALL, StateFailure } from '../src/language/errors.ts'
import type { JsonObject } from '../src/language/json.ts'
import { failing, Named, pass, Rig, task } from './rig.ts'

const caughtBy = async (Catch: JsonObject[], error: string) => {
  const rig = new Rig({ handlers: { f: failing(error) } })
  return await rig.run({
    A: task('f', { Catch, End: true }),
    First: pass({ Output: 'first', End: true }),
    Second: pass({ Output: 'second', End: true }),
  })
}

describe('Catch', () => {
  it('goes on with the first catcher that matches', async () => {
    const Catch = [
      { ErrorEquals: ['Other', 'E'], Next: 'First' },
      { ErrorEquals: ['States.ALL'], Next: 'Second' },
    ]
    expect((await caughtBy(Catch, 'E')).output).toBe('first')
    expect((await caughtBy(Catch, 'F')).output).toBe('second')
  })

  it('lets an error through that no catcher names', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'First' },
      { ErrorEquals: ['Another'], Next: 'Second' },
    ]
    const run = await caughtBy(Catch, 'E')
    expect(run.status).toBe('FAILED')
    expect(run.failure.error).toBe('E')
  })

  it('comes after the retries', async () => {
    const rig = new Rig({ handlers: { f: failing('E', 'E', 'E', 'E', 'E') } })
    const run = await rig.run({
      A: task('f', {
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['E'], Next: 'B' }],
        End: true,
      }),
      B: pass(),
    })
    expect(rig.calls.map(({ at }) => at)).toEqual([0, 1, 3])
    expect(run.status).toBe('SUCCEEDED')
  })

  it('hands the error output on by default', async () => {
    const rig = new Rig({
      handlers: {
        f: () => {
          throw new Named('Broken', 'no more paper')
        },
      },
    })
    const run = await rig.run({
      A: task('f', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }], End: true }),
      B: pass(),
    })
    expect(run.output).toEqual({
      Error: 'Broken',
      Cause: '{"errorType":"Broken","errorMessage":"no more paper","trace":[]}',
    })
  })

  it('may change output and variables, and sees input and error output', async () => {
    const rig = new Rig({ handlers: { f: failing('E') } })
    const run = await rig.run(
      {
        A: task('f', {
          Catch: [
            {
              ErrorEquals: ['States.ALL'],
              Output: { was: '{% $states.input.v %}', error: '{% $states.errorOutput.Error %}' },
              Assign: { error: '{% $states.errorOutput.Error %}' },
              Next: 'B',
            },
          ],
          End: true,
        }),
        B: pass({ Output: ['{% $states.input %}', '{% $error %}'], End: true }),
      },
      { v: 3 },
    )
    expect(run.output).toEqual([{ was: 3, error: 'E' }, 'E'])
  })

  it('gives an empty cause for a timeout', async () => {
    const rig = new Rig({ handlers: { f: () => null } })
    const run = await rig.run({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: 'f' },
        TimeoutSeconds: 5,
        Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'B' }],
        End: true,
      },
      B: pass(),
    })
    expect(run.output).toEqual({ Error: 'States.Timeout', Cause: '' })
  })

  it('is not itself caught when its own expressions fail', async () => {
    const rig = new Rig({ handlers: { f: failing('E') } })
    const run = await rig.run({
      A: task('f', {
        Catch: [
          { ErrorEquals: ['E'], Output: '{% $states.input.missing %}', Next: 'B' },
          { ErrorEquals: ['States.ALL'], Next: 'B' },
        ],
        End: true,
      }),
      B: pass(),
    })
    expect(run.failure.error).toBe('States.QueryEvaluationError')
    expect(run.events.find(({ type }) => type === 'EvaluationFailed')).toMatchObject({
      evaluationFailedEventDetails: { location: 'Catch[0]/Output', state: 'A' },
    })
  })
})

describe('an ErrorEquals', () => {
  const catches = (errorEquals: string, error: string, heartbeat = false): boolean =>
    matches([errorEquals], new StateFailure(error, '', { heartbeat }))

  it('matches a name exactly, with its capitals', () => {
    expect(catches('MyError', 'MyError')).toBe(true)
    expect(catches('MyError', 'myerror')).toBe(false)
  })

  it('matches with States.ALL everything but States.DataLimitExceeded and States.Runtime', () => {
    for (const error of ['MyError', 'States.Timeout', 'States.TaskFailed', 'States.QueryEvaluationError'])
      expect(catches(ALL, error)).toBe(true)
    expect(catches(ALL, 'States.DataLimitExceeded')).toBe(false)
    expect(catches(ALL, 'States.Runtime')).toBe(false)
  })

  it('matches States.DataLimitExceeded by name, and States.Runtime by nothing', () => {
    expect(catches('States.DataLimitExceeded', 'States.DataLimitExceeded')).toBe(true)
    expect(catches('States.Runtime', 'States.Runtime')).toBe(false)
  })

  it('matches with States.TaskFailed everything but States.Timeout and the two that end an execution', () => {
    expect(catches('States.TaskFailed', 'MyError')).toBe(true)
    expect(catches('States.TaskFailed', 'States.TaskFailed')).toBe(true)
    expect(catches('States.TaskFailed', 'States.Timeout')).toBe(false)
    expect(catches('States.TaskFailed', 'States.DataLimitExceeded')).toBe(false)
    expect(catches('States.TaskFailed', 'States.Runtime')).toBe(false)
  })

  it('matches a missed heartbeat as States.HeartbeatTimeout and as States.Timeout', () => {
    expect(catches('States.HeartbeatTimeout', 'States.Timeout', true)).toBe(true)
    expect(catches('States.Timeout', 'States.Timeout', true)).toBe(true)
    expect(catches('States.HeartbeatTimeout', 'States.Timeout', false)).toBe(false)
    expect(catches('States.TaskFailed', 'States.Timeout', true)).toBe(false)
  })
})
