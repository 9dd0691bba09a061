import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

type Entry = 'main.ts' | 'dev.ts'

const launch = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  entry: Entry = 'main.ts',
): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL(`../../local/${entry}`, import.meta.url)), ...args], {
    env: { ...process.env, PORT: '0', SFN_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const textOf = (child: ChildProcess, name: 'stdout' | 'stderr'): (() => string) => {
  let text = ''
  child[name]?.on('data', (chunk) => {
    text += String(chunk)
  })
  return () => text
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => {
        child.once('exit', (code) => resolve(code))
      })

export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'sixclear-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Runs a start that is expected to fail. */
export const failedStart = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  entry?: Entry,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> => {
  const child = launch(args, env, entry)
  const stdout = textOf(child, 'stdout')
  const stderr = textOf(child, 'stderr')
  const code = await ended(child)
  return { code, stdout: stdout(), stderr: stderr() }
}

export interface ServerProcess {
  readonly url: string
  /** That the banner prints. */
  readonly token: string
  readonly stepFunctionsUrl: string
  readonly get: (path: string) => Promise<ReturnType<typeof JSON.parse>>
  readonly post: (path: string, json: object) => Promise<ReturnType<typeof JSON.parse>>
  /** As Ctrl-C does. Gives the exit code. */
  readonly stop: () => Promise<number | null>
  /** As a power cut does. */
  readonly kill: () => Promise<void>
}

/** Starts the server as a user does, and waits until it is ready. */
export const startServerProcess = async (...args: readonly string[]): Promise<ServerProcess> => {
  const child = launch(args, {})
  const stdout = textOf(child, 'stdout')
  const stderr = textOf(child, 'stderr')
  const [, port, token = '', stepFunctionsPort] = await new Promise<RegExpExecArray>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const ready = /127\.0\.0\.1:(\d+)\/#token=(\S+) .*127\.0\.0\.1:(\d+)\)/.exec(stdout())
      if (ready !== null) resolve(ready)
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${stderr()}`)))
  })
  const url = `http://127.0.0.1:${port}`
  const authorization = `Bearer ${token}`
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization, ...init.headers }
    const response = await fetch(`${url}${path}`, { ...init, headers })
    const text = await response.text()
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`)
    return JSON.parse(text)
  }
  return {
    url,
    token,
    stepFunctionsUrl: `http://127.0.0.1:${stepFunctionsPort}`,
    get: (path) => call(path),
    post: (path, json) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(json),
      }),
    stop: () => {
      child.kill('SIGINT')
      return ended(child)
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}
