import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'

const BINARY = new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url).pathname

export interface DynamoEngine {
  readonly endpoint: string
  readonly client: DynamoDBClient
  close(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Three tries as the SDK has them, without the waits between. */
const threeQuickTries = {
  acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
  refreshRetryTokenForRetry: async (
    before: { getRetryCount(): number },
    { errorType }: { readonly errorType: string },
  ) => {
    const count = before.getRetryCount() + 1
    if (count === 3 || errorType === 'CLIENT_ERROR') throw new Error('not to be tried again')
    return { getRetryCount: () => count, getRetryDelay: () => 0 }
  },
  recordSuccess: () => {},
}

export const dynamoClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    region: 'local-1',
    endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    retryStrategy: threeQuickTries,
  })

const untilItAnswers = async (client: DynamoDBClient, isAlive: () => boolean): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    try {
      await client.send(new ListTablesCommand({}))
      return
    } catch (error) {
      if (tries === 100 || !isAlive())
        throw new Error('the DynamoDB engine does not answer', { cause: error })
      await sleep(50)
    }
  }
}

/** A given engine, or the one that an optional package brings. undefined: there is none on this machine. */
export const openDynamoEngine = async (): Promise<DynamoEngine | undefined> => {
  const given = process.env['AWS_ENDPOINT_URL_DYNAMODB']
  if (given !== undefined) {
    const client = dynamoClient(given)
    return { endpoint: given, client, close: async () => client.destroy() }
  }
  if (!existsSync(BINARY)) return undefined
  const port = await freePort()
  const engine: ChildProcess = spawn(BINARY, ['--port', String(port)], { stdio: 'ignore' })
  const endpoint = `http://127.0.0.1:${port}`
  const client = dynamoClient(endpoint)
  const ended = new Promise<void>((resolve) => engine.once('exit', () => resolve()))
  await untilItAnswers(client, () => engine.exitCode === null)
  return {
    endpoint,
    client,
    close: async () => {
      client.destroy()
      engine.kill()
      await ended
    },
  }
}

/** True: run the tests. Where an engine is owed, in continuous integration, its absence is a failure. */
export const hasDynamoEngine = process.env['AWS_ENDPOINT_URL_DYNAMODB'] !== undefined || existsSync(BINARY)

export const WITHOUT_ENGINE =
  'no DynamoDB engine: install the optional package @dynoxide/linux-x64, or set AWS_ENDPOINT_URL_DYNAMODB'
