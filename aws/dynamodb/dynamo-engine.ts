import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb'

const BINARY = fileURLToPath(new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url))
const TRIES = 100
const BETWEEN = 50

/** There is no DynamoDB engine on this machine. */
class NoDynamoEngine extends Error {
  override readonly name = 'NoDynamoEngine'
}

export interface DynamoEngine {
  readonly endpoint: string
  close(): Promise<void>
}

export const hasDynamoEngine = (): boolean => existsSync(BINARY)

/** For an engine that looks at no credentials. */
export const engineClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    region: 'local-1',
    endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  })

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const untilItAnswers = async (endpoint: string, isAlive: () => boolean): Promise<void> => {
  const client = engineClient(endpoint)
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await client.send(new ListTablesCommand({}))
        return
      } catch (error) {
        if (tries === TRIES || !isAlive())
          throw new NoDynamoEngine('the DynamoDB engine does not answer', { cause: error })
        await sleep(BETWEEN)
      }
    }
  } finally {
    client.destroy()
  }
}

/** Starts the engine of the optional package, in memory or on a file. @throws NoDynamoEngine */
export const startDynamoEngine = async (file?: string): Promise<DynamoEngine> => {
  if (!hasDynamoEngine())
    throw new NoDynamoEngine(
      'the optional package @dynoxide/linux-x64 is not installed: install it, or run without --store',
    )
  const port = await freePort()
  const place = file === undefined ? [] : ['--db-path', file]
  const engine = spawn(BINARY, ['--port', String(port), ...place], { stdio: 'ignore' })
  const kill = (): void => void engine.kill()
  process.once('exit', kill)
  const ended = new Promise<void>((resolve) => {
    engine.once('exit', () => resolve())
    engine.once('error', () => resolve())
  })
  const close = async (): Promise<void> => {
    process.off('exit', kill)
    engine.kill()
    await ended
  }
  const endpoint = `http://127.0.0.1:${port}`
  try {
    await untilItAnswers(endpoint, () => engine.exitCode === null && engine.pid !== undefined)
  } catch (error) {
    await close()
    throw error
  }
  return { endpoint, close }
}
