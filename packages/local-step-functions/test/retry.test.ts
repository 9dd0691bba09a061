import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { delayMilliseconds } from '../src/interpreter/retry.ts'
import type { JsonObject } from '../src/language/json.ts'
import { failing, pass, Rig, task } from './rig.ts'

/** The seconds at which the function was called. */
const callTimes = async (Retry: JsonObject[], errors: readonly string[]): Promise<number[]> => {
  const rig = new Rig({ handlers: { f: failing(...errors) } })
  await rig.run({ A: task('f', { Retry, End: true }) })
  return rig.calls.map(({ at }) => at)
}
const errors = (count: number, name = 'E'): string[] => Array.from({ length: count }, () => name)

describe('Retry', () => {
  it('tries three times more by default, after 1, 2 and 4 seconds', async () => {
    expect(await callTimes([{ ErrorEquals: ['E'] }], errors(9))).toEqual([0, 1, 3, 7])
  })

  it('multiplies the interval by BackoffRate each time', async () => {
    const retrier = { ErrorEquals: ['E'], IntervalSeconds: 3, BackoffRate: 1.5, MaxAttempts: 3 }
    expect(await callTimes([retrier], errors(9))).toEqual([0, 3, 7.5, 14.25])
  })

  it('never waits longer than MaxDelaySeconds', async () => {
    const retrier = { ErrorEquals: ['E'], IntervalSeconds: 10, MaxDelaySeconds: 25, MaxAttempts: 4 }
    expect(await callTimes([retrier], errors(9))).toEqual([0, 10, 30, 55, 80])
  })

  it('does not retry when MaxAttempts is 0', async () => {
    expect(await callTimes([{ ErrorEquals: ['E'], MaxAttempts: 0 }], errors(2))).toEqual([0])
  })

  it('does not retry an error that no retrier names', async () => {
    expect(await callTimes([{ ErrorEquals: ['Other'] }], errors(2))).toEqual([0])
  })

  it('counts the attempts of each retrier for itself', async () => {
    const Retry = [
      { ErrorEquals: ['ErrorA', 'ErrorB'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
      { ErrorEquals: ['ErrorC'], IntervalSeconds: 5 },
    ]
    // The example of the language text: two waits of 1 and 2 seconds, one of 5, and then the first retrier is used up.
    expect(await callTimes(Retry, ['ErrorA', 'ErrorB', 'ErrorC', 'ErrorB', 'ErrorC'])).toEqual([0, 1, 3, 8])
  })

  it('asks only the first retrier that matches, even when it is used up', async () => {
    const Retry = [{ ErrorEquals: ['E'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }]
    expect(await callTimes(Retry, errors(5))).toEqual([0, 1])
  })

  it('starts to count anew each time the state is entered', async () => {
    const rig = new Rig({ handlers: { f: failing('E', 'E', 'E') } })
    const run = await rig.run({
      A: task('f', {
        Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['E'], Next: 'A' }],
        End: true,
      }),
    })
    expect(run.output).toBe('ok')
    expect(rig.calls.map(({ at }) => at)).toEqual([0, 1, 1, 2])
  })

  it('spreads the wait over the whole interval with full jitter', () => {
    const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(8), draws, (IntervalSeconds, before, draw) => {
        const retrier = { ErrorEquals: ['E'], IntervalSeconds, MaxDelaySeconds: 600 }
        const plain = delayMilliseconds(retrier, before, () => draw)
        const jittered = delayMilliseconds({ ...retrier, JitterStrategy: 'FULL' }, before, () => draw)
        expect(plain).toBe(Math.min(IntervalSeconds * 2 ** before, 600) * 1000)
        expect(jittered).toBe(Math.round(draw * plain))
        expect(delayMilliseconds({ ...retrier, JitterStrategy: 'NONE' }, before, () => draw)).toBe(plain)
      }),
    )
  })

  it('draws different waits in different executions', async () => {
    const rig = new Rig({ handlers: { f: failing(...errors(20)) } })
    const retrier = { ErrorEquals: ['E'], IntervalSeconds: 1000, MaxAttempts: 1, JitterStrategy: 'FULL' }
    const machine = rig.create({ A: task('f', { Retry: [retrier], End: true }) })
    for (const name of ['a', 'b', 'c', 'd']) rig.start(machine, {}, name)
    await rig.timeline.runUntilIdle()
    const waits = rig.calls.slice(4).map(({ at }) => at)
    expect(new Set(waits).size).toBe(4)
    for (const wait of waits) expect(wait).toBeLessThan(1000)
  })

  it('evaluates the arguments again for each attempt', async () => {
    const rig = new Rig({ handlers: { f: failing('E', 'E') } })
    await rig.run({
      A: task('f', {
        Arguments: { FunctionName: 'f', Payload: '{% $uuid() %}' },
        Retry: [{ ErrorEquals: ['E'] }],
        End: true,
      }),
    })
    expect(new Set(rig.calls.map(({ payload }) => payload)).size).toBe(3)
  })

  it('is a transition each time', async () => {
    const rig = new Rig({ handlers: { f: failing('E', 'E') } })
    const run = await rig.run({ A: task('f', { Retry: [{ ErrorEquals: ['E'] }], Next: 'B' }), B: pass() })
    expect(run.transitions).toBe(1 + 2 + 2)
    expect(rig.service.transitions()).toBe(5)
  })

  it('retries an expression that fails, and records each failure', async () => {
    const run = await new Rig().run({
      A: task('f', {
        Arguments: { FunctionName: 'f', Payload: '{% $states.input.missing %}' },
        Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
        End: true,
      }),
    })
    expect(run.types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'EvaluationFailed',
      'EvaluationFailed',
      'ExecutionFailed',
    ])
    expect(run.previous).toEqual([0, 0, 2, 3, 4])
  })
})
