import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { routes } from '../../api/routes.ts'
import { localRoutes } from '../../local/endpoints/local-endpoints.ts'
import { challengeOf, VERIFIER } from './issuer-client.ts'
import {
  type Folder,
  folderWithConsole,
  type LocalServer,
  signInTo,
  startLocalServer,
} from './local-server.ts'

const pkce = { verifier: VERIFIER, challenge: challengeOf(VERIFIER) }

let folder: Folder
let server: LocalServer
beforeAll(async () => {
  folder = folderWithConsole()
  server = await startLocalServer(folder, '--paused', '--start', '2020-02-15T06:00:00.000Z')
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

const plain = (path: string): string =>
  path
    .replace('{number}', '+8613800000101')
    .replace(/\{community\}/, 'qinghe')
    .replace(/\{\w+\}/g, 'x')

describe('another account of this machine, without the token', () => {
  it.each([...routes, ...localRoutes].map(({ method, path }) => ({ method, path })))(
    'is refused $method $path',
    async ({ method, path }) => {
      for (const prefix of ['', '/api']) {
        const response = await server.askAsAnyone(`${prefix}${plain(path)}`, {
          method,
          headers: { 'x-sixclear-actor': 'administrator' },
        })
        expect(response.status).toBe(401)
      }
    },
  )

  it('is told where the token is, and not what it is', async () => {
    const response = await server.askAsAnyone('/no-one-left-behind')
    const message = await response.text()
    expect(message).toContain(`curl -H @${join(folder.path, 'data', 'authorization')}`)
    expect(message).not.toContain(server.token)
  })

  it('is refused with a token that is nearly right', async () => {
    for (const token of [server.token.slice(1), `${server.token}x`, server.token.toUpperCase(), ''])
      expect(
        (await server.askAsAnyone('/me', { headers: { authorization: `Bearer ${token}` } })).status,
      ).toBe(401)
  })

  it('cannot use the sign-in page', async () => {
    const query = new URLSearchParams({
      client_id: 'sixclear-console',
      redirect_uri: `${server.url}/signed-in`,
      response_type: 'code',
      scope: 'openid',
      code_challenge: pkce.challenge,
      code_challenge_method: 'S256',
    })
    for (const ticket of ['', 'secret-9', server.token]) {
      query.set('ticket', ticket)
      const page = await server.askAsAnyone(`/sign-in/authorize?${query}`)
      expect(page.status).toBe(403)
      expect(await page.text()).not.toContain('administrator')
      const chosen = await server.askAsAnyone(`/sign-in/authorize?${query}`, {
        method: 'POST',
        headers: { origin: server.url },
        body: new URLSearchParams({ sub: 'administrator' }),
      })
      expect([chosen.status, chosen.headers.get('location')]).toEqual([403, null])
    }
    const ticket = await server.askAsAnyone('/sign-in/ticket', { method: 'POST' })
    expect(ticket.status).toBe(401)
  })

  it('gets the console itself, which holds nothing', async () => {
    const page = await server.askAsAnyone('/', { headers: { accept: 'text/html' } })
    expect(page.status).toBe(200)
  })
})

describe('the owner of the data folder', () => {
  it('acts as the administrator, or as the post that a header names', async () => {
    const headers = { authorization: `Bearer ${server.token}` }
    expect(await (await server.askAsAnyone('/me', { headers })).json()).toMatchObject({
      actor: 'staff:local-administrator',
    })
    const doctor = await server.askAsAnyone('/me', { headers: { ...headers, 'x-sixclear-actor': 'doctor' } })
    expect(await doctor.json()).toMatchObject({ actor: 'staff:doctor' })
  })

  it('signs in as anybody, with access to the clock and the phones', async () => {
    const headers = { authorization: `Bearer ${await signInTo(server, 'reader', pkce)}` }
    expect((await server.askAsAnyone('/api/clock', { headers })).status).toBe(200)
  })

  it('finds the token in files of the folder, as curl and as the AWS CLI read it', () => {
    const at = (name: string) => readFileSync(join(folder.path, 'data', name), 'utf8')
    expect(at('token')).toBe(`${server.token}\n`)
    expect(at('authorization')).toBe(`authorization: Bearer ${server.token}\n`)
  })
})

describe('a proxy', () => {
  const passed = { forwarded: 'for=198.51.100.7', via: '1.1 proxy', 'x-forwarded-for': '198.51.100.7' }

  it.each(Object.entries({ ...passed, 'x-forwarded-host': 'x', 'x-real-ip': '198.51.100.7' }))(
    'that sets %s is refused: pages, sign-in and API',
    async (name, value) => {
      for (const path of ['/', '/api/me', '/sign-in/keys', '/console-settings.json'])
        expect((await server.askAsAnyone(path, { headers: { [name]: value } })).status).toBe(403)
    },
  )

  it('may forward requests with the owner’s token, and none with a token of the sign-in', async () => {
    expect((await server.ask('/me', { headers: passed })).status).toBe(200)
    const authorization = `Bearer ${await signInTo(server, 'doctor', pkce)}`
    expect((await server.ask('/me', { headers: { ...passed, authorization } })).status).toBe(403)
  })
})

describe('the files of the data folder', () => {
  it('can all be read by their owner only', () => {
    const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8)
    const data = join(folder.path, 'data')
    expect(rights(data)).toBe('700')
    const files = readdirSync(data, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(
      expect.arrayContaining(['authorization', 'lock.db', 'lookups.json', 'sixclear.db', 'token']),
    )
    expect(files.filter((name) => rights(join(data, name)) !== '600')).toEqual([])
  })

  it('keep token and keys over a restart, and the token over --fresh', async () => {
    const other = folderWithConsole()
    const keysIn = () => readFileSync(join(other.path, 'data', 'lookups.json'), 'utf8')
    const first = await startLocalServer(other, '--empty', '--paused')
    const keys = keysIn()
    await first.stop()
    const second = await startLocalServer(other)
    expect([second.token, keysIn()]).toEqual([first.token, keys])
    await second.stop()
    const rotated = await startLocalServer(other, '--rotate')
    expect(rotated.started.rotation).toMatchObject({ step: 'moved' })
    expect(JSON.parse(keysIn())).toMatchObject({ id: 'k1', next: { id: 'k2' } })
    await rotated.post('/clock/run', { for: 'P2D' })
    await rotated.stop()
    const again = await startLocalServer(other, '--rotate')
    expect([again.started.rotation?.step, JSON.parse(keysIn()).id]).toEqual(['done', 'k2'])
    await again.stop()
    const third = await startLocalServer(other, '--fresh', '--empty', '--paused')
    expect(third.token).toBe(first.token)
    await third.stop()
    other.remove()
  })
})
