import { type ChildProcess, spawn } from 'node:child_process'
import { extname, join, relative } from 'node:path'
import process from 'node:process'
import { createServer } from 'vite'
import { InputError } from './command-line/input-error.ts'
import { HELP, readOptions, type ServerOptions } from './server/server-options.ts'

/**
 * The server and the console while both are written: a change of what the server is made of starts it again on the
 * same record, and Vite brings a change of the console to the browser.
 */
const root = join(import.meta.dirname, '..')
const SERVER = ['api', 'aws', 'core', 'examples', 'local', 'packages', 'record', 'usecases', 'workflows']
const READ = ['.css', '.json', '.ts']

const optionsIn = (args: readonly string[]): ServerOptions => {
  try {
    return readOptions(args, process.env)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    process.stderr.write(`sixclear: ${error.message}\n`)
    process.exit(1)
  }
}

const args = process.argv.slice(2)
const { help, data, store, verbose } = optionsIn(args)
if (help) {
  process.stdout.write(HELP)
  process.exit()
}
/** The other options decide how the record begins. A restart goes on with the record as it is. */
const again = ['--data', data, '--store', store, ...(verbose ? ['--verbose'] : [])]

const vite = await createServer({ configFile: join(root, 'console/vite.config.ts'), clearScreen: false })
await vite.listen()
const [consoleUrl = ''] = vite.resolvedUrls?.local ?? []

const say = (line: string): void => void process.stdout.write(`\n${line}\n`)

const serve = (options: readonly string[]): ChildProcess =>
  spawn(process.execPath, [join(root, 'local/main.ts'), ...options], {
    stdio: 'inherit',
    env: { ...process.env, CONSOLE_URL: consoleUrl.replace(/\/$/, '') },
  }).once('exit', (code) => void ended(code))

let server = serve(args)
let isStopping = false
/** A file that has changed while the server was running: it has to start again. */
let changed: string | undefined

const hasEnded = (): boolean => server.exitCode !== null || server.signalCode !== null

const serveAgain = (path: string): void => {
  say(`${relative(root, path)} has changed: the server starts again.`)
  changed = undefined
  server = serve(again)
}

const ended = async (code: number | null): Promise<void> => {
  if (!isStopping && changed !== undefined) return serveAgain(changed)
  if (!isStopping && code !== 0) return say('The server has ended. It starts again when a file changes.')
  await vite.close()
  process.exit(0)
}

vite.watcher.add(SERVER.map((folder) => join(root, folder)))
vite.watcher.on('all', (_, path) => {
  const [folder = ''] = relative(root, path).split(/[\\/]/)
  if (!SERVER.includes(folder) || !READ.includes(extname(path))) return
  if (hasEnded()) return serveAgain(path)
  if (changed === undefined) server.kill()
  // One restart serves all changes that come until the server has ended.
  changed = path
})

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    isStopping = true
    if (hasEnded()) void ended(0)
    // Ctrl-C reaches every process of a terminal by itself, and a second one would cut the server's end short.
    else if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal)
  })
