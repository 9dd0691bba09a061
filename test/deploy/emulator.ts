import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * https://pypi.org/project/ministack: an emulator of AWS that needs neither Docker nor an account. With what every
 * Lambda of AWS finds in its Python, and the linter of templates.
 */
const PACKAGES = ['ministack==1.5.33', 'cryptography==50.0.2', 'boto3==1.43.106', 'cfn-lint==1.58.0'] as const

class EmulatorMissing extends Error {
  override readonly name = 'EmulatorMissing'
}

const pythons = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10']

/** The first Python that is new enough. @throws EmulatorMissing */
const python = (): string => {
  const found = pythons.find((name) => {
    try {
      execFileSync(name, ['-c', 'import sys, venv; sys.exit(sys.version_info < (3, 10))'], {
        stdio: 'ignore',
      })
      return true
    } catch {
      return false
    }
  })
  if (found === undefined) throw new EmulatorMissing('the emulator needs Python 3.10 or newer, with venv')
  return found
}

/** Installs into its own environment, once. */
export const install = (folder: string): string => {
  const home = join(folder, PACKAGES.join('_').replaceAll('==', '-'))
  const command = join(home, 'bin', 'ministack')
  if (existsSync(command)) return command
  mkdirSync(folder, { recursive: true })
  execFileSync(python(), ['-m', 'venv', home], { stdio: 'inherit' })
  const pip = ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES]
  execFileSync(join(home, 'bin', 'pip'), pip, { stdio: 'inherit' })
  return command
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port)
        else reject(new Error('no port is free'))
      })
    })
  })

export interface Emulator {
  readonly endpoint: string
  readonly log: string
  stop(): Promise<void>
}

const stopped = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

/** Listens on loopback only, checks every role's permissions, and ends with this process. */
export const startEmulator = async (folder: string, textsForFunctions: string): Promise<Emulator> => {
  const command = install(folder)
  const port = await freePort()
  const log = join(folder, 'emulator.log')
  const output = openSync(log, 'w')
  const child = spawn(command, [], {
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      // Without this it also listens for things of another kind, on all interfaces.
      IOT_MTLS_ENABLED: '0',
      AUTH: 'true',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      // Its functions inherit this.
      AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: textsForFunctions,
    },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const endpoint = `http://127.0.0.1:${port}`
  for (let attempt = 0; attempt < 120; attempt += 1) {
    if (child.exitCode !== null) throw new EmulatorMissing(`the emulator ended at once: ${log}`)
    try {
      await fetch(`${endpoint}/_ministack/health`)
      return {
        endpoint,
        log,
        stop: async () => {
          child.kill()
          // It would wait for everything it has started; nothing is kept.
          const impatient = setTimeout(() => child.kill('SIGKILL'), 3000)
          await stopped(child)
          clearTimeout(impatient)
        },
      }
    } catch {
      await pause(250)
    }
  }
  child.kill()
  throw new EmulatorMissing(`the emulator does not answer: ${log}`)
}
