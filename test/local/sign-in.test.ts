import { createPublicKey, verify } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  authorizeUrl,
  challengeOf,
  choose,
  codeFor,
  exchangeFor,
  jsonOf,
  ORIGIN,
  openTestIssuer,
  redirectParameters,
  type TestIssuer,
  VERIFIER,
} from './issuer-client.ts'

let issuer: TestIssuer
beforeEach(() => {
  issuer = openTestIssuer()
})

const claimsIn = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))

const tokensOf = async (sub: string): Promise<Record<string, string>> =>
  jsonOf(await exchangeFor(issuer, await codeFor(issuer, sub)))

const textOf = async (url: string): Promise<string> => String((await issuer.call(url)).body)

describe('the page of the sign-in', () => {
  it('lists every post by name and role, and two people without a post, in both languages', async () => {
    const chinese = await textOf(authorizeUrl({ ui_locales: 'zh-CN' }))
    const english = await textOf(authorizeUrl({ ui_locales: 'en' }))
    expect([...chinese.matchAll(/name="sub" value="([\w-]+)"/g)].map(([, sub]) => sub)).toEqual([
      ...['administrator', 'street-office', 'police-station', 'doctor', 'hospital'],
      ...['worker-1', 'worker-2', 'worker-3', 'worker-4', 'district-administrator', 'reader'],
    ])
    expect(chinese).toContain('<html lang="zh-CN">')
    expect(chinese).toContain('网格员 · 一网格')
    expect(english).toContain('<html lang="en">')
    expect(english).toContain('Police station')
  })

  it('takes the language of the browser when the console names none, and offers the other', async () => {
    const page = await issuer.call(authorizeUrl(), { headers: { 'accept-language': 'en-GB,zh;q=0.5' } })
    expect(String(page.body)).toContain('<html lang="en">')
    expect(String(page.body)).toContain('ui_locales=zh-CN')
  })

  it('runs no script, has no style of its own, and may not stand in a frame', async () => {
    const { headers, body } = await issuer.call(authorizeUrl())
    expect(String(body)).not.toMatch(/<script|style=|<style|onclick/)
    const policy = headers['content-security-policy'] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src|unsafe/)
    expect((await issuer.call('/sign-in/style.css')).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  it('keeps the Origin of its form: a browser that sends no referrer would send none', async () => {
    expect((await issuer.call(authorizeUrl())).headers['referrer-policy']).toBe('same-origin')
  })

  it('escapes what it was given', async () => {
    const page = await textOf(authorizeUrl({ state: '"><script>alert(1)</script>' }))
    expect(page).not.toContain('<script')
  })
})

describe('a code', () => {
  it('is exchanged for tokens that say who it is', async () => {
    const answer = await exchangeFor(issuer, await codeFor(issuer, 'worker-2'))
    expect(answer.status).toBe(200)
    expect(answer.headers['cache-control']).toBe('no-store')
    const { access_token, id_token, token_type, expires_in } = jsonOf(answer)
    expect({ token_type, expires_in }).toEqual({ token_type: 'Bearer', expires_in: 3600 })
    expect(claimsIn(id_token)).toMatchObject({
      iss: ORIGIN,
      sub: 'worker-2',
      aud: 'sixclear-console',
      nonce: 'a-nonce',
      name: '网格员钱二',
      'cognito:groups': [],
    })
    expect(issuer.read(access_token).sub).toBe('worker-2')
  })

  it.each([
    ['district-administrator', ['district-administrator']],
    ['reader', ['read-only']],
  ])('of %s gives the group in which the rights lie', async (sub, groups) => {
    const { access_token = '' } = await tokensOf(sub)
    expect(issuer.read(access_token)['cognito:groups']).toEqual(groups)
  })

  it('comes back with the state, to the address that asked', async () => {
    const { status, headers } = await choose(issuer, 'doctor')
    expect(status).toBe(303)
    expect(headers['location']).toMatch(
      /^http:\/\/127\.0\.0\.1:3000\/signed-in\?code=secret-\d+&state=a-state$/,
    )
  })

  it('is valid once, even when the first try was wrong', async () => {
    const code = await codeFor(issuer, 'doctor')
    expect((await exchangeFor(issuer, code)).status).toBe(200)
    expect(jsonOf(await exchangeFor(issuer, code)).error).toBe('invalid_grant')
    const other = await codeFor(issuer, 'doctor')
    expect((await exchangeFor(issuer, other, { code_verifier: 'w'.repeat(43) })).status).toBe(400)
    expect(jsonOf(await exchangeFor(issuer, other)).error).toBe('invalid_grant')
  })

  it('expires after a minute', async () => {
    const code = await codeFor(issuer, 'doctor')
    issuer.later(60)
    expect(jsonOf(await exchangeFor(issuer, code)).error).toBe('invalid_grant')
  })

  it.each([
    ['another verifier', { code_verifier: 'w'.repeat(64) }],
    ['no verifier', { code_verifier: '' }],
    ['the challenge itself', { code_verifier: challengeOf(VERIFIER) }],
    ['another redirect_uri', { redirect_uri: `${ORIGIN}/` }],
    ['another client', { client_id: 'another' }],
    ['another grant', { grant_type: 'password' }],
  ])('gives nothing for %s', async (_, changes) => {
    const answer = await exchangeFor(issuer, await codeFor(issuer, 'doctor'), changes)
    expect(answer.status).toBe(400)
    expect(jsonOf(answer).access_token).toBeUndefined()
  })
})

describe('a request for a code', () => {
  it.each([
    ['another site', 'https://example.com/signed-in'],
    ['another port', 'http://127.0.0.1:4000/signed-in'],
    ['a name that only begins like ours', 'http://127.0.0.1:3000.example.com/signed-in'],
    ['credentials before the host', 'http://127.0.0.1:3000@example.com/signed-in'],
    ['credentials before our own', 'http://example.com@127.0.0.1:3000/signed-in'],
    ['another path', `${ORIGIN}/phones`],
    ['a way out of the path', `${ORIGIN}/signed-in/../phones`],
    ['a query of its own', `${ORIGIN}/signed-in?next=https://example.com`],
    ['a script', 'javascript:alert(1)'],
    ['nothing', ''],
  ])('with the redirect address %s ends on a page, without a redirect', async (_, redirect_uri) => {
    const answer = await choose(issuer, 'doctor', authorizeUrl({ redirect_uri }))
    expect(answer.status).toBe(400)
    expect(answer.headers['location']).toBeUndefined()
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('of an unknown client, or with something given twice, ends on a page', async () => {
    expect((await issuer.call(authorizeUrl({ client_id: 'another' }))).status).toBe(400)
    expect((await issuer.call(`${authorizeUrl()}&redirect_uri=https://example.com`)).status).toBe(400)
  })

  it.each([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }, 'invalid_request'],
    ['with a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['with a challenge without its method', { code_challenge_method: undefined }, 'invalid_request'],
    ['with a challenge that is no digest', { code_challenge: 'short' }, 'invalid_request'],
    ['for a token in place of a code', { response_type: 'token' }, 'unsupported_response_type'],
    ['with the answer in the fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['without openid', { scope: 'email' }, 'invalid_scope'],
    ['that asks and does not', { prompt: 'none login' }, 'invalid_request'],
  ])('%s is refused to the console', async (_, changes, error) => {
    const answer = await issuer.call(authorizeUrl(changes))
    expect(answer.status).toBe(303)
    expect(redirectParameters(answer)).toMatchObject({ error, state: 'a-state' })
  })

  it('is answered by a form of our own page only', async () => {
    for (const headers of [{}, { origin: 'null' }, { origin: 'https://example.com' }]) {
      const form = { sub: 'doctor' }
      expect((await issuer.call(authorizeUrl(), { method: 'POST', headers, form })).status).toBe(403)
    }
    expect(issuer.cookie()).toBeUndefined()
  })

  it('for an unknown person is refused', async () => {
    expect((await choose(issuer, 'nobody')).status).toBe(400)
  })
})

describe('a browser', () => {
  it('stays signed in over a reload, by a cookie that no script can read', async () => {
    const { headers } = await choose(issuer, 'doctor')
    expect(headers['set-cookie']).toMatch(
      /^sixclear-signed-in=secret-\d+; Path=\/sign-in; HttpOnly; SameSite=Lax$/,
    )
    const again = await issuer.call(authorizeUrl())
    expect(again.status).toBe(303)
    const { access_token } = jsonOf(await exchangeFor(issuer, redirectParameters(again)['code'] ?? ''))
    expect(issuer.read(access_token).sub).toBe('doctor')
  })

  it.each(['login', 'select_account'])('is asked again with prompt=%s', async (prompt) => {
    await choose(issuer, 'doctor')
    expect((await issuer.call(authorizeUrl({ prompt }))).status).toBe(200)
  })

  it('with prompt=none and without a session is told that a sign-in is needed', async () => {
    expect(redirectParameters(await issuer.call(authorizeUrl({ prompt: 'none' })))['error']).toBe(
      'login_required',
    )
    await choose(issuer, 'doctor')
    expect(redirectParameters(await issuer.call(authorizeUrl({ prompt: 'none' })))['code']).toBeDefined()
  })

  it('is signed out after the sign-out, even with its old cookie', async () => {
    await choose(issuer, 'doctor')
    const cookie = issuer.cookie() ?? ''
    const back = new URLSearchParams({ post_logout_redirect_uri: `${ORIGIN}/`, state: 'bye' })
    const answer = await issuer.call(`/sign-in/end-session?${back}`)
    expect(answer.headers['location']).toBe(`${ORIGIN}/?state=bye`)
    expect(issuer.cookie()).toBeUndefined()
    expect((await issuer.call(authorizeUrl(), { headers: { cookie } })).status).toBe(200)
  })

  it('is sent to no other site after the sign-out', async () => {
    for (const uri of ['https://example.com/', 'http://example.com@127.0.0.1:3000/', '//example.com/', 'x']) {
      const back = new URLSearchParams({ post_logout_redirect_uri: uri })
      const answer = await issuer.call(`/sign-in/end-session?${back}`)
      expect(answer.status).toBe(200)
      expect(answer.headers['location']).toBeUndefined()
    }
  })

  it('gets nothing by its cookie alone, which browsers send to every port', async () => {
    await choose(issuer, 'doctor')
    expect(issuer.cookie()).toBeDefined()
    for (const ticket of [undefined, 'another']) {
      expect((await issuer.call(authorizeUrl({ ticket }))).status).toBe(403)
      expect((await choose(issuer, 'doctor', authorizeUrl({ ticket }))).status).toBe(403)
    }
  })

  it('is forgotten after half a day', async () => {
    await choose(issuer, 'doctor')
    issuer.later(12 * 3600)
    expect((await issuer.call(authorizeUrl())).status).toBe(200)
  })
})

describe('a refresh token', () => {
  const refresh = (refresh_token: string) =>
    issuer.call('/sign-in/token', {
      method: 'POST',
      form: { grant_type: 'refresh_token', client_id: 'sixclear-console', refresh_token },
    })

  it('gives new tokens once', async () => {
    const { refresh_token = '' } = await tokensOf('doctor')
    issuer.later(3600)
    const answer = await refresh(refresh_token)
    expect(issuer.read(jsonOf(answer).access_token).sub).toBe('doctor')
    expect((await refresh(refresh_token)).status).toBe(400)
    expect((await refresh(jsonOf(answer).refresh_token)).status).toBe(200)
  })

  it('ends with the sign-out', async () => {
    const { refresh_token = '' } = await tokensOf('doctor')
    await issuer.call('/sign-in/end-session')
    expect(jsonOf(await refresh(refresh_token)).error).toBe('invalid_grant')
  })
})

describe('a token', () => {
  it('is signed with the key that the issuer names', async () => {
    const { id_token = '' } = await tokensOf('doctor')
    const [header = '', payload = '', signature = ''] = id_token.split('.')
    const { keys } = jsonOf(await issuer.call('/sign-in/keys'))
    expect(JSON.parse(Buffer.from(header, 'base64url').toString('utf8'))).toMatchObject({
      alg: 'ES256',
      kid: keys[0].kid,
    })
    expect(keys[0].d).toBeUndefined()
    const key = createPublicKey({ key: keys[0], format: 'jwk' })
    const isSigned = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      { key, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
    expect(isSigned).toBe(true)
  })

  it('is good for an hour', async () => {
    const { access_token = '' } = await tokensOf('doctor')
    issuer.later(3599)
    expect(issuer.read(access_token).sub).toBe('doctor')
    issuer.later(1)
    expect(() => issuer.read(access_token)).toThrow('the token has expired')
  })

  it('is refused when anything in it was changed, or it was never signed', async () => {
    const { access_token = '' } = await tokensOf('doctor')
    const [header = '', payload = '', signature = ''] = access_token.split('.')
    const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
    const other = encode({ ...claimsIn(access_token), sub: 'administrator' })
    const none = encode({ alg: 'none', typ: 'JWT' })
    for (const forged of [
      `${header}.${other}.${signature}`,
      `${header}.${payload}.`,
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${access_token}.`,
      'no-token',
    ])
      expect(() => issuer.read(forged)).toThrow(expect.objectContaining({ name: 'BadToken' }))
  })

  it('of another start, or for another address of ours, is refused', async () => {
    const { access_token = '' } = await tokensOf('doctor')
    expect(() => openTestIssuer().read(access_token)).toThrow('the token is not of this start')
    expect(() => issuer.read(access_token, { host: '127.0.0.1:4000' })).toThrow('another issuer')
  })
})

describe('the issuer', () => {
  it('describes itself under the host name of the request', async () => {
    const called = await issuer.call('/.well-known/openid-configuration', {
      headers: { host: 'localhost:3000' },
    })
    expect(jsonOf(called)).toMatchObject({
      issuer: 'http://localhost:3000',
      token_endpoint: 'http://localhost:3000/sign-in/token',
      code_challenge_methods_supported: ['S256'],
    })
  })

  it.each([
    ['/.well-known/openid-configuration', 'GET'],
    ['/sign-in/authorize', 'GET'],
    ['/sign-in/token', 'POST'],
    ['/sign-in/end-session', 'GET'],
    ['/sign-in/keys', 'GET'],
  ])('answers no other site, nor another port of this machine, at %s', async (path, method) => {
    const asks = (headers: Readonly<Record<string, string>>) => issuer.call(path, { method, headers })
    expect((await asks({ origin: 'https://example.com' })).status).toBe(403)
    expect((await asks({ origin: 'http://127.0.0.1:4000' })).status).toBe(403)
    expect((await asks({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  })

  it('answers at its own paths, each with its own methods', async () => {
    expect((await issuer.call('/sign-in/token')).headers['allow']).toBe('POST')
    expect((await issuer.call('/sign-in/toString')).status).toBe(404)
  })
})
