import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { banner } from './server/banner.ts'
import { jsonLog } from './server/json-log.ts'
import { HELP, readOptions, type ServerOptions } from './server/server-options.ts'
import { type ServerEnvironment, startServer } from './server/start-server.ts'

// Names, numbers and secrets: nobody else of this machine reads what this process makes.
process.umask(0o077)

// The only place where the local server meets the real clock, chance and signals.
const wallClock = (): number => Date.now()
const around = {
  wallClock,
  seed: randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
  signingKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  consoleFolder: fileURLToPath(new URL('../console/dist/', import.meta.url)),
}

/** Faults of what the user gave: their message says what, where and what to do. */
const EXPECTED = new Set(['InputError', 'PortInUse', 'StoreUnusable', 'StoreThrottled', 'NoDynamoEngine'])

/**
 * On DynamoDB everything is kept in a folder of its own. An entry composes what it starts, so that this one line may
 * reach for an adapter of AWS's; it does so only when asked.
 */
const placed = async (
  options: ServerOptions,
  environment: ServerEnvironment,
): Promise<[ServerOptions, ServerEnvironment]> => {
  if (options.store === 'sqlite') return [options, environment]
  const { openRecord } = await import('../aws/dynamodb/dynamo-on-this-machine.ts')
  return [
    { ...options, data: join(options.data, 'on-dynamodb') },
    { ...environment, openRecord },
  ]
}

const run = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options.help) {
    process.stdout.write(HELP)
    return
  }
  const log = jsonLog(
    (line) => process.stderr.write(line),
    () => new Date(wallClock()).toISOString(),
    options,
  )
  const started = await startServer(...(await placed(options, { ...around, log })))
  let stopping = false
  const stop = (): void => {
    // The second time somebody has no patience: everything that was answered is on the disk.
    if (stopping) process.exit(0)
    stopping = true
    void started.stop().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  process.stdout.write(banner(started, process.cwd(), process.env['CONSOLE_URL']))
}

try {
  await run()
} catch (error) {
  if (!(error instanceof Error) || !EXPECTED.has(error.name)) throw error
  process.stderr.write(`sixclear: ${error.message}\n`)
  process.exitCode = 1
}
