import assert from 'node:assert/strict'
import * as z from 'zod/mini'
import { type Answer, send, signedFor } from './calls.ts'

/** What the outputs of the stacks say, and what the settings of the console have to say. */
export interface Expected {
  readonly stage: string
  readonly issuer: string
  readonly clientId: string
}

/** The emulator's CloudFront believes this header. */
const OVER_TLS = { 'x-forwarded-proto': 'https' }

/** The distribution on the emulator's port. */
export const atTheEdge = (endpoint: string, consoleUrl: string) => {
  const url = `http://${new URL(consoleUrl).host}:${new URL(endpoint).port}`
  return {
    url,
    get: (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
      send(url + path, { headers: { ...OVER_TLS, ...headers } }),
  }
}
export type Edge = ReturnType<typeof atTheEdge>

const assertProtected = ({ headers }: Answer): void => {
  assert.match(String(headers['content-security-policy']), /^default-src 'none'; script-src 'self'; /)
  assert.match(String(headers['strict-transport-security']), /max-age=63072000/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
  assert.equal(headers['x-frame-options'], 'DENY')
  assert.equal(headers['referrer-policy'], 'no-referrer')
}

/** Every path without an extension is the one page, and what that loads is there under the name it says. */
export const tryPages = async (edge: Edge): Promise<void> => {
  const first = await edge.get('/')
  assert.equal(first.status, 200, first.text)
  assertProtected(first)
  assert.equal(first.headers['cache-control'], 'no-cache')
  const deep = await edge.get('/people/iso-7k2m')
  assert.equal(deep.text, first.text)
  assert.match(String(deep.headers['content-type']), /^text\/html/)
  const scripts = [...first.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
  assert.notEqual(scripts.length, 0, first.text)
  for (const path of scripts) {
    const file = await edge.get(path)
    assert.equal(file.status, 200, path)
    assertProtected(file)
    assert.match(String(file.headers['cache-control']), /max-age=31536000.*immutable/)
    assert.match(String(file.headers['content-type']), /javascript|css/)
  }
  assert.equal((await edge.get('/assets/none.js')).status, 403)
}

export const trySettings = async (edge: Edge, expected: Expected): Promise<void> => {
  const { status, headers, text } = await edge.get('/console-settings.json')
  assert.equal(status, 200, text)
  assert.equal(headers['cache-control'], 'no-cache')
  const { release, ...settings } = z.parse(z.looseObject({ release: z.unknown() }), JSON.parse(text))
  assert.match(JSON.stringify(release), /"commit":"(unknown|[0-9a-f]{12})"/)
  assert.deepEqual(settings, { ...expected, local: false, scope: 'openid', api: '/api' })
}

/** Without TLS a page is redirected and everything else refused; the bucket cannot be read directly. */
export const tryOtherDoors = async (endpoint: string, { url }: Edge): Promise<void> => {
  const plain = await send(url)
  assert.equal(plain.status, 301)
  assert.match(String(plain.headers['location']), /^https:/)
  assert.equal((await send(`${url}/api/communities`)).status, 403)
  const { text } = await send(`${endpoint}/`, { headers: { authorization: signedFor('s3') } })
  const bucket = /<Name>(sixclear-dev-consolefiles[^<]*)</.exec(text)?.[1]
  assert.ok(bucket, text)
  for (const path of [`/${bucket}/index.html`, `/${bucket}/`])
    assert.equal((await send(endpoint + path)).status, 403, path)
}
