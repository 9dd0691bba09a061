import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { api } from '../../api/api.ts'
import { ErrorBody } from '../../api/http/errors.ts'
import { findRoute } from '../../api/http/find-route.ts'
import type { ApiEvent, Documented } from '../../api/http/route.ts'
import { openRoutes, routes } from '../../api/routes.ts'
import { Community } from '../../core/community/community.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Log } from '../../core/ports/log.ts'
import type { Store } from '../../core/ports/store.ts'
import { type Instant, milliseconds } from '../../core/time/instant.ts'
import { LocalDate, LocalTime } from '../../core/time/local-time.ts'
import { instantAt } from '../../core/time/time-zone.ts'
import { type LocalSystem, openSystem, publishCommunity } from '../../local/system/local-system.ts'
import type { LookupKeys } from '../../record/lookup-keys.ts'
import { sharpRuleBook } from '../workflow/test-system.ts'

export const exampleFile = (name: string): Buffer =>
  readFileSync(new URL(`../../examples/${name}`, import.meta.url))

const theCommunity = (): Community =>
  Community.parse(JSON.parse(exampleFile('community.json').toString('utf8')))

/** `2020-02-10 08:30` on the clocks of the example community. */
export const at = (local: string) => {
  const [date = '', time = ''] = local.split(' ')
  return instantAt(LocalDate.parse(date), LocalTime.parse(time), 'Asia/Shanghai')
}

type Claims = Readonly<Record<string, string | string[]>>

interface Request {
  readonly json?: unknown
  readonly body?: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** A staff id: acts by their posts only. null: not signed in. Default: the local administrator. */
  readonly actor?: string | null
  /** Of the token, beside the posts. */
  readonly groups?: readonly string[]
  /** The actor is another system with these scopes. */
  readonly scopes?: string
  /** The exact claims of the token, in place of an actor and groups. */
  readonly claims?: Claims
}

export interface Response {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** Untyped: a test's expectations check it. */
  readonly json: ReturnType<typeof JSON.parse>
}

export interface TestApi {
  readonly system: LocalSystem
  readonly logged: string[]
  readonly get: (path: string, request?: Request) => Promise<Response>
  readonly post: (path: string, request?: Request) => Promise<Response>
  /** Runs everything up to and including this moment of the community's clocks. */
  readonly until: (local: string) => Promise<void>
  /** Registers somebody and gives back the id of the isolation. */
  readonly registered: (overrides?: Readonly<Record<string, unknown>>) => Promise<string>
  /** A text from a phone, and what follows from it at once. */
  readonly says: (phone: string, text: string) => Promise<void>
}

export const registrationForm = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  person: { name: '样例·王明', phone: '138 0000 0101' },
  address: { grid: 'grid-1', building: '3', unit: '2', room: '501' },
  category: 'key_area',
  arrivedAt: { date: '2020-02-10', time: '08:30' },
  ...overrides,
})

const ADMINISTRATOR = {
  actor: 'local-administrator',
  groups: ['district-administrator', 'community-administrator', 'street-office'],
}

const claimsOf = ({ actor, groups, scopes, claims }: Request): Claims => {
  if (claims !== undefined) return claims
  if (scopes !== undefined && typeof actor === 'string')
    return { sub: actor, client_id: actor, token_use: 'access', scope: scopes }
  if (actor === null) return {}
  const held = groups ?? (actor === undefined ? ADMINISTRATOR.groups : [])
  return {
    sub: actor ?? ADMINISTRATOR.actor,
    ...(held.length === 0 ? {} : { 'cognito:groups': `[${held.join(' ')}]` }),
  }
}

export const eventOf = (method: string, path: string, request: Request): ApiEvent => {
  const { json, body, headers = {} } = request
  const [rawPath = '', rawQueryString = ''] = path.split('?')
  const query = Object.fromEntries(new URLSearchParams(rawQueryString))
  const sent = json === undefined ? body : JSON.stringify(json)
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers: { ...headers },
    ...(rawQueryString === '' ? {} : { queryStringParameters: query }),
    isBase64Encoded: sent instanceof Uint8Array,
    ...(sent === undefined
      ? {}
      : { body: sent instanceof Uint8Array ? Buffer.from(sent).toString('base64') : sent }),
    requestContext: {
      accountId: 'anonymous',
      apiId: 'test',
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: { ...claimsOf(request) }, scopes: [] },
      },
      domainName: 'test',
      domainPrefix: 'test',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'test',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  }
}

const documented: readonly Documented[] = [...routes, ...openRoutes]

/** Every answer must be one that the API's description has. */
const checkDescribed = (method: string, path: string, { status, headers, text }: Response): void => {
  if (status >= 400) {
    ErrorBody.parse(JSON.parse(text))
    return
  }
  const { route } = findRoute(documented, method, path.split('?')[0] ?? '')
  const answer = route.answers[status]
  if (answer === undefined) throw new Error(`${method} ${path} answered ${status}, which is not described`)
  if (String(headers['content-type']).startsWith('text/csv')) return
  if ('schema' in answer) z.parse(answer.schema, JSON.parse(text))
}

interface Options {
  readonly startAt?: Instant
  /** In place of the usual one. */
  readonly store?: (clock: Clock) => Store
  readonly lookupKeys?: () => Promise<LookupKeys>
}

/** The API on a system in memory with a paused clock, at 9:00 on the day of arrival of the example people. */
export const openTestApi = async ({
  startAt = at('2020-02-10 09:00'),
  store,
  lookupKeys,
}: Options = {}): Promise<TestApi> => {
  const logged: string[] = []
  const log: Log = {
    info: () => {},
    error: (event, ids, error) => logged.push(`${event} ${JSON.stringify(ids)} ${String(error)}`),
  }
  const system = openSystem({
    path: ':memory:',
    startAt,
    seed: 'desk',
    log,
    dueShards: 2,
    ...(store === undefined ? {} : { store }),
    ...(lookupKeys === undefined ? {} : { lookupKeys }),
  })
  await publishCommunity(system.ports, theCommunity(), sharpRuleBook)
  const handle = api(system.ports)
  const send = async (method: string, path: string, request: Request = {}): Promise<Response> => {
    const result = await handle(eventOf(method, path, request))
    const text = result.body ?? ''
    const headers = result.headers ?? {}
    const isJson = String(headers['content-type']).startsWith('application/json')
    const response = {
      status: result.statusCode ?? 0,
      headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    }
    checkDescribed(method, path, response)
    return response
  }
  const runDue = async () => {
    await system.timeline.runUntil(system.timeline.now())
  }
  const post: TestApi['post'] = async (path, request) => {
    const response = await send('POST', path, request)
    await runDue()
    return response
  }
  return {
    system,
    logged,
    get: (path, request) => send('GET', path, request),
    post,
    until: async (local) => {
      await system.timeline.runUntil(milliseconds(at(local)))
    },
    registered: async (overrides) => {
      const { json } = await post('/communities/qinghe/isolations', { json: registrationForm(overrides) })
      return String(json.isolation)
    },
    says: async (phone, text) => {
      await system.inbox.reply(phone, text)
      await runDue()
    },
  }
}
