import { rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api } from '../../api/api.ts'
import { localRoutes } from '../../local/endpoints/local-endpoints.ts'
import { toLambdaEvent } from '../../local/server/lambda-event.ts'
import { challengeOf, VERIFIER } from './issuer-client.ts'
import {
  type Folder,
  folderWithConsole,
  type LocalServer,
  signInTo,
  startLocalServer,
} from './local-server.ts'

const pkce = { verifier: VERIFIER, challenge: challengeOf(VERIFIER) }
const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

let folder: Folder
let server: LocalServer
beforeAll(async () => {
  folder = folderWithConsole()
  server = await startLocalServer(folder, '--empty', '--paused', '--start', '2020-02-10T02:00:00.000Z')
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

/** Requests the exact path: fetch would normalise it. */
const askPlainly = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  new Promise<{ readonly status: number | undefined; readonly text: string }>((resolve) => {
    const { hostname, port } = new URL(server.url)
    get({ hostname, port, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += String(chunk)
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
  })

describe('a page load', () => {
  it.each([
    '/',
    '/ledgers',
    '/people/iso-4k2m9x7q3h8w5d6e',
    '/phones',
    '/phones/+8613800000101',
    '/signed-in',
  ])('of %s gets the console', async (path) => {
    const response = await server.ask(path, { headers: PAGE })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(await response.text()).toContain('The console')
  })

  it('may load and call nothing but this server, and nothing inline', async () => {
    const { headers } = await server.ask('/', { headers: PAGE })
    const policy = Object.fromEntries(
      (headers.get('content-security-policy') ?? '').split('; ').map((directive) => {
        const [name = '', ...sources] = directive.split(' ')
        return [name, sources.join(' ')]
      }),
    )
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self' data:",
      'connect-src': "'self'",
      'manifest-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })

  it('is sent again only when the page has changed', async () => {
    const first = await server.ask('/', { headers: PAGE })
    expect(first.headers.get('cache-control')).toBe('no-cache')
    const known = { headers: { ...PAGE, 'if-none-match': first.headers.get('etag') ?? '' } }
    expect((await server.ask('/', known)).status).toBe(304)
    writeFileSync(join(folder.path, 'dist', 'index.html'), '<title>The console, newer</title>')
    expect(await (await server.ask('/', known)).text()).toContain('newer')
  })

  it('says how to build the console when it has not been built', async () => {
    const bare = folderWithConsole()
    rmSync(join(bare.path, 'dist'), { recursive: true })
    const without = await startLocalServer(bare, '--empty', '--paused')
    const response = await without.ask('/', { headers: PAGE })
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('npm run console:build')
    expect((await without.ask('/no-one-left-behind')).status).toBe(200)
    await without.stop()
    bare.remove()
  })
})

describe('a built file', () => {
  it('is kept by browsers for ever when its name has the digest of its content', async () => {
    const response = await server.ask('/assets/console-4f2a.js')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(await response.text()).toBe('console.log("built")')
  })

  it('is asked for again when its name stays', async () => {
    const response = await server.ask('/icon.svg')
    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('cache-control')).toBe('no-cache')
  })

  it('that does not exist is answered with 404, and not kept', async () => {
    expect((await server.ask('/assets/console-old.js', { headers: PAGE })).status).toBe(404)
  })

  it.each([
    '/../secret.json',
    '/assets/../../secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/%2e%2e/%2e%2e/secret.json',
    '/..\\secret.json',
    '/assets/....//....//secret.json',
    '//secret.json',
    '/.hidden.json',
    '/secret.json%00.svg',
  ])('never lies outside the folder: %s', async (path) => {
    const { status, text } = await askPlainly(path)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).not.toContain('"secret":true')
  })
})

describe('a shell', () => {
  it('gets the API and the list of routes where a browser gets pages', async () => {
    const httpServer = await server.ask('/')
    expect(httpServer.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(await httpServer.text()).toContain('/communities/{community}/overview')
    const { phones } = await server.json('/phones', { headers: { accept: 'application/json' } })
    expect(phones).toEqual([])
  })

  it('acts as the administrator of this machine, or as the post that it names', async () => {
    const me = await server.json('/me')
    expect(me.actor).toBe('staff:local-administrator')
    expect(me.grants.map(({ role }: { role: string }) => role).sort()).toEqual([
      'community_administrator',
      'district_administrator',
      'street_office',
    ])
    const doctor = await server.json('/me', { headers: { 'x-sixclear-actor': 'doctor' } })
    expect(doctor.grants).toMatchObject([{ role: 'doctor' }])
    const stranger = await server.ask('/me', { headers: { 'x-sixclear-actor': 'nobody' } })
    expect(stranger.status).toBe(403)
  })
})

describe('under /api', () => {
  it('a shell gets the same routes', async () => {
    expect(await (await server.ask('/api/clock')).json()).toMatchObject({ paused: true })
    expect((await server.ask('/api/no-one-left-behind', { headers: PAGE })).status).toBe(200)
    expect((await server.post('/api/clock/run', { for: 1 })).status).toBe(200)
    expect((await server.ask('/api/alerts')).status).toBe(200)
    expect(await (await server.ask('/api')).text()).toContain('Sixclear on one machine')
  })

  it('there are no pages and no sign-in', async () => {
    expect((await server.ask('/api/nothing', { headers: PAGE })).status).toBe(404)
    expect((await server.ask('/api/sign-in/authorize')).status).toBe(404)
    expect((await server.ask('/apifoo')).status).toBe(404)
  })

  it('the console is told where to sign in', async () => {
    for (const path of ['/console-settings.json', '/api/console-settings.json'])
      expect(await (await server.ask(path)).json()).toEqual({
        stage: 'local',
        local: true,
        issuer: server.url,
        clientId: 'sixclear-console',
        scope: 'openid',
        api: '/api',
      })
  })
})

describe('somebody who is signed in', () => {
  const bearing = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

  it('acts as the token says, and the header for a shell is ignored', async () => {
    const token = await signInTo(server, 'worker-1', pkce)
    const { headers } = bearing(token)
    const me = await server.ask('/api/me', { headers: { ...headers, 'x-sixclear-actor': 'administrator' } })
    expect(await me.json()).toMatchObject({
      actor: 'staff:worker-1',
      grants: [{ role: 'grid_worker', area: { within: 'grid', community: 'qinghe', grid: 'grid-1' } }],
    })
  })

  it.each([
    ['district-administrator', 'district_administrator'],
    ['reader', 'read_only'],
  ])('as %s has the permissions of the group', async (sub, role) => {
    const me = await server.json('/api/me', bearing(await signInTo(server, sub, pkce)))
    expect(me.grants).toMatchObject([{ role, area: { within: 'district' } }])
  })

  it('is refused with a wrong token, and told how to sign in', async () => {
    for (const authorization of ['Bearer wrong', 'Bearer ', 'Basic d29ya2VyLTE6', '']) {
      const response = await server.ask('/api/me', { headers: { authorization } })
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token"/)
      expect(await response.json()).toMatchObject({ error: { name: 'Unauthenticated' } })
    }
    const local = await server.ask('/api/clock', bearing('wrong'))
    expect(local.status).toBe(401)
  })

  it('is signed out after an hour', async () => {
    const token = await signInTo(server, 'doctor', pkce)
    expect((await server.ask('/api/me', bearing(token))).status).toBe(200)
    server.later(3600)
    expect((await server.ask('/api/me', bearing(token))).status).toBe(401)
  })
})

describe('another site', () => {
  it.each([
    '/',
    '/sign-in/authorize',
    '/sign-in/token',
    '/.well-known/openid-configuration',
    '/console-settings.json',
  ])('cannot reach %s by a name of its own', async (path) => {
    expect((await askPlainly(path, { host: 'rebound.example.com', ...PAGE })).status).toBe(403)
  })

  it.each(['/sign-in/authorize', '/sign-in/token', '/api/clock', '/console-settings.json'])(
    'cannot call %s from its pages',
    async (path) => {
      expect((await server.ask(path, { headers: { origin: 'https://example.com' } })).status).toBe(403)
    },
  )
})

/** That nothing of local/ is in a deployed bundle is held by test/infra/bundle.long.test.ts. */
describe('a route of the local server', () => {
  it.each([
    { method: 'GET', path: '/.well-known/openid-configuration' },
    { method: 'GET', path: '/sign-in/authorize' },
    { method: 'POST', path: '/sign-in/authorize' },
    { method: 'POST', path: '/sign-in/token' },
    { method: 'GET', path: '/sign-in/keys' },
    { method: 'GET', path: '/sign-in/end-session' },
    ...localRoutes.map(({ method, path }) => ({ method, path })),
  ])('is not part of the deployed API: $method $path', async ({ method, path }) => {
    const request = { method, path, search: '', headers: {}, bytes: new Uint8Array() }
    const event = toLambdaEvent(
      { ...request, httpVersion: '1.1', from: '127.0.0.1' },
      { id: '1', at: 0, claims: { sub: 'administrator' } },
    )
    expect((await api(server.started.system.ports)(event)).statusCode).toBe(404)
  })
})
