import { get, request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refusalReason as turnedAwayFor } from '../../local/server/origin-check.ts'
import { type Folder, folderWithConsole, type LocalServer, startLocalServer } from './local-server.ts'

let server: LocalServer
let folder: Folder
beforeAll(async () => {
  folder = folderWithConsole()
  server = await startLocalServer(folder, '--fresh', '--empty', '--paused')
})
afterAll(async () => {
  await server.stop()
  folder.remove()
})

const refusalOf = (head: Parameters<typeof turnedAwayFor>[0]) =>
  turnedAwayFor(head, { is: (token) => token === 'ours' })

type Headers = Readonly<Record<string, string>>

/** Sends headers as a browser does; `fetch` would drop or refuse them. */
const asks = (path: string, headers: Headers): Promise<number> =>
  new Promise((resolve, reject) => {
    get(
      `${server.url}${path}`,
      { headers: { authorization: `Bearer ${server.token}`, ...headers } },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    ).once('error', reject)
  })

const now = async (): Promise<string> => (await server.json('/clock')).now

describe('a page of another port of this machine', () => {
  const origin = 'http://127.0.0.1:9999'

  it.each(['/me', '/api/me', '/api/clock', '/console-settings.json', '/sign-in/keys'])(
    'may not ask for %s',
    async (path) => {
      expect(await asks(path, { origin })).toBe(403)
      expect(await asks(path, { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' })).toBe(403)
    },
  )

  it('changes nothing by a form or plain text, which browsers send without a preflight', async () => {
    const before = await now()
    for (const type of ['text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { origin, 'content-type': type }
      const sent = await server.ask('/clock/run', { method: 'POST', headers, body: '{"for":60}' })
      expect(sent.status).toBe(403)
    }
    expect(await now()).toBe(before)
  })
})

describe('a page of another site', () => {
  const site = { 'sec-fetch-site': 'cross-site' }

  it.each(['image', 'script', 'iframe', 'empty'])(
    'gets nothing as %s, though it names no origin',
    async (dest) => {
      const headers = { ...site, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': dest }
      expect(await asks('/api/me', headers)).toBe(403)
      expect(await asks('/me', headers)).toBe(403)
    },
  )

  it('may link to the console, and not to a file with names or to the sign-in', async () => {
    const headers = {
      ...site,
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      accept: 'text/html',
    }
    expect(await asks('/people/iso-abcd', headers)).toBe(200)
    expect(await asks('/api/communities/qinghe/isolations.csv?include=person', headers)).toBe(403)
    expect(await asks('/sign-in/authorize', headers)).toBe(403)
    expect(await asks('/people/iso-abcd', { ...headers, 'sec-fetch-dest': 'iframe' })).toBe(403)
  })
})

describe('our own page, a shell and an address that was typed', () => {
  it('are accepted', async () => {
    expect(await asks('/api/me', {})).toBe(200)
    expect(await asks('/api/me', { origin: server.url, 'sec-fetch-site': 'same-origin' })).toBe(200)
    expect(await asks('/api/me', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' })).toBe(200)
  })
})

describe('a host name', () => {
  it.each([
    'rebound.example.com',
    'localhost.',
    '127.1',
    '0x7f.1',
    'x@127.0.0.1',
    '127.0.0.1/x',
    '127.0.0.1, example.com',
    '',
  ])('is refused: "%s"', (host) => {
    expect(refusalOf({ method: 'GET', url: '/me', headers: { host } })).toContain(
      '127.0.0.1 and localhost only',
    )
  })

  it.each(['127.0.0.1:3000', 'localhost', 'LOCALHOST:3000', '[::1]:3000'])('is accepted: %s', (host) => {
    expect(refusalOf({ method: 'GET', url: '/me', headers: { host } })).toBeUndefined()
  })
})

describe('a caller who hangs up in the middle of a request', () => {
  it('causes no server error, and the next one is served', async () => {
    const upload = request(`${server.url}/communities/qinghe/roster`, {
      method: 'POST',
      headers: { 'content-length': '100' },
    })
    upload.on('error', () => {})
    await new Promise<void>((resolve) => {
      upload.write('name', () => resolve())
    })
    upload.destroy()
    await expect.poll(now).toBeDefined()
    await new Promise((resolve) => {
      setTimeout(resolve, 100)
    })
    expect(server.logged).toEqual([])
  })
})
