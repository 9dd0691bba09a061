import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  GetExecutionHistoryCommand,
  InvalidArn,
  InvalidDefinition,
  InvalidExecutionInput,
  InvalidName,
  InvalidOutput,
  InvalidToken,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  SFNServiceException,
  StartExecutionCommand,
  StateMachineAlreadyExists,
  StateMachineDoesNotExist,
  StopExecutionCommand,
  TagResourceCommand,
  TaskTimedOut,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
  ValidationException,
} from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Timeline } from '../src/clock/timeline.ts'
import { type RunningServer, serveStepFunctions } from '../src/http/api-server.ts'
import type { JsonObject, JsonValue } from '../src/language/json.ts'
import { callback, Rig, START } from './rig.ts'

const ROLE = 'arn:aws:iam::000000000000:role/test'

/** The text of a machine of these states, beginning with the first. */
const machine = (states: { readonly [name: string]: JsonObject }): string =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states })

const ASKING = machine({
  'Ask for the temperature': callback('ask', {
    TimeoutSeconds: 3600,
    HeartbeatSeconds: 1800,
    Assign: { celsius: '{% $states.result.celsius %}' },
    Next: 'Judge',
  }),
  Judge: {
    Type: 'Choice',
    Choices: [{ Condition: '{% $celsius > 37.3 %}', Next: 'Refer' }],
    Default: 'Clear',
  },
  Refer: { Type: 'Fail', Error: 'Fever', Cause: "{% 'measured ' & $celsius %}" },
  Clear: { Type: 'Succeed', Output: { celsius: '{% $celsius %}' } },
})

describe('the AWS SDK against the local Step Functions', () => {
  let timeline: Timeline
  let listening: RunningServer
  let client: SFNClient
  let token: string

  beforeEach(async () => {
    const ask = (payload: JsonValue): JsonValue => {
      token = JSON.stringify(payload).slice('{"token":"'.length, -2)
      return null
    }
    const made = new Rig({ handlers: { ask } })
    timeline = made.timeline
    listening = await serveStepFunctions(made.service, { port: 0 })
    client = new SFNClient({
      region: 'local-1',
      endpoint: `http://127.0.0.1:${listening.port}`,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
  })
  afterEach(async () => {
    client.destroy()
    await listening.close()
  })

  const create = async (name = 'isolation', definition = ASKING): Promise<string> => {
    const made = await client.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE }))
    return made.stateMachineArn ?? ''
  }

  const start = async (stateMachineArn: string, name = 'case-1'): Promise<string> => {
    const { executionArn = '' } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name, input: '{"isolation":"1"}' }),
    )
    await timeline.runUntil(timeline.now())
    return executionArn
  }

  it('carries a callback from start to end', async () => {
    const executionArn = await start(await create())
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'RUNNING',
      input: '{"isolation":"1"}',
      startDate: new Date(START),
    })

    await timeline.runUntil(START + 60_000)
    await client.send(new SendTaskHeartbeatCommand({ taskToken: token }))
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"celsius":36.5}' }))
    await timeline.runUntil(timeline.now())

    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"celsius":36.5}',
      stopDate: new Date(START + 60_000),
    })
    const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }))
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ])
    expect(events[6]).toMatchObject({
      timestamp: new Date(START + 60_000),
      previousEventId: 6,
      stateExitedEventDetails: {
        name: 'Ask for the temperature',
        assignedVariables: { celsius: '36.5' },
      },
    })
  })

  it('gives a history backwards, page by page, and without its data', async () => {
    const executionArn = await start(await create())
    const first = await client.send(
      new GetExecutionHistoryCommand({
        executionArn,
        reverseOrder: true,
        maxResults: 2,
        includeExecutionData: false,
      }),
    )
    expect(first.events?.map(({ id }) => id)).toEqual([5, 4])
    const { nextToken } = first
    const second = await client.send(
      new GetExecutionHistoryCommand({
        executionArn,
        reverseOrder: true,
        nextToken,
        includeExecutionData: false,
      }),
    )
    expect(second.events?.map(({ id }) => id)).toEqual([3, 2, 1])
    expect(second.events?.at(-1)?.executionStartedEventDetails).not.toHaveProperty('input')
  })

  it('fails an execution by the word of its worker', async () => {
    const executionArn = await start(await create())
    await client.send(
      new SendTaskFailureCommand({ taskToken: token, error: 'Unreachable', cause: 'no such number' }),
    )
    await timeline.runUntil(timeline.now())
    expect(await client.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({
      status: 'FAILED',
      error: 'Unreachable',
      cause: 'no such number',
    })
  })

  it('lets a running execution keep the definition it began with', async () => {
    const stateMachineArn = await create()
    const executionArn = await start(stateMachineArn)
    const changed = machine({ Done: { Type: 'Succeed' } })
    await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition: changed }))
    expect(await client.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      name: 'isolation',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: changed,
    })
    expect(await client.send(new DescribeStateMachineForExecutionCommand({ executionArn }))).toMatchObject({
      stateMachineArn,
      definition: ASKING,
    })
  })

  it('says all that is wrong with a definition, and where', async () => {
    const validate = (definition: string, maxResults?: number) =>
      client.send(new ValidateStateMachineDefinitionCommand({ definition, maxResults }))
    expect(await validate(ASKING)).toMatchObject({ result: 'OK', diagnostics: [], truncated: false })
    expect(await validate('{')).toMatchObject({
      result: 'FAIL',
      diagnostics: [{ severity: 'ERROR', code: 'INVALID_JSON_DESCRIPTION' }],
    })
    const faulty = machine({
      Begin: { Type: 'Pass', ResultPath: '$.x', Next: 'Middle' },
      Middle: { Type: 'Wait', Seconds: '{% 1 + %}', End: true },
    })
    const { result, diagnostics = [] } = await validate(faulty)
    expect(result).toBe('FAIL')
    expect(diagnostics[0]).toMatchObject({
      severity: 'ERROR',
      code: 'SCHEMA_VALIDATION_FAILED',
      location: '/States/Begin/ResultPath',
    })
    expect(
      (await validate(machine({ A: { Type: 'Pass', Next: 'B' }, C: { Type: 'Pass', Next: 'D' } }), 1))
        .truncated,
    ).toBe(true)
  })

  it('lists machines and executions, and forgets a machine that is deleted', async () => {
    const stateMachineArn = await create()
    await start(stateMachineArn)
    expect(await client.send(new ListStateMachinesCommand({}))).toMatchObject({
      stateMachines: [
        { name: 'isolation', stateMachineArn, type: 'STANDARD', creationDate: new Date(START) },
      ],
    })
    const running = new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING' })
    expect(await client.send(running)).toMatchObject({ executions: [{ name: 'case-1', status: 'RUNNING' }] })
    const { executions = [] } = await client.send(running)
    await client.send(new StopExecutionCommand({ executionArn: executions[0]?.executionArn ?? '' }))
    await client.send(new DeleteStateMachineCommand({ stateMachineArn }))
    await timeline.runUntil(timeline.now())
    expect((await client.send(new ListStateMachinesCommand({}))).stateMachines).toEqual([])
  })

  const MISSING = 'arn:aws:states:local-1:000000000000:stateMachine:nothing'
  const NOBODY = 'arn:aws:states:local-1:000000000000:execution:isolation:nobody'

  it.each<[{ name: string; prototype: Error }, () => Promise<unknown>]>([
    [StateMachineDoesNotExist, () => start(MISSING)],
    [ExecutionDoesNotExist, () => client.send(new DescribeExecutionCommand({ executionArn: NOBODY }))],
    [InvalidArn, () => client.send(new DescribeExecutionCommand({ executionArn: 'nobody' }))],
    [InvalidDefinition, () => create('broken', '{}')],
    [InvalidName, () => create('two words')],
    [InvalidToken, () => client.send(new SendTaskHeartbeatCommand({ taskToken: 'made-up' }))],
    [ValidationException, () => create('')],
    [
      StateMachineAlreadyExists,
      async () => [await create(), await create('isolation', machine({ A: { Type: 'Pass', End: true } }))],
    ],
    [
      InvalidExecutionInput,
      async () => client.send(new StartExecutionCommand({ stateMachineArn: await create(), input: '{' })),
    ],
    [
      ExecutionAlreadyExists,
      async () => {
        const stateMachineArn = await create()
        await start(stateMachineArn)
        return client.send(new StartExecutionCommand({ stateMachineArn, name: 'case-1', input: '{}' }))
      },
    ],
    [
      InvalidOutput,
      async () => {
        await start(await create())
        return client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{' }))
      },
    ],
    [
      TaskTimedOut,
      async () => {
        await start(await create())
        await timeline.runUntil(START + 3_600_000)
        return client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' }))
      },
    ],
  ])("throws the SDK's own %o", async (exception, attempt) => {
    const thrown = await attempt().catch((error: unknown) => error)
    expect(thrown).toBeInstanceOf(exception)
    expect(thrown).toMatchObject({ $fault: 'client', $metadata: { httpStatusCode: 400 } })
  })

  it('refuses by name what it does not support', async () => {
    const tag = client.send(new TagResourceCommand({ resourceArn: MISSING, tags: [] }))
    await expect(tag).rejects.toThrow(SFNServiceException)
    await expect(tag).rejects.toThrow('TagResource is not supported by the local Step Functions')
  })
})
