import { createServer, type Server } from 'node:http'
import { SFNClient } from '@aws-sdk/client-sfn'
import { afterEach, describe, expect, it } from 'vitest'
import { makeExecutions } from '../../aws/step-functions-executions.ts'
import { makeTasks } from '../../aws/step-functions-tasks.ts'
import { ExecutionLimitReached, type Executions, ExecutionsThrottled } from '../../core/ports/executions.ts'
import type { Tasks } from '../../core/ports/tasks.ts'

const MACHINE = 'arn:aws-cn:states:cn-north-1:123456789012:stateMachine:isolation'

/** An endpoint that refuses everything with one error, and stores the requests. */
const refusing = (type: string): Promise<Server & { asked: string[] }> =>
  new Promise((resolve) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        asked.push(`${String(request.headers['x-amz-target'])} ${body}`)
        response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
        response.end(
          JSON.stringify({ __type: `com.amazonaws.swf.service.v2.model#${type}`, message: 'refused' }),
        )
      })
    })
    server.listen(0, '127.0.0.1', () => resolve(Object.assign(server, { asked })))
  })

describe('the executions on AWS', () => {
  let server: Server & { asked: string[] }
  let client: SFNClient
  let executions: Executions
  let tasks: Tasks

  const refusedWith = async (type: string): Promise<void> => {
    server = await refusing(type)
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    client = new SFNClient({
      region: 'cn-north-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
      maxAttempts: 1,
    })
    tasks = makeTasks(client)
    executions = makeExecutions({
      client,
      stateMachineArns: { isolation: `${MACHINE}:live`, escalation: `${MACHINE}-escalation` },
    })
  }

  afterEach(() => {
    client.destroy()
    server.close()
  })

  it.each(['ThrottlingException', 'TooManyRequestsException', 'KmsThrottlingException'])(
    'says that it is throttled on %s, whatever was asked',
    async (type) => {
      await refusedWith(type)
      await expect(executions.start('isolation', 'a', {})).rejects.toThrow(ExecutionsThrottled)
      await expect(tasks.succeed('token', 1)).rejects.toThrow(ExecutionsThrottled)
      await expect(tasks.fail('token', 'Error', 'cause')).rejects.toThrow(ExecutionsThrottled)
      await expect(executions.stop('isolation', 'a', 'cause')).rejects.toThrow(ExecutionsThrottled)
      await expect(executions.describe('isolation', 'a')).rejects.toThrow(ExecutionsThrottled)
      await expect(executions.list('isolation', {})).rejects.toThrow(ExecutionsThrottled)
      await expect(executions.history('isolation', 'a')).rejects.toThrow(ExecutionsThrottled)
    },
  )

  it('says that the limit of open runs is reached', async () => {
    await refusedWith('ExecutionLimitExceeded')
    await expect(executions.start('isolation', 'a', {})).rejects.toThrow(ExecutionLimitReached)
  })

  it.each(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'])('takes %s for a dead token', async (type) => {
    await refusedWith(type)
    expect(await tasks.succeed('token', {})).toBe('dead_token')
    expect(await tasks.fail('token', 'Error', 'cause')).toBe('dead_token')
  })

  it('lets every other error through', async () => {
    await refusedWith('AccessDeniedException')
    await expect(tasks.succeed('token', {})).rejects.toThrow('refused')
    await expect(executions.start('isolation', 'a', {})).rejects.toThrow('refused')
    await expect(executions.describe('isolation', 'a')).rejects.toThrow('refused')
  })

  it('cuts a cause to the length that AWS takes', async () => {
    await refusedWith('AccessDeniedException')
    const cause = 'x'.repeat(40_000)
    await expect(tasks.fail('token', 'Error', cause)).rejects.toThrow()
    await expect(executions.stop('isolation', 'case-1', cause)).rejects.toThrow()
    for (const asked of server.asked) expect(/x+"/.exec(asked)?.[0]).toHaveLength(32_768 + 1)
  })

  it.each([
    [MACHINE, 'https://cn-north-1.console.amazonaws.cn/states/home?region=cn-north-1#'],
    [
      'arn:aws:states:eu-central-1:123456789012:stateMachine:isolation',
      'https://eu-central-1.console.aws.amazon.com/states/home?region=eu-central-1#',
    ],
    [
      'arn:aws-us-gov:states:us-gov-west-1:123456789012:stateMachine:isolation',
      'https://us-gov-west-1.console.amazonaws-us-gov.com/states/home?region=us-gov-west-1#',
    ],
  ])('links to the console of the partition of %s', async (machine, page) => {
    await refusedWith('Nothing')
    const executions = makeExecutions({
      client,
      stateMachineArns: { isolation: `${machine}:live`, escalation: machine },
    })
    const execution = machine.replace('stateMachine', 'execution')
    expect(executions.link('isolation', 'case-1')).toBe(`${page}/v2/executions/details/${execution}:case-1`)
    expect(server.asked).toEqual([])
  })

  it('links to no console where it knows of none', async () => {
    await refusedWith('Nothing')
    const machine = 'arn:aws-iso:states:us-iso-east-1:123456789012:stateMachine:isolation'
    const executions = makeExecutions({
      client,
      stateMachineArns: { isolation: machine, escalation: machine },
    })
    expect(executions.link('isolation', 'case-1')).toBeUndefined()
  })

  it('starts by alias, and names the execution by the machine', async () => {
    await refusedWith('AccessDeniedException')
    await expect(executions.start('isolation', 'case-1', { a: 1 })).rejects.toThrow()
    await expect(executions.describe('isolation', 'case-1')).rejects.toThrow()
    expect(server.asked[0]).toContain(`"stateMachineArn":"${MACHINE}:live"`)
    expect(server.asked[1]).toContain(
      '"executionArn":"arn:aws-cn:states:cn-north-1:123456789012:execution:isolation:case-1"',
    )
  })

  it('lists what runs on the machine, by whatever it was started', async () => {
    await refusedWith('AccessDeniedException')
    await expect(executions.list('isolation', { status: 'RUNNING' })).rejects.toThrow()
    expect(server.asked[0]).toContain(`"stateMachineArn":"${MACHINE}"`)
  })
})
