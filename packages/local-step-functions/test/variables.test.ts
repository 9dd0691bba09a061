import { describe, expect, it } from 'vitest'
import { failing, pass, Rig, task } from './rig.ts'

const show = (...names: readonly string[]) =>
  pass({ Output: Object.fromEntries(names.map((name) => [name, `{% $${name} %}`])), End: true })

describe('the variables of an execution', () => {
  it('are set by Assign and read by every later state', async () => {
    const run = await new Rig().run(
      {
        A: pass({ Assign: { x: 1, deep: { list: ['{% $states.input %}'] } }, Next: 'B' }),
        B: pass({ Output: 'other', Next: 'C' }),
        C: show('x', 'deep'),
      },
      7,
    )
    expect(run.output).toEqual({ x: 1, deep: { list: [7] } })
  })

  it('are assigned together, from the values before the state', async () => {
    const run = await new Rig().run({
      A: pass({ Assign: { x: 1, y: 2 }, Next: 'B' }),
      B: pass({ Assign: { x: '{% $y %}', y: '{% $x %}' }, Next: 'C' }),
      C: show('x', 'y'),
    })
    expect(run.output).toEqual({ x: 2, y: 1 })
  })

  it('still have their old value in the Output of the state that assigns them', async () => {
    const run = await new Rig().run({
      A: pass({ Assign: { x: 'old' }, Next: 'B' }),
      B: pass({ Assign: { x: 'new' }, Output: '{% $x %}', Next: 'C' }),
      C: pass({ Output: ['{% $states.input %}', '{% $x %}'], End: true }),
    })
    expect(run.output).toEqual(['old', 'new'])
  })

  it('take the result of a task before Output changes it', async () => {
    const rig = new Rig({ handlers: { f: () => ({ n: 5 }) } })
    const run = await rig.run({
      A: task('f', { Assign: { n: '{% $states.result.Payload.n %}' }, Output: 'nothing', Next: 'B' }),
      B: show('n'),
    })
    expect(run.output).toEqual({ n: 5 })
  })

  it('are not set by a state that fails', async () => {
    const rig = new Rig({ handlers: { f: failing('Broken') } })
    const run = await rig.run({
      A: pass({ Assign: { x: 'before' }, Next: 'B' }),
      B: task('f', {
        Assign: { x: 'after' },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }],
        End: true,
      }),
      C: show('x'),
    })
    expect(run.output).toEqual({ x: 'before' })
  })

  it('are unknown before they are assigned', async () => {
    const run = await new Rig().run({ A: show('x') })
    expect(run.failure.error).toBe('States.QueryEvaluationError')
  })
})

describe('the variables of a branch or an iteration', () => {
  it('begin with those around it', async () => {
    const run = await new Rig().run({
      A: pass({ Assign: { x: 'outer' }, Next: 'P' }),
      P: {
        Type: 'Parallel',
        Branches: [
          { StartAt: 'B', States: { B: pass({ Output: '{% $x %}', End: true }) } },
          {
            StartAt: 'M',
            States: {
              M: {
                Type: 'Map',
                Items: [1, 2],
                ItemProcessor: { StartAt: 'I', States: { I: pass({ Output: '{% $x %}', End: true }) } },
                End: true,
              },
            },
          },
        ],
        End: true,
      },
    })
    expect(run.output).toEqual(['outer', ['outer', 'outer']])
  })

  it('are its own: neither the other branches nor what follows can see them', async () => {
    const branch = (name: string) => ({
      StartAt: `Set${name}`,
      States: {
        [`Set${name}`]: pass({ Assign: { mine: name }, Next: `Show${name}` }),
        [`Show${name}`]: pass({ Output: '{% $mine %}', End: true }),
      },
    })
    const Branches = [branch('A'), branch('B')]
    const run = await new Rig().run({
      P: { Type: 'Parallel', Branches, Next: 'After' },
      After: pass({ Output: ['{% $states.input %}', "{% $exists($mine) ? 'seen' : 'gone' %}"], End: true }),
    })
    expect(run.output).toEqual([['A', 'B'], 'gone'])
  })

  it('reach the outside through the Assign of the Map or Parallel state', async () => {
    const run = await new Rig().run({
      M: {
        Type: 'Map',
        Items: [1, 2, 3],
        ItemProcessor: {
          StartAt: 'I',
          States: { I: pass({ Output: '{% $states.input * 2 %}', End: true }) },
        },
        Assign: { sum: '{% $sum($states.result) %}' },
        Next: 'Show',
      },
      Show: show('sum'),
    })
    expect(run.output).toEqual({ sum: 12 })
  })

  it('begin anew when the Map is retried', async () => {
    const rig = new Rig({ handlers: { f: failing('Broken') } })
    const run = await rig.run({
      M: {
        Type: 'Map',
        Items: [1],
        ItemProcessor: {
          StartAt: 'I',
          States: {
            I: pass({ Assign: { n: "{% $exists($n) ? 'kept' : 'fresh' %}" }, Next: 'T' }),
            T: task('f', { Output: '{% $n %}', End: true }),
          },
        },
        Retry: [{ ErrorEquals: ['Broken'] }],
        End: true,
      },
    })
    expect(run.output).toEqual(['fresh'])
  })
})

describe('the Context object', () => {
  it('tells of the execution, the state and the machine', async () => {
    const rig = new Rig()
    const arn = rig.create(
      {
        W: { Type: 'Wait', Seconds: 60, Next: 'A' },
        A: pass({ Output: '{% $states.context %}', End: true }),
      },
      {},
      'watch',
    )
    const executionArn = rig.start(arn, { who: 'r-1' }, 'iso-1')
    await rig.timeline.runUntilIdle()
    expect(rig.outcome(executionArn).output).toEqual({
      Execution: {
        Id: 'arn:aws:states:local-1:000000000000:execution:watch:iso-1',
        Input: { who: 'r-1' },
        Name: 'iso-1',
        RoleArn: 'arn:aws:iam::000000000000:role/StepFunctions',
        StartTime: '2020-03-01T00:00:00.000Z',
        RedriveCount: 0,
      },
      State: { EnteredTime: '2020-03-01T00:01:00.000Z', Name: 'A' },
      StateMachine: { Id: 'arn:aws:states:local-1:000000000000:stateMachine:watch', Name: 'watch' },
    })
  })

  it('counts the retries of a task', async () => {
    const rig = new Rig({ handlers: { f: failing('E', 'E') } })
    await rig.run({
      A: task('f', {
        Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
        Retry: [{ ErrorEquals: ['E'] }],
        End: true,
      }),
    })
    expect(rig.calls.map(({ payload }) => payload)).toEqual([0, 1, 2])
  })

  it('gives an iteration its item, inside the processor too', async () => {
    const run = await new Rig().run(
      {
        M: {
          Type: 'Map',
          Items: ['a', 'b'],
          ItemSelector: {
            at: '{% $states.context.Map.Item.Index %}',
            is: '{% $states.context.Map.Item.Value %}',
            of: '{% $states.input.name %}',
          },
          ItemProcessor: {
            StartAt: 'I',
            States: {
              I: pass({ Output: ['{% $states.input %}', '{% $states.context.Map.Item.Index %}'], End: true }),
            },
          },
          End: true,
        },
      },
      { name: 'list' },
    )
    expect(run.output).toEqual([
      [{ at: 0, is: 'a', of: 'list' }, 0],
      [{ at: 1, is: 'b', of: 'list' }, 1],
    ])
  })
})
