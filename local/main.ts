import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { banner } from './server/banner.ts'
import { jsonLog } from './server/json-log.ts'
import { HELP, readOptions, type ServerOptions } from './server/server-options.ts'
import { type ServerEnvironment, startServer } from './server/start-server.ts'

// This process writes names, numbers and secrets: only its user may read them.
process.umask(0o077)

// The only place with the real clock, real randomness and signals.
const wallClock = (): number => Date.now()
const around = {
  wallClock,
  seed: randomUUID(),
  secret: () => randomBytes(32).toString('base64url'),
  signingKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  consoleFolder: fileURLToPath(new URL('../console/dist/', import.meta.url)),
}

const RED = '\u001b[1;31m'
const PLAIN = '\u001b[0m'

/** Errors in what the user gave. Their message says what, where and what to do. */
const EXPECTED = new Set(['InputError', 'PortInUse', 'StoreUnusable', 'StoreThrottled', 'NoDynamoEngine'])

/**
 * With DynamoDB the record has a folder of its own. Only this entry point may import an adapter of aws/, and only
 * on request.
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
  const tell = (words: string, isBad: boolean): void => {
    process.stderr.write(isBad && process.stderr.isTTY ? `${RED}${words}${PLAIN}\n` : `${words}\n`)
  }
  const started = await startServer(...(await placed(options, { ...around, log, tell })))
  let stopping = false
  const stop = (): void => {
    // A second signal ends at once: everything that was answered is on the disk.
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
