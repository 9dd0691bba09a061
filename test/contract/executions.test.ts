import { SFNClient } from '@aws-sdk/client-sfn'
import type { Quotas } from 'local-step-functions/quotas'
import { serveStepFunctions } from 'local-step-functions/server'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { makeExecutions as makeAwsExecutions } from '../../aws/step-functions-executions.ts'
import { makeTasks as makeAwsTasks } from '../../aws/step-functions-tasks.ts'
import type { JsonValue } from '../../core/json.ts'
import { ExecutionsThrottled } from '../../core/ports/executions.ts'
import {
  makeExecutions as makeLocalExecutions,
  makeTasks as makeLocalTasks,
} from '../../local/system/local-executions.ts'
import { Rig } from '../../packages/local-step-functions/test/rig.ts'
import { DEFINITIONS, type MakeExecutionsHarness, runsContract } from './executions.contract.ts'

const ROLE = 'arn:aws:iam::000000000000:role/test'

const asked = z.object({ name: z.string(), token: z.string() })

/** A local Step Functions with the two machines, which keeps the tokens that `ask` was given. */
const machines = (definitions: Parameters<MakeExecutionsHarness>[0], quotas: Quotas = {}) => {
  const tokens = new Map<string, string[]>()
  const ask = (payload: JsonValue): JsonValue => {
    const { name, token } = asked.parse(payload)
    tokens.set(name, [...(tokens.get(name) ?? []), token])
    return null
  }
  const { service, timeline } = new Rig({ handlers: { ask }, quotas })
  const create = (name: 'isolation' | 'escalation') =>
    service.createStateMachine({ name, definition: JSON.stringify(definitions[name]), roleArn: ROLE })
      .stateMachineArn
  return {
    service,
    stateMachineArns: { isolation: create('isolation'), escalation: create('escalation') },
    tokens: (name: string) => tokens.get(name) ?? [],
    advance: async (milliseconds: number) => {
      await timeline.runUntil(timeline.now() + milliseconds)
    },
  }
}

type Machines = ReturnType<typeof machines>

const directly = async ({ service, stateMachineArns, ...harness }: Machines) => {
  return {
    ...harness,
    executions: makeLocalExecutions({ service, stateMachineArns }),
    tasks: makeLocalTasks(service),
    close: async () => {},
  }
}

const throughTheSdk = async ({ service, stateMachineArns, ...harness }: Machines) => {
  const listening = await serveStepFunctions(service, { port: 0 })
  const client = new SFNClient({
    region: 'local-1',
    maxAttempts: 1,
    endpoint: `http://127.0.0.1:${listening.port}`,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })
  return {
    ...harness,
    executions: makeAwsExecutions({ client, stateMachineArns }),
    tasks: makeAwsTasks(client),
    close: async () => {
      client.destroy()
      await listening.close()
    },
  }
}

const direct: MakeExecutionsHarness = (definitions) => directly(machines(definitions))
const overHttp: MakeExecutionsHarness = (definitions) => throughTheSdk(machines(definitions))

runsContract('the local Step Functions itself', direct)
runsContract('the adapter for AWS, through the SDK and HTTP', overHttp)

describe('the two ways to the local Step Functions', () => {
  it('tell the same history', async () => {
    const [one, other] = await Promise.all([direct, overHttp].map((make) => make(DEFINITIONS)))
    if (one === undefined || other === undefined) throw new Error('two harnesses were asked for')
    for (const { executions, tasks, advance, tokens } of [one, other]) {
      await executions.start('isolation', 'case-1', { isolation: '1' })
      await advance(0)
      await tasks.fail(tokens('case-1')[0] ?? '', 'Unreachable', 'no such number')
      await executions.start('escalation', 'matter-1', {})
      await advance(300_000)
      await executions.stop('escalation', 'matter-1', 'settled')
    }
    expect(await other.executions.history('isolation', 'case-1')).toEqual(
      await one.executions.history('isolation', 'case-1'),
    )
    expect(await other.executions.history('escalation', 'matter-1')).toEqual(
      await one.executions.history('escalation', 'matter-1'),
    )
    await Promise.all([one.close(), other.close()])
  })

  it.each([
    ['directly', directly],
    ['through the SDK', throughTheSdk],
  ])('say by ExecutionsThrottled that a quota is used up, %s', async (_, make) => {
    const one = { bucket: 1, perSecond: 0.001 }
    const quotas = { StartExecution: one, DescribeExecution: one, ListExecutions: one, SendTaskSuccess: one }
    const { executions, tasks, advance, tokens, close } = await make(machines(DEFINITIONS, quotas))
    await executions.start('isolation', 'case-1', { isolation: '1' })
    await advance(0)
    await executions.describe('isolation', 'case-1')
    await executions.list('isolation', {})
    await tasks.succeed(tokens('case-1')[0] ?? '', {})
    for (const call of [
      () => executions.start('isolation', 'case-2', { isolation: '2' }),
      () => executions.describe('isolation', 'case-1'),
      () => executions.list('isolation', {}),
      () => tasks.succeed(tokens('case-1')[0] ?? '', {}),
    ])
      await expect(call()).rejects.toThrow(ExecutionsThrottled)
    await close()
  })
})
