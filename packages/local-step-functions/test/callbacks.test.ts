import { describe, expect, it } from 'vitest'
import type { JsonObject, JsonValue } from '../src/language/json.ts'
import { callback, Named, type Outcome, pass, Rig } from './rig.ts'

/** Starts a machine whose task `f` waits for its token, and runs to where it waits. */
const waiting = async (fields: JsonObject = { End: true }, more: JsonObject = {}) => {
  const tokens: string[] = []
  const rig = new Rig({
    handlers: {
      f: (payload) => {
        tokens.push(tokenIn(payload))
        return 'ignored'
      },
    },
  })
  const run = rig.outcome(rig.start(rig.create({ A: callback('f', fields), ...more })))
  await rig.timeline.runUntil(rig.timeline.now())
  return { rig, run, tokens, token: (): string => tokens.at(-1) ?? '' }
}

const tokenIn = (payload: JsonValue): string => {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
    throw new TypeError('no token')
  const { token } = payload
  if (typeof token !== 'string') throw new TypeError('no token')
  return token
}

const later = (rig: Rig, seconds: number): Promise<number> =>
  rig.timeline.runUntil(rig.timeline.now() + seconds * 1000)

const apiError = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return error instanceof Error ? error.name : 'no error'
  }
  return 'nothing thrown'
}

describe('a task that waits for its token', () => {
  it('goes on waiting when the function returns', async () => {
    const { rig, run } = await waiting()
    await later(rig, 365 * 86_400)
    expect(run.status).toBe('RUNNING')
    expect(run.types.at(-1)).toBe('TaskSubmitted')
  })

  it('succeeds with the output that is sent', async () => {
    const { rig, run, token } = await waiting()
    await later(rig, 100)
    rig.service.sendTaskSuccess({ taskToken: token(), output: '{"t":36.5}' })
    await rig.timeline.runUntilIdle()
    expect(run.output).toEqual({ t: 36.5 })
    expect(run.times('TaskSucceeded')).toEqual([100])
  })

  it('fails with the error and cause that are sent', async () => {
    const { rig, run, token } = await waiting()
    rig.service.sendTaskFailure({ taskToken: token(), error: 'Refused', cause: 'will not answer' })
    await rig.timeline.runUntilIdle()
    expect(run.failure).toEqual({ error: 'Refused', cause: 'will not answer' })
    expect(run.types).toContain('TaskFailed')
  })

  it('fails at once when the function throws', async () => {
    const rig = new Rig({
      handlers: {
        f: () => {
          throw new Named('NoNetwork')
        },
      },
    })
    const run = await rig.run({ A: callback('f', { TimeoutSeconds: 100, End: true }) })
    expect(run.failure.error).toBe('NoNetwork')
    expect(rig.seconds()).toBe(0)
  })

  it('takes a reply that comes while the function still runs', async () => {
    const rig: Rig = new Rig({
      handlers: {
        f: (payload) => {
          rig.service.sendTaskSuccess({ taskToken: tokenIn(payload), output: '"at once"' })
          return 'ignored'
        },
      },
    })
    const run = await rig.run({ A: callback('f') })
    expect(run.output).toBe('at once')
    expect(rig.seconds()).toBe(0)
  })

  it('keeps that reply even when the function throws after it', async () => {
    const rig: Rig = new Rig({
      handlers: {
        f: (payload) => {
          rig.service.sendTaskSuccess({ taskToken: tokenIn(payload), output: '"kept"' })
          throw new Error('too late')
        },
      },
    })
    expect((await rig.run({ A: callback('f') })).output).toBe('kept')
  })

  it('times out after TimeoutSeconds', async () => {
    const { rig, run } = await waiting({ TimeoutSeconds: '{% 50 + 10 %}', End: true })
    await rig.timeline.runUntilIdle()
    expect(run.failure).toEqual({ error: 'States.Timeout', cause: undefined })
    expect(run.times('TaskTimedOut')).toEqual([60])
  })

  it('counts TimeoutSeconds anew for each attempt', async () => {
    const { rig, run } = await waiting({
      TimeoutSeconds: 60,
      Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 5, MaxAttempts: 1 }],
      End: true,
    })
    await rig.timeline.runUntilIdle()
    expect(run.times('TaskTimedOut')).toEqual([60, 125])
  })

  it('times out when no heartbeat comes for HeartbeatSeconds, whatever the timeout', async () => {
    const { rig, run } = await waiting({ TimeoutSeconds: 600, HeartbeatSeconds: 30, End: true })
    await rig.timeline.runUntilIdle()
    expect(run.failure.error).toBe('States.Timeout')
    expect(run.times('TaskTimedOut')).toEqual([30])
  })

  it('goes on with each heartbeat, but not beyond its timeout', async () => {
    const { rig, run, token } = await waiting({ TimeoutSeconds: 100, HeartbeatSeconds: 30, End: true })
    for (const pause of [25, 25, 25, 20]) {
      await later(rig, pause)
      rig.service.sendTaskHeartbeat({ taskToken: token() })
    }
    await rig.timeline.runUntilIdle()
    expect(run.times('TaskTimedOut')).toEqual([100])
  })

  it('lets a missed heartbeat be caught as States.HeartbeatTimeout', async () => {
    const { rig, run } = await waiting(
      {
        TimeoutSeconds: 600,
        HeartbeatSeconds: 30,
        Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'B' }],
        End: true,
      },
      { B: pass() },
    )
    await rig.timeline.runUntilIdle()
    expect(run.output).toEqual({ Error: 'States.Timeout', Cause: '' })
  })

  it.each([
    ['TimeoutSeconds', '{% 0 %}'],
    ['TimeoutSeconds', '{% 1.5 %}'],
    ['HeartbeatSeconds', "{% '10' %}"],
  ])('fails when %s comes out as %s', async (field, value) => {
    const { run } = await waiting({ [field]: value, End: true })
    expect(run.failure.error).toBe('States.QueryEvaluationError')
    expect(run.events[2]).toMatchObject({ evaluationFailedEventDetails: { location: field } })
  })
})

describe('a task token', () => {
  it('is a new one for each attempt', async () => {
    const { rig, run, tokens } = await waiting({
      TimeoutSeconds: 10,
      Retry: [{ ErrorEquals: ['States.Timeout'] }],
      End: true,
    })
    await later(rig, 12)
    expect(tokens).toHaveLength(2)
    expect(tokens[0]).not.toBe(tokens[1])
    expect(apiError(() => rig.service.sendTaskSuccess({ taskToken: tokens[0] ?? '', output: '1' }))).toBe(
      'TaskTimedOut',
    )
    rig.service.sendTaskSuccess({ taskToken: tokens[1] ?? '', output: '2' })
    await rig.timeline.runUntilIdle()
    expect(run.output).toBe(2)
  })

  it('has at most 1,024 characters of a URL', async () => {
    const { token } = await waiting()
    expect(token()).toMatch(/^[\w-]{10,1024}$/)
  })

  const dead: [string, (rig: Rig, run: Outcome, token: string) => Promise<unknown>][] = [
    ['its task has timed out', (rig) => later(rig, 100)],
    [
      'it has been answered',
      async (rig, _, taskToken) => {
        rig.service.sendTaskSuccess({ taskToken, output: '1' })
        await rig.timeline.runUntilIdle()
      },
    ],
    [
      'it has been answered at this instant',
      async (rig, _, taskToken) => rig.service.sendTaskFailure({ taskToken }),
    ],
    ['its execution is over', async (rig, run) => rig.service.stopExecution({ executionArn: run.arn })],
  ]
  it.each(dead)('is dead once %s: TaskTimedOut', async (_, kill) => {
    const { rig, run, token } = await waiting({ TimeoutSeconds: 60, End: true })
    await kill(rig, run, token())
    const events = run.types.length
    for (const send of [
      () => rig.service.sendTaskSuccess({ taskToken: token(), output: '{}' }),
      () => rig.service.sendTaskFailure({ taskToken: token() }),
      () => rig.service.sendTaskHeartbeat({ taskToken: token() }),
    ])
      expect(apiError(send)).toBe('TaskTimedOut')
    expect(run.types).toHaveLength(events)
  })

  it('belongs to no task any more once its execution is forgotten: TaskDoesNotExist', async () => {
    let taskToken = ''
    const rig = new Rig({
      keepClosed: 0,
      handlers: {
        f: (payload) => {
          taskToken = tokenIn(payload)
          return null
        },
      },
    })
    const executionArn = rig.start(rig.create({ A: callback('f') }))
    await rig.timeline.runUntilIdle()
    rig.service.stopExecution({ executionArn })
    expect(apiError(() => rig.service.sendTaskSuccess({ taskToken, output: '1' }))).toBe('TaskDoesNotExist')
  })

  it('that was never issued is invalid', async () => {
    const { rig, token } = await waiting()
    const other = await waiting()
    const changed = `${token().slice(0, -2)}${token().endsWith('x') ? 'yy' : 'xx'}`
    for (const taskToken of ['', 'nonsense', changed, 'A'.repeat(2000), `${token()} `])
      expect(apiError(() => rig.service.sendTaskSuccess({ taskToken, output: '1' }))).toBe('InvalidToken')
    const foreign = new Rig({ seed: 'another' })
    expect(apiError(() => foreign.service.sendTaskHeartbeat({ taskToken: other.token() }))).toBe(
      'InvalidToken',
    )
  })

  it('is not used up by an output that is not JSON', async () => {
    const { rig, run, token } = await waiting()
    expect(apiError(() => rig.service.sendTaskSuccess({ taskToken: token(), output: '{' }))).toBe(
      'InvalidOutput',
    )
    rig.service.sendTaskSuccess({ taskToken: token(), output: '1' })
    await rig.timeline.runUntilIdle()
    expect(run.output).toBe(1)
  })
})
