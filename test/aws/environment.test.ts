import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { alerts } from '../../aws/environment.ts'
import { lambda } from '../../aws/middleware/lambda-middleware.ts'
import { step } from '../../aws/middleware/step-middleware.ts'
import { lambdaContext } from './lambdas.ts'

const environment = z.object({
  STAGE: z.string(),
  SERVICE_NAME: z.string(),
  ...alerts,
})
const context = lambdaContext('test')

const failure = (call: Promise<unknown>): Promise<unknown> => call.catch((error: unknown) => error)

describe('the environment of a function', () => {
  beforeEach(() => {
    vi.spyOn(process.stdout, 'write').mockImplementation(() => true)
  })
  afterEach(() => {
    vi.restoreAllMocks()
    for (const name of Object.keys(environment.shape)) delete process.env[name]
  })

  it('is checked with the first event, and the error names what is missing or wrong, not what it holds', async () => {
    process.env['STAGE'] = 'test'
    process.env['ALERT_TOPIC_ARN'] = 'a secret that is no ARN'
    const handler = lambda({ environment, ports: () => ({}), run: async () => 'done' })
    const error = await failure(handler({}, context))
    expect(error).toMatchObject({
      name: 'InvalidEnvironment',
      message: 'missing or wrong: SERVICE_NAME, ALERT_TOPIC_ARN',
    })
    expect(String(error)).not.toContain('secret')
  })

  it('is read once, and the ports are made once', async () => {
    process.env['STAGE'] = 'test'
    process.env['SERVICE_NAME'] = 'sixclear'
    process.env['ALERT_TOPIC_ARN'] = 'arn:aws:states:local-1:000000000000:stateMachine:escalation'
    let made = 0
    const ports = () => {
      made += 1
      return {}
    }
    const handler = lambda({ environment, ports, run: async ({ ids }) => ids.next() })
    const [first, second] = [await handler({}, context), await handler({}, context)]
    expect(first).toMatch(/^[a-z0-9]{16}$/)
    expect(second).not.toBe(first)
    expect(made).toBe(1)
  })

  it('does not matter to an input that is wrong: the step says so', async () => {
    process.env['STAGE'] = 'test'
    process.env['SERVICE_NAME'] = 'sixclear'
    process.env['ALERT_TOPIC_ARN'] = 'arn:aws:states:local-1:000000000000:stateMachine:escalation'
    const input = z.object({ isolationId: z.string() })
    const handler = step({ environment, ports: () => ({}), input, run: async () => ({}) })
    const error = String(await failure(handler({ isolationId: 5, name: 'Zhang Wei' }, context)))
    expect(error).toContain('isolationId (invalid_type)')
    expect(error).not.toContain('Zhang')
  })
})
