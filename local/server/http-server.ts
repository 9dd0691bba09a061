import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { api } from '../../api/api.ts'
import { failureOf } from '../../api/http/errors.ts'
import { findRoute } from '../../api/http/find-route.ts'
import type { ApiEvent } from '../../api/http/route.ts'
import { openToAll, serve } from '../../api/http/http-server.ts'
import type { Issuer } from '../sign-in/issuer.ts'
import { BadToken } from '../sign-in/json-web-tokens.ts'
import { serveConsole } from './console-files.ts'
import { consoleSettings, SETTINGS } from './console-settings.ts'
import { BodyTooLarge, type Incoming, type Outgoing, receive, send } from '../http/http-exchange.ts'
import { listenOn } from '../http/listen.ts'
import { localRoutes } from '../endpoints/local-endpoints.ts'
import type { MachineToken } from '../http/owner-token.ts'
import type { Machine } from '../endpoints/machine.ts'
import { toEvent } from './lambda-event.ts'
import { turnedAway } from './origin-check.ts'
import { whoAsks } from './authenticate.ts'

export interface Front {
  readonly port: number
  close(): Promise<void>
}

export interface FrontOptions {
  readonly port: number
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  readonly issuer: Issuer
  readonly token: MachineToken
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
): Outgoing => ({
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

const outgoing = ({ statusCode = 200, headers, body = '' }: APIGatewayProxyStructuredResultV2): Outgoing => ({
  status: statusCode,
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
  body,
})

/** Where the console finds the API, here as on AWS. The same routes are served without it, for a shell. */
const API = '/api'

/** undefined: the request does not ask for the API by the console's name of it. */
const withoutPrefix = (incoming: Incoming): Incoming | undefined => {
  const { path } = incoming
  if (path !== API && !path.startsWith(`${API}/`)) return undefined
  return { ...incoming, path: path.slice(API.length) || '/' }
}

/** The API as on AWS, and the routes of this machine. */
const answeringRoutes = (machine: Machine, { wallClock, issuer, token }: FrontOptions) => {
  const { ports } = machine.system
  const serveApi = api(ports)
  const serveLocal = serve(localRoutes, machine, openToAll, ports)
  let requests = 0
  return async (incoming: Incoming): Promise<Outgoing> => {
    requests += 1
    const claims = whoAsks(incoming, issuer, token)
    const event = toEvent(incoming, { id: `local-${requests}`, at: wallClock(), claims })
    const result = await (isOurs(event) ? serveLocal(event) : serveApi(event))
    const { method, path } = event.requestContext.http
    if (method === 'POST' && !path.startsWith('/clock')) await machine.clock.runDue()
    return outgoing(result)
  }
}

/** Everything on one port: the sign-in, the console, the API, and the routes of this machine. */
const answering = (machine: Machine, options: FrontOptions) => {
  const { issuer, consoleFolder, token } = options
  const routes = answeringRoutes(machine, options)
  const answer = async (incoming: Incoming): Promise<Outgoing> => {
    const asked = withoutPrefix(incoming)
    if ((asked ?? incoming).path === SETTINGS) return consoleSettings(incoming)
    if (asked !== undefined) return routes(asked)
    if (issuer.serves(incoming.path)) return issuer.answer(incoming)
    return (await serveConsole(consoleFolder, incoming)) ?? routes(incoming)
  }
  return async (request: IncomingMessage): Promise<Outgoing> => {
    const why = turnedAway(request, token)
    if (why !== undefined) return refused(403, 'Forbidden', why)
    try {
      return await answer(await receive(request))
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
      // The caller hung up: nobody is left to answer, and nothing here is at fault.
      if (error === request.errored) return refused(400, 'Aborted', 'the request did not come in whole')
      const { status, headers, body } = failureOf(error, machine.system.ports)
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
export const openFront = async (machine: Machine, options: FrontOptions): Promise<Front> => {
  const answer = answering(machine, options)
  const server = createServer((request, response) => {
    void answer(request).then((result) => send(response, result))
  })
  return { port: await listenOn(server, options.port), close: () => close(server) }
}
