#!/usr/bin/env node
import { HELP, readOptions, UsageError } from './command-line/options.ts'
import { serve } from './command-line/serve.ts'
import { PortInUse } from './http/api-server.ts'
import { UnusableJournal } from './journal/journal-file.ts'

const start = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2))
  if (options.help) return console.log(HELP)
  const server = await serve(options, { wallClock: Date.now, print: console.log, warn: console.error })
  const stop = () => server.close().then(() => process.exit(0))
  process.once('SIGINT', stop).once('SIGTERM', stop)
}

start().catch((error: unknown) => {
  const expected = [UsageError, PortInUse, UnusableJournal].some((kind) => error instanceof kind)
  console.error(expected && error instanceof Error ? `local-step-functions: ${error.message}` : error)
  process.exitCode = 1
})
