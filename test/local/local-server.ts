import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readOptions } from '../../local/server/server-options.ts'
import { type StartedServer, startServer } from '../../local/server/start-server.ts'
import { temporaryFolder } from './server-process.ts'

const PAGE = '<!doctype html><title>The console</title>'
const SCRIPT = 'console.log("built")'

export interface LocalServer {
  readonly url: string
  /** The owner's token. */
  readonly token: string
  readonly started: StartedServer
  /** Names of the errors that were logged. */
  readonly logged: readonly string[]
  /** Real time passes, for tokens. */
  readonly later: (seconds: number) => void
  /** As the owner's shell asks, unless a header says otherwise. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  /** Without the owner's token. */
  readonly askAsAnyone: (path: string, init?: RequestInit) => Promise<Response>
  readonly json: (path: string, init?: RequestInit) => Promise<ReturnType<typeof JSON.parse>>
  readonly post: (path: string, json: object) => Promise<Response>
  readonly stop: () => Promise<void>
}

export interface Folder {
  readonly path: string
  remove(): void
}

/** A folder with a built console in it. */
export const folderWithConsole = (): Folder => {
  const folder = temporaryFolder()
  mkdirSync(join(folder.path, 'dist', 'assets'), { recursive: true })
  writeFileSync(join(folder.path, 'dist', 'index.html'), PAGE)
  writeFileSync(join(folder.path, 'dist', 'icon.svg'), '<svg/>')
  writeFileSync(join(folder.path, 'dist', '.hidden.json'), '{}')
  writeFileSync(join(folder.path, 'dist', 'assets', 'console-4f2a.js'), SCRIPT)
  writeFileSync(join(folder.path, 'secret.json'), '{"secret":true}')
  return folder
}

/** The server in this process, on an empty record unless the arguments say otherwise. */
export const startLocalServer = async (folder: Folder, ...args: readonly string[]): Promise<LocalServer> => {
  let passed = 0
  let secrets = 0
  const logged: string[] = []
  const started = await startServer(
    readOptions(['--data', join(folder.path, 'data'), ...args], { PORT: '0', SFN_PORT: '0' }),
    {
      wallClock: () => Date.now() + passed,
      seed: 'a machine',
      secret: () => {
        secrets += 1
        return `secret-${secrets}`
      },
      signingKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
      consoleFolder: join(folder.path, 'dist'),
      log: { info: () => {}, error: (event) => logged.push(event) },
    },
  )
  const url = `http://127.0.0.1:${started.port}`
  const token = started.token.value
  const askAsAnyone = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, { redirect: 'manual', ...init })
  const ask = (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (!headers.has('authorization')) headers.set('authorization', `Bearer ${token}`)
    return askAsAnyone(path, { ...init, headers })
  }
  return {
    url,
    token,
    started,
    logged,
    ask,
    askAsAnyone,
    json: async (path, init) => JSON.parse(await (await ask(path, init)).text()),
    later: (seconds) => {
      passed += seconds * 1000
    },
    post: (path, json) =>
      ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(json),
      }),
    stop: started.stop,
  }
}

/** Signs in as the console does, and gives the token. */
export const signInTo = async ({ url, ask, json }: LocalServer, sub: string, pkce: Pkce): Promise<string> => {
  const query = new URLSearchParams({
    client_id: 'sixclear-console',
    redirect_uri: `${url}/signed-in`,
    response_type: 'code',
    scope: 'openid',
    code_challenge: pkce.challenge,
    code_challenge_method: 'S256',
    ticket: (await json('/sign-in/ticket', { method: 'POST' })).ticket,
  })
  const chosen = await ask(`/sign-in/authorize?${query}`, {
    method: 'POST',
    headers: { origin: url },
    body: new URLSearchParams({ sub }),
  })
  const code = new URL(chosen.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const { access_token } = await json('/sign-in/token', {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'sixclear-console',
      redirect_uri: `${url}/signed-in`,
      code,
      code_verifier: pkce.verifier,
    }),
  })
  return access_token
}

export interface Pkce {
  readonly verifier: string
  readonly challenge: string
}
