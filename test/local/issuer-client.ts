import { createHash, generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Community } from '../../core/community/community.ts'
import type { HttpRequest, HttpResponse } from '../../local/http/http-exchange.ts'
import { openIssuer } from '../../local/sign-in/issuer.ts'
import { isMachineSecret } from '../../local/sign-in/machine-secret.ts'

export const ORIGIN = 'http://127.0.0.1:3000'
export const OWNERS_TOKEN = 'a-token-of-the-owner'
/** A placeholder in an address for the console's ticket. */
const TICKET = 'a-ticket'
export const VERIFIER = 'a-verifier-of-more-than-forty-three-characters-0123'
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url')

const community = Community.parse(
  JSON.parse(readFileSync(new URL('../../examples/community.json', import.meta.url), 'utf8')),
)

interface Sent {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly form?: Readonly<Record<string, string>> | string
}

/** An issuer with a test clock, and a browser that keeps its cookie. */
export const openTestIssuer = () => {
  let now = Date.parse('2020-02-10T02:00:00.000Z')
  let secrets = 0
  let cookie: string | undefined
  const issuer = openIssuer({
    communities: async () => [community],
    key: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    secret: () => {
      secrets += 1
      return `secret-${secrets}`
    },
    isOwner: (token) => token === OWNERS_TOKEN,
    isMachine: (machine, secret) => isMachineSecret(OWNERS_TOKEN, machine, secret),
    wallClock: () => now,
  })
  const request = (url: string, { method = 'GET', headers = {}, form }: Sent): HttpRequest => {
    const { pathname, search } = new URL(url, ORIGIN)
    return {
      method,
      path: pathname,
      search: search.slice(1),
      headers: {
        host: '127.0.0.1:3000',
        ...(cookie === undefined ? {} : { cookie }),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      bytes: new TextEncoder().encode(form === undefined ? '' : String(new URLSearchParams(form))),
      httpVersion: '1.1',
      from: '127.0.0.1',
    }
  }
  let ticket: string | undefined
  const issueTicket = async (): Promise<string> => {
    const headers = { authorization: `Bearer ${OWNERS_TOKEN}` }
    const { body } = await issuer.answer(request('/sign-in/ticket', { method: 'POST', headers }))
    return JSON.parse(String(body)).ticket
  }
  const call = async (url: string, sent: Sent = {}): Promise<HttpResponse> => {
    ticket ??= await issueTicket()
    const answer = await issuer.answer(request(url.replace(TICKET, ticket), sent))
    const set = answer.headers['set-cookie']
    if (set !== undefined) cookie = set.includes('Max-Age=0') ? undefined : set.split(';')[0]
    return answer
  }
  return {
    call,
    cookie: () => cookie,
    forgetCookie: () => {
      cookie = undefined
    },
    later: (seconds: number) => {
      now += seconds * 1000
      ticket = undefined
    },
    read: (token: string, headers: Readonly<Record<string, string>> = {}) =>
      issuer.read(token, request('/', { headers })),
  }
}

export type TestIssuer = ReturnType<typeof openTestIssuer>

/** The address that the console sends a browser to. */
export const authorizeUrl = (changes: Readonly<Record<string, string | undefined>> = {}): string => {
  const query = new URLSearchParams()
  const members = {
    client_id: 'sixclear-console',
    redirect_uri: `${ORIGIN}/signed-in`,
    response_type: 'code',
    scope: 'openid',
    state: 'a-state',
    nonce: 'a-nonce',
    code_challenge: challengeOf(VERIFIER),
    code_challenge_method: 'S256',
    ticket: TICKET,
    ...changes,
  }
  for (const [name, value] of Object.entries(members)) if (value !== undefined) query.set(name, value)
  return `/sign-in/authorize?${query}`
}

export const choose = (issuer: TestIssuer, sub: string, url = authorizeUrl()): Promise<HttpResponse> =>
  issuer.call(url, { method: 'POST', headers: { origin: ORIGIN }, form: { sub } })

/** The parameters of a redirect. */
export const redirectParameters = ({ headers }: HttpResponse): Record<string, string> =>
  Object.fromEntries(new URL(headers['location'] ?? '', ORIGIN).searchParams)

export const codeFor = async (issuer: TestIssuer, sub: string, url = authorizeUrl()): Promise<string> =>
  redirectParameters(await choose(issuer, sub, url))['code'] ?? ''

export const exchangeFor = (
  issuer: TestIssuer,
  code: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<HttpResponse> =>
  issuer.call('/sign-in/token', {
    method: 'POST',
    form: {
      grant_type: 'authorization_code',
      client_id: 'sixclear-console',
      redirect_uri: `${ORIGIN}/signed-in`,
      code,
      code_verifier: VERIFIER,
      ...changes,
    },
  })

export const jsonOf = ({ body }: HttpResponse): ReturnType<typeof JSON.parse> => JSON.parse(String(body))
