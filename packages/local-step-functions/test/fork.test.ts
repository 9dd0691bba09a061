import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../src/language/json.ts'
import { failing, LAMBDA, pass, Rig, task } from './rig.ts'

const map = (states: JsonObject, fields: JsonObject = {}): JsonObject => {
  const [StartAt = ''] = Object.keys(states)
  return { Type: 'Map', ItemProcessor: { StartAt, States: states }, End: true, ...fields }
}
const parallel = (branches: JsonObject[], fields: JsonObject = {}): JsonObject => ({
  Type: 'Parallel',
  Branches: branches.map((states) => ({ StartAt: Object.keys(states)[0] ?? '', States: states })),
  End: true,
  ...fields,
})
const wait = (Seconds: JsonValue, fields: JsonObject = { End: true }): JsonObject => ({
  Type: 'Wait',
  Seconds,
  ...fields,
})

describe('a Map state', () => {
  it('runs its processor for every item and keeps the order of the items', async () => {
    const rig = new Rig()
    const processor = { W: wait('{% $states.input %}', { Output: '{% $states.input * 10 %}', End: true }) }
    const run = await rig.run({ M: map(processor) }, [3, 1, 2])
    expect(run.output).toEqual([30, 10, 20])
    expect(rig.seconds()).toBe(3)
  })

  it('takes its items from Items, a list or an expression', async () => {
    const states = { I: pass() }
    expect(
      (await new Rig().run({ M: map(states, { Items: ['a', '{% $states.input %}'] }) }, 'b')).output,
    ).toEqual(['a', 'b'])
    expect((await new Rig().run({ M: map(states, { Items: '{% [1..3] %}' }) })).output).toEqual([1, 2, 3])
  })

  it('gives an empty list for no items', async () => {
    const run = await new Rig().run({ M: map({ I: pass() }) }, [])
    expect(run.output).toEqual([])
    expect(run.types).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ])
    expect(run.previous).toEqual([0, 0, 2, 3, 3, 5])
  })

  it('fails when the items are no list, and can catch that', async () => {
    const Catch = [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'B' }]
    const run = await new Rig().run(
      { M: map({ I: pass() }, { Catch }), B: pass({ Output: 'caught', End: true }) },
      5,
    )
    expect(run.output).toBe('caught')
    expect(run.types.slice(0, 6)).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'EvaluationFailed',
      'MapStateFailed',
      'MapStateExited',
      'PassStateEntered',
    ])
  })

  it('runs at most MaxConcurrency at once', async () => {
    const rig = new Rig()
    const run = await rig.run({ M: map({ W: wait(10) }, { MaxConcurrency: '{% 1 + 1 %}' }) }, [1, 2, 3, 4, 5])
    expect(run.times('MapIterationStarted')).toEqual([0, 0, 10, 10, 20])
    expect(rig.seconds()).toBe(30)
  })

  it('runs at most 40 at once, as the inline Map of AWS does', async () => {
    const rig = new Rig()
    await rig.run(
      { M: map({ W: wait(10) }) },
      Array.from({ length: 41 }, () => 0),
    )
    expect(rig.seconds()).toBe(20)
  })

  it('fails when one iteration does, and ends the others', async () => {
    const rig = new Rig()
    const processor = {
      C: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'F' }],
        Default: 'W',
      },
      W: wait(60),
      F: { Type: 'Fail', Error: 'Second' },
    }
    const run = await rig.run({ M: map(processor) }, [1, 2, 3])
    expect(run.failure.error).toBe('Second')
    expect(rig.seconds()).toBe(0)
    expect(rig.timeline.pending).toBe(0)
  })

  it('starts all iterations again when it is retried', async () => {
    const rig = new Rig({ handlers: { f: failing('E') } })
    const run = await rig.run({ M: map({ T: task('f') }, { Retry: [{ ErrorEquals: ['E'] }] }) }, [1, 2])
    expect(run.output).toEqual(['ok', 'ok'])
    expect(run.times('MapStateStarted')).toEqual([0, 1])
    expect(run.types).not.toContain('MapStateFailed')
  })

  it('stops what runs when the selector of a later item fails', async () => {
    const rig = new Rig()
    const run = await rig.run(
      {
        M: map(
          { W: wait(60) },
          { ItemSelector: '{% $states.context.Map.Item.Value.ok %}', MaxConcurrency: 2 },
        ),
      },
      [{ ok: 1 }, {}],
    )
    expect(run.failure.error).toBe('States.QueryEvaluationError')
    expect(run.types.slice(3)).toEqual([
      'MapIterationStarted',
      'EvaluationFailed',
      'MapIterationAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ])
    expect(rig.timeline.pending).toBe(0)
  })
})

describe('a Parallel state', () => {
  it('gives its input to every branch and collects their outputs in order', async () => {
    const run = await new Rig().run(
      { P: parallel([{ W: wait(5) }, { A: pass({ Output: '{% $states.input + 1 %}', End: true }) }]) },
      1,
    )
    expect(run.output).toEqual([1, 2])
  })

  it('gives its Arguments to the branches, and its own input to Output', async () => {
    const run = await new Rig().run(
      {
        P: parallel([{ A: pass() }, { B: pass() }], {
          Arguments: { from: '{% $states.input %}' },
          Output: { in: '{% $states.input %}', out: '{% $states.result %}' },
        }),
      },
      7,
    )
    expect(run.output).toEqual({ in: 7, out: [{ from: 7 }, { from: 7 }] })
  })

  it('fails with the error of the branch that fails first, and ends the others', async () => {
    const rig = new Rig()
    const run = await rig.run({
      P: parallel([
        { W1: wait(10, { Next: 'F1' }), F1: { Type: 'Fail', Error: 'First' } },
        { W2: wait(20, { Next: 'F2' }), F2: { Type: 'Fail', Error: 'Second' } },
        { W3: wait(5) },
      ]),
    })
    expect(run.failure.error).toBe('First')
    expect(rig.seconds()).toBe(10)
  })

  it('catches the failure of a branch', async () => {
    const run = await new Rig().run({
      P: parallel([{ F: { Type: 'Fail', Error: 'MyError', Cause: 'my cause' } }], {
        Catch: [{ ErrorEquals: ['MyError'], Next: 'B' }],
      }),
      B: pass(),
    })
    expect(run.output).toEqual({ Error: 'MyError', Cause: 'my cause' })
  })

  it('cannot catch States.Runtime from a branch', async () => {
    const run = await new Rig().run({
      P: parallel([{ T: { Type: 'Task', Resource: LAMBDA, Arguments: {}, End: true } }], {
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
      }),
      B: pass(),
    })
    expect(run.failure.error).toBe('States.Runtime')
    expect(run.types.at(-2)).toBe('TaskStateEntered')
  })

  it('leaves a failure to the Catch inside the branch', async () => {
    const rig = new Rig({ handlers: { f: failing('E') } })
    const run = await rig.run({
      P: parallel([
        {
          T: task('f', { Catch: [{ ErrorEquals: ['E'], Next: 'R' }], End: true }),
          R: pass({ Output: 'recovered', End: true }),
        },
        { O: pass({ Output: 'other', End: true }) },
      ]),
    })
    expect(run.output).toEqual(['recovered', 'other'])
  })

  it('catches a missed heartbeat of a branch by its name', async () => {
    const rig = new Rig({ handlers: { f: () => null } })
    const run = await rig.run({
      P: parallel(
        [
          {
            T: {
              Type: 'Task',
              Resource: `${LAMBDA}.waitForTaskToken`,
              Arguments: { FunctionName: 'f' },
              HeartbeatSeconds: 5,
              End: true,
            },
          },
        ],
        { Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' }] },
      ),
      B: pass({ Output: 'caught', End: true }),
    })
    expect(run.output).toBe('caught')
  })

  it('holds a Map, which holds a Parallel', async () => {
    const run = await new Rig().run({
      P: parallel([
        { M: map({ Q: parallel([{ A: pass() }, { B: wait(3) }]) }, { Items: [1, 2] }) },
        { C: pass({ Output: 'c', End: true }) },
      ]),
    })
    expect(run.output).toEqual([
      [
        [1, 1],
        [2, 2],
      ],
      'c',
    ])
  })

  it('counts every state of every branch as a transition', async () => {
    const run = await new Rig().run({ P: parallel([{ A: pass() }, { B: pass({ Next: 'C' }), C: pass() }]) })
    expect(run.transitions).toBe(1 + 1 + 3)
  })
})
