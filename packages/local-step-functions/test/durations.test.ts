import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../src/language/json.ts'
import { callback, Named, pass, Rig, task } from './rig.ts'

const never = (): Promise<never> => new Promise(() => {})

describe('a function that takes a while', () => {
  it('is called at once, and its answer arrives when it is due', async () => {
    const rig = new Rig({ handlers: { slow: () => 'done' }, durations: { slow: 40 } })
    const run = await rig.run({ A: task('slow') })
    expect(rig.calls).toMatchObject([{ name: 'slow', at: 0 }])
    expect(run.output).toBe('done')
    expect([run.times('TaskStarted'), run.times('TaskSucceeded')]).toEqual([[0], [40]])
  })

  it('fails when it is due, too', async () => {
    const handlers = {
      slow: () => {
        throw new Named('Broken')
      },
    }
    const run = await new Rig({ handlers, durations: { slow: 40 } }).run({ A: task('slow') })
    expect(run.failure.error).toBe('Broken')
    expect(run.times('TaskFailed')).toEqual([40])
  })

  it('keeps nobody waiting: others run beside it, of other executions and of its own', async () => {
    const rig = new Rig({ handlers: { slow: () => 1, quick: () => 2 }, durations: { slow: 40, quick: 3 } })
    const branch = (name: string) => ({ StartAt: name, States: { [name]: task(name) } })
    const both = rig.create({
      P: { Type: 'Parallel', Branches: [branch('slow'), branch('quick')], End: true },
    })
    const waiting = rig.create({ W: { Type: 'Wait', Seconds: 20, Next: 'quick' }, quick: task('quick') })
    const [first, second, third] = [
      rig.start(both, {}, 'first'),
      rig.start(both, {}, 'second'),
      rig.start(waiting),
    ].map((arn) => rig.outcome(arn))
    await rig.timeline.runUntilIdle()
    for (const run of [first, second]) expect(run?.times('TaskSucceeded')).toEqual([3, 40])
    expect(third?.times('TaskSucceeded')).toEqual([23])
  })

  it('that takes no time is over before anything else happens', async () => {
    const log: string[] = []
    const handler = (name: string) => async () => {
      log.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 2))
      log.push(`${name} ends`)
      return null
    }
    const rig = new Rig({ handlers: { a: handler('a'), b: handler('b') } })
    rig.start(rig.create({ A: task('a') }))
    rig.start(rig.create({ B: task('b') }))
    await rig.timeline.runUntilIdle()
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })
})

describe('the TimeoutSeconds of a function', () => {
  it('fires at its instant, though the function never answers', async () => {
    const rig = new Rig({ handlers: { slow: never }, durations: { slow: 900 } })
    const run = await rig.run({ A: task('slow', { TimeoutSeconds: 30, End: true }) })
    expect(run.failure).toEqual({ error: 'States.Timeout', cause: undefined })
    expect(run.times('TaskTimedOut')).toEqual([30])
    expect(rig.seconds()).toBe(30)
  })

  it('is seen by Retry, which calls the function again, and by Catch', async () => {
    const rig = new Rig({ handlers: { slow: never }, durations: { slow: 900 } })
    const run = await rig.run({
      A: task('slow', {
        TimeoutSeconds: 30,
        Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 1 }],
        Catch: [{ ErrorEquals: ['States.Timeout'], Output: 'caught', Next: 'B' }],
        End: true,
      }),
      B: pass(),
    })
    expect(rig.calls.map(({ at }) => at)).toEqual([0, 40, 80])
    expect(run.times('TaskTimedOut')).toEqual([30, 70, 110])
    expect(run.output).toBe('caught')
  })

  it('lets the answer of the first try count for nothing while the second is under way', async () => {
    let tries = 0
    const handlers = {
      slow: () => {
        tries += 1
        return tries
      },
    }
    const rig = new Rig({ handlers, durations: { slow: 50 } })
    const run = await rig.run({
      A: task('slow', {
        TimeoutSeconds: 30,
        Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
        End: true,
      }),
      B: pass({ Output: 'caught', End: true }),
    })
    expect(tries).toBe(2)
    expect(run.output).toBe('caught')
    expect(run.types.filter((type) => type === 'TaskSucceeded')).toEqual([])
  })

  it('does not fire when the answer comes at the same instant or before', async () => {
    const rig = new Rig({ handlers: { slow: () => 'done' }, durations: { slow: 29 } })
    expect((await rig.run({ A: task('slow', { TimeoutSeconds: 30, End: true }) })).output).toBe('done')
  })

  it('holds for a function by its own ARN', async () => {
    const Resource = 'arn:aws:lambda:local-1:000000000000:function:slow'
    const rig = new Rig({ handlers: { slow: never }, durations: { slow: 900 } })
    const run = await rig.run({ A: { Type: 'Task', Resource, TimeoutSeconds: 30, End: true } })
    expect(run.times('LambdaFunctionTimedOut')).toEqual([30])
  })

  it('of the whole machine ends it while a function is under way', async () => {
    const rig = new Rig({ handlers: { slow: never }, durations: { slow: 900 } })
    const run = await rig.run({ A: task('slow') }, {}, { TimeoutSeconds: 60 })
    expect(run.status).toBe('TIMED_OUT')
    expect(rig.seconds()).toBe(60)
  })
})

describe('an execution that is stopped', () => {
  it('waits for no function', async () => {
    const rig = new Rig({ handlers: { slow: never }, durations: { slow: 900 } })
    const executionArn = rig.start(rig.create({ A: task('slow') }))
    rig.timeline.at(rig.timeline.now() + 10_000, () => void rig.service.stopExecution({ executionArn }))
    await rig.timeline.runUntilIdle()
    expect(rig.outcome(executionArn).status).toBe('ABORTED')
  })

  it('waits for none that is late, either', async () => {
    const rig = new Rig({ handlers: { slow: never }, durations: { slow: 5 } })
    const executionArn = rig.start(rig.create({ A: task('slow') }))
    const running = rig.timeline.runUntilIdle()
    await new Promise((resolve) => setTimeout(resolve, 5))
    rig.service.stopExecution({ executionArn })
    await running
    expect(rig.outcome(executionArn).status).toBe('ABORTED')
  })
})

describe('a function that hands on a token and takes a while', () => {
  const replyAt = async (seconds: number) => {
    const rig: Rig = new Rig({
      handlers: {
        ask: (payload) => {
          const taskToken = tokenIn(payload)
          rig.timeline.at(rig.timeline.now() + seconds * 1000, () => {
            rig.service.sendTaskSuccess({ taskToken, output: '"reply"' })
          })
          return null
        },
      },
      durations: { ask: 10 },
    })
    return rig.run({ A: callback('ask') })
  }

  it('is submitted when it is through, and then the reply counts', async () => {
    const run = await replyAt(20)
    expect([run.times('TaskSubmitted'), run.times('TaskSucceeded')]).toEqual([[10], [20]])
  })

  it('is of no more account once the reply is there', async () => {
    const run = await replyAt(5)
    expect(run.output).toBe('reply')
    expect([run.times('TaskSubmitted'), run.times('TaskSucceeded')]).toEqual([[], [5]])
  })
})

const tokenIn = (payload: JsonValue): string =>
  typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? String(payload['token']) : ''

describe('the same seed', () => {
  const FLOW: JsonObject = {
    Fan: {
      Type: 'Map',
      Items: [1, 2, 3, 4, 5, 6, 7, 8],
      ItemProcessor: {
        StartAt: 'Work',
        States: {
          Work: task('work', {
            TimeoutSeconds: '{% 1 + $states.input %}',
            Retry: [{ ErrorEquals: ['States.Timeout'], JitterStrategy: 'FULL', MaxAttempts: 2 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Output: ['late', '{% $random() %}'], Next: 'Over' }],
            Next: 'Over',
          }),
          Over: pass(),
        },
      },
      End: true,
    },
  }

  /** The functions really take as long as these say, in the order of their calls. */
  const life = async (milliseconds: readonly number[]) => {
    let calls = 0
    const work = async (payload: JsonValue) => {
      calls += 1
      await new Promise((resolve) => setTimeout(resolve, milliseconds[calls % milliseconds.length]))
      return payload
    }
    const rig = new Rig({ handlers: { work }, durations: { work: 4 } })
    const arn = rig.create(FLOW)
    const runs = ['a', 'b'].map((name) => rig.outcome(rig.start(arn, {}, name)))
    await rig.timeline.runUntilIdle()
    return JSON.stringify(runs.map(({ events }) => events))
  }

  it('gives the same bytes, however long the functions really take', async () => {
    const bytes = await life([0])
    expect(await life([3, 0, 7, 1])).toBe(bytes)
    expect(await life([0, 9])).toBe(bytes)
    expect(bytes).toContain('TaskTimedOut')
    expect(bytes).toContain('TaskSucceeded')
  })
})
