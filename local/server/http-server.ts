import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { api } from '../../api/api.ts'
import { principalOf } from '../../api/auth/authenticate.ts'
import { notForTheRole } from '../../api/auth/forbidden.ts'
import { failureOf } from '../../api/http/errors.ts'
import { findRoute } from '../../api/http/find-route.ts'
import { openToAll, serve } from '../../api/http/http-server.ts'
import type { ApiEvent } from '../../api/http/route.ts'
import { grantsFor } from '../../core/access/permissions.ts'
import type { LocalContext } from '../endpoints/local-context.ts'
import { localRoutes } from '../endpoints/local-endpoints.ts'
import { eventStream } from '../events/event-stream.ts'
import { waitForCommit } from '../events/wait-for-commit.ts'
import {
  BodyTooLarge,
  type HttpRequest,
  type HttpResponse,
  type HttpStream,
  readRequest,
  sendResponse,
  sendStream,
} from '../http/http-exchange.ts'
import { listenOn } from '../http/listen.ts'
import type { OwnerToken } from '../http/owner-token.ts'
import type { Issuer } from '../sign-in/issuer.ts'
import { BadToken } from '../sign-in/json-web-tokens.ts'
import { authenticate } from './authenticate.ts'
import { serveConsole } from './console-files.ts'
import { consoleSettings, SETTINGS } from './console-settings.ts'
import { toLambdaEvent } from './lambda-event.ts'
import { refusalReason } from './origin-check.ts'

export interface HttpServer {
  readonly port: number
  close(): Promise<void>
}

export interface HttpServerOptions {
  readonly port: number
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  readonly issuer: Issuer
  readonly token: OwnerToken
  /** The folder of the built console. */
  readonly consoleFolder: string
}

const JSON_ANSWER = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
} as const

const refused = (
  status: number,
  name: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  status,
  headers: { ...JSON_ANSWER, ...headers },
  body: JSON.stringify({ error: { name, message } }),
})

const isOurs = ({ requestContext: { http } }: ApiEvent): boolean => {
  try {
    findRoute(localRoutes, http.method, http.path)
    return true
  } catch (error) {
    return error instanceof Error && error.name === 'MethodNotAllowed'
  }
}

const httpResponse = ({
  statusCode = 200,
  headers,
  body = '',
}: APIGatewayProxyStructuredResultV2): HttpResponse => ({
  status: statusCode,
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
  body,
})

/** What other systems are told, as it happens. On AWS a bus has it. */
const EVENTS = '/events'

/** The console's prefix of the API, here as on AWS. A shell calls the same routes without it. */
const API = '/api'

/** undefined: the request has no such prefix. */
const withoutPrefix = (request: HttpRequest): HttpRequest | undefined => {
  const { path } = request
  if (path !== API && !path.startsWith(`${API}/`)) return undefined
  return { ...request, path: path.slice(API.length) || '/' }
}

/** The API as on AWS, and the local routes. */
const handleRoutes = (context: LocalContext, { wallClock, issuer, token }: HttpServerOptions) => {
  const { ports } = context.system
  const serveApi = api(ports)
  const serveLocal = serve(localRoutes, context, openToAll, ports)
  let requests = 0
  const streams = { feed: context.system.feed, log: ports.log, wait: waitForCommit(context.system.feed) }
  const openStream = async (event: ApiEvent): Promise<HttpStream> => {
    const { principal } = await principalOf(ports, event)
    const grants = grantsFor(principal, 'readEvents')
    if (grants.length === 0) throw notForTheRole('readEvents', principal)
    const query = event.queryStringParameters ?? {}
    const stream = eventStream(streams, { query, lastEventId: event.headers['last-event-id'], grants })
    return { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }, stream }
  }
  return async (request: HttpRequest): Promise<HttpResponse | HttpStream> => {
    requests += 1
    const claims = authenticate(request, issuer, token)
    const event = toLambdaEvent(request, { id: `local-${requests}`, at: wallClock(), claims })
    if (request.path === EVENTS && request.method === 'GET') return openStream(event)
    const result = await (isOurs(event) ? serveLocal(event) : serveApi(event))
    const { method, path } = event.requestContext.http
    if (method === 'POST' && !path.startsWith('/clock')) await context.clock.runDue()
    return httpResponse(result)
  }
}

/** Everything on one port: the sign-in, the console, the API and the local routes. */
const handleRequest = (context: LocalContext, options: HttpServerOptions) => {
  const { issuer, consoleFolder, token } = options
  const routes = handleRoutes(context, options)
  const answer = async (request: HttpRequest): Promise<HttpResponse | HttpStream> => {
    const asked = withoutPrefix(request)
    if ((asked ?? request).path === SETTINGS) return consoleSettings(request)
    if (asked !== undefined) return routes(asked)
    if (issuer.serves(request.path)) return issuer.answer(request)
    return (await serveConsole(consoleFolder, request)) ?? routes(request)
  }
  return async (request: IncomingMessage): Promise<HttpResponse | HttpStream> => {
    const why = refusalReason(request, token)
    if (why !== undefined) return refused(403, 'Forbidden', why)
    try {
      return await answer(await readRequest(request))
    } catch (error) {
      if (error instanceof BodyTooLarge) return refused(413, error.name, error.message)
      if (error instanceof BadToken)
        return refused(
          401,
          'Unauthenticated',
          `${error.message}: sign in again, or call with curl -H @${token.headerFile}`,
          {
            'www-authenticate': `Bearer error="invalid_token", error_description="${error.message}"`,
          },
        )
      // The caller hung up: this is not a server error.
      if (error === request.errored) return refused(400, 'Aborted', 'the request did not come in whole')
      const { status, headers, body } = failureOf(error, context.system.ports)
      return { status, headers: { ...JSON_ANSWER, ...headers }, body: JSON.stringify(body) }
    }
  }
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** Listens on 127.0.0.1 only. @throws PortInUse (as a rejection) */
export const openHttpServer = async (
  context: LocalContext,
  options: HttpServerOptions,
): Promise<HttpServer> => {
  const answer = handleRequest(context, options)
  const server = createServer((request, response) => {
    void answer(request).then((result) =>
      'stream' in result ? sendStream(response, result) : sendResponse(response, result),
    )
  })
  return { port: await listenOn(server, options.port), close: () => close(server) }
}
