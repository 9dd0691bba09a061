import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HELP, readOptions } from '../src/command-line/options.ts'
import { serve } from '../src/command-line/serve.ts'
import type { RunningServer } from '../src/http/api-server.ts'
import type { JsonObject } from '../src/language/json.ts'
import {
  type FunctionCall,
  type FunctionReply,
  type FunctionServer,
  serveFunctions,
} from './function-server.ts'
import { callback, pass, task } from './rig.ts'

const START = '2020-03-01T00:00:00Z'
const read = (...args: string[]) =>
  readOptions(['--port', '0', '--start', START, '--speed', 'paused', ...args])

describe('the options', () => {
  it('have defaults', () => {
    expect(readOptions([])).toEqual({
      help: false,
      definitions: [],
      port: 8083,
      host: '127.0.0.1',
      region: 'local-1',
      account: '000000000000',
      seed: 'local',
      substitutions: new Map(),
      lambda: undefined,
      functions: new Map(),
      durations: new Map(),
      startAt: undefined,
      speed: 1,
      keep: undefined,
      events: false,
    })
  })

  it('name a state machine after its file, or as they are told', () => {
    expect(readOptions(['flows/order.asl.json', 'b.json', 'main=flows/a=b.asl.json']).definitions).toEqual([
      { name: 'order', path: 'flows/order.asl.json' },
      { name: 'b', path: 'b.json' },
      { name: 'main', path: 'flows/a=b.asl.json' },
    ])
  })

  it.each([
    [['--nope'], /nope/],
    [['--port', '65536'], /--port/],
    [['--port', ''], /--port/],
    [['--account', '12'], /12 digits/],
    [['--set', '=x'], /Name=value/],
    [['--function', 'ask'], /Name=value/],
    [['--lambda', 'ftp://x'], /http/],
    [['--duration', 'ask=soon'], /number of seconds/],
    [['--start', 'soon'], /instant/],
    [['--speed', '0'], /above 0/],
  ])('are refused with a reason: %j', (args, reason) => {
    expect(() => readOptions(args)).toThrow(reason)
  })

  it('are all in the help', () => {
    for (const name of [
      'port',
      'host',
      'region',
      'account',
      'seed',
      'set',
      'lambda',
      'function',
      'duration',
      'start',
      'speed',
      'keep',
    ])
      expect(HELP).toContain(`  --${name} `)
    expect(HELP).toContain('--events')
  })
})

describe('the command', () => {
  let folder: string
  let functions: FunctionServer
  let running: RunningServer | undefined
  let lines: string[]
  const asked: FunctionCall[] = []
  let answer: FunctionReply
  let answering: Promise<void>

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'step-functions-'))
    lines = []
    asked.length = 0
    answer = { status: 200, headers: {}, body: '{"ok":true}' }
    answering = Promise.resolve()
    functions = await serveFunctions(async (call) => {
      asked.push(call)
      if (call.url?.includes('hangs')) await answering
      return answer
    })
  })

  afterEach(async () => {
    await running?.close()
    running = undefined
    await functions.close()
    rmSync(folder, { recursive: true })
  })

  const definition = (states: JsonObject): string => {
    const path = join(folder, 'flow.asl.json')
    const [StartAt = ''] = Object.keys(states)
    writeFileSync(path, JSON.stringify({ QueryLanguage: 'JSONata', StartAt, States: states }))
    return path
  }

  const begin = async (...args: string[]): Promise<void> => {
    running = await serve(read(...args), {
      wallClock: () => 0,
      print: (line) => lines.push(line),
      warn: (fault) => lines.push(String(fault)),
    })
  }

  const client = (): SFNClient =>
    new SFNClient({
      region: 'local-1',
      endpoint: `http://127.0.0.1:${running?.port}`,
      credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    })

  const clock = async (body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${running?.port}/clock`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    return response.json()
  }

  const execute = async (input: JsonObject = {}) => {
    const { executionArn } = await client().send(
      new StartExecutionCommand({
        stateMachineArn: 'arn:aws:states:local-1:000000000000:stateMachine:flow',
        input: JSON.stringify(input),
      }),
    )
    await clock({ until: '2020-03-31T00:00:00Z' })
    return client().send(new DescribeExecutionCommand({ executionArn }))
  }

  it('runs thirty days at once when told to, and tells the time', async () => {
    await begin(
      definition({ Wait: { Type: 'Wait', Seconds: 14 * 86_400, Next: 'Done' }, Done: pass() }),
      '--events',
    )
    expect(await clock()).toEqual({ now: '2020-03-01T00:00:00.000Z', speed: 'paused', next: null })
    const { status, stopDate } = await execute()
    expect(status).toBe('SUCCEEDED')
    expect(stopDate?.toISOString()).toBe('2020-03-15T00:00:00.000Z')
    expect(await clock()).toMatchObject({ now: '2020-03-31T00:00:00.000Z' })
    expect(lines).toContainEqual(
      expect.stringMatching(/^2020-03-15T00:00:00.000Z flow \S+ \d+ PassStateEntered Done$/),
    )
  })

  it('calls a function by its own address, and fills the substitutions in', async () => {
    await begin(
      definition({ Ask: task(`\${AskFunction}`) }),
      '--set',
      'AskFunction=ask',
      '--function',
      `ask=${functions.address}/hook`,
    )
    expect(await execute({ day: 1 })).toMatchObject({ status: 'SUCCEEDED', output: '{"ok":true}' })
    expect(asked).toEqual([{ url: '/hook', body: '{"day":1}' }])
  })

  it("calls every other function by Lambda's own API", async () => {
    await begin(definition({ Ask: task('ask') }), '--lambda', functions.address)
    expect(await execute()).toMatchObject({ status: 'SUCCEEDED' })
    expect(asked).toEqual([{ url: '/2015-03-31/functions/ask/invocations', body: '{}' }])
  })

  it.each([
    [
      "a function's error",
      {
        status: 200,
        headers: { 'x-amz-function-error': 'Unhandled' },
        body: '{"errorType":"Odd","errorMessage":"no"}',
      },
      'Odd',
      'no',
    ],
    [
      "an error of Lambda's, by its header",
      {
        status: 429,
        headers: { 'x-amzn-errortype': 'TooManyRequestsException:' },
        body: '{"message":"slow down"}',
      },
      'Lambda.TooManyRequestsException',
      'slow down',
    ],
    [
      'a fault, by its status',
      { status: 502, headers: {}, body: '' },
      'Lambda.ServiceException',
      'answered 502',
    ],
    [
      'what is not JSON',
      { status: 200, headers: {}, body: '<html>' },
      'Lambda.SdkClientException',
      'not JSON',
    ],
  ])('fails the task by the name of %s', async (_, given, error, message) => {
    answer = given
    await begin(definition({ Ask: task('ask') }), '--lambda', functions.address)
    const failed = await execute()
    expect(failed).toMatchObject({ status: 'FAILED', error })
    expect(failed.cause).toContain(message)
  })

  it('says how to reach a function that has no address', async () => {
    await begin(definition({ Ask: task('ask') }))
    const failed = await execute()
    expect(failed.error).toBe('Lambda.ResourceNotFoundException')
    expect(failed.cause).toContain('--function ask=URL')
  })

  it('steps to a waiting task, and changes its pace', async () => {
    await begin(
      definition({ Ask: callback('ask', { TimeoutSeconds: 60, End: true }) }),
      '--lambda',
      functions.address,
    )
    await client().send(
      new StartExecutionCommand({ stateMachineArn: 'arn:aws:states:local-1:000000000000:stateMachine:flow' }),
    )
    expect(await clock({ step: true })).toMatchObject({ next: '2020-03-01T00:01:00.000Z' })
    expect(await clock({ speed: 60 })).toMatchObject({ speed: 60 })
    expect(await clock({ speed: 'paused' })).toMatchObject({ speed: 'paused' })
    expect(await clock({ speed: -1 })).toMatchObject({ message: expect.stringContaining('the body must be') })
  })

  it('lets a function that hangs keep nobody waiting, and times it out by the clock', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    answering = promise
    const Choices = [{ Condition: '{% $states.input.hangs %}', Next: 'Hang' }]
    running = await serve(
      read(
        definition({
          Which: { Type: 'Choice', Choices, Default: 'Quick' },
          Hang: task('hangs', { TimeoutSeconds: 20, End: true }),
          Quick: task('quick', { End: true }),
        }),
        ...['--lambda', functions.address, '--speed', '600'],
      ),
      { wallClock: Date.now, print: () => {}, warn: (fault) => lines.push(String(fault)) },
    )
    const stateMachineArn = 'arn:aws:states:local-1:000000000000:stateMachine:flow'
    const begun = async (input: JsonObject) =>
      client().send(new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }))
    const hanging = await begun({ hangs: true })
    const quick = await begun({ hangs: false })
    const ended = async ({ executionArn }: { executionArn: string | undefined }) => {
      for (;;) {
        const execution = await client().send(new DescribeExecutionCommand({ executionArn }))
        if (execution.status !== 'RUNNING') return execution
      }
    }
    expect(await ended(quick)).toMatchObject({ status: 'SUCCEEDED' })
    expect(await ended(hanging)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
    resolve()
    expect(lines).toEqual([])
  })

  it('gives a function the time that it is told to take when the clock jumps', async () => {
    await begin(
      definition({ Ask: task('ask', { TimeoutSeconds: 60, End: true }) }),
      ...['--lambda', functions.address, '--duration', 'ask=61'],
    )
    expect(await execute()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' })
  })

  it('prints what is published', async () => {
    const publish = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sns:publish',
      Arguments: { TopicArn: 'arn:aws:sns:local-1:000000000000:topic', Message: 'hello' },
      End: true,
    }
    await begin(definition({ Tell: publish }))
    expect(await execute()).toMatchObject({ status: 'SUCCEEDED' })
    expect(lines).toContainEqual(expect.stringMatching(/^sns:publish .*"hello"/))
  })

  it('gives the same history for the same seed', async () => {
    const path = definition({ Roll: pass({ Output: '{% $random() %}', End: true }) })
    const outputs: (string | undefined)[] = []
    for (const seed of ['a', 'a', 'b']) {
      await begin(path, '--seed', seed)
      const { executionArn } = await execute()
      const { events = [] } = await client().send(new GetExecutionHistoryCommand({ executionArn }))
      outputs.push(JSON.stringify(events))
      await running?.close()
    }
    running = undefined
    expect(outputs[0]).toBe(outputs[1])
    expect(outputs[0]).not.toBe(outputs[2])
  })

  it.each([
    ['a file that is not there', () => 'nowhere.json', /nowhere\.json: ENOENT/],
    [
      'a definition that cannot run',
      () => definition({ A: { Type: 'Pass' } }),
      /flow\.asl\.json: Invalid State Machine/,
    ],
    ['a substitution without a value', () => definition({ Ask: task(`\${Ask}`) }), /give --set Ask=value/],
  ])('refuses %s, and says which', async (_, path, reason) => {
    await expect(begin(path())).rejects.toThrow(reason)
  })
})
