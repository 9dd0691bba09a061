import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { api } from '../../functions/api/api.ts'
import { failureOf } from '../../functions/api/errors.ts'
import { findRoute } from '../../functions/api/find-route.ts'
import type { ApiEvent } from '../../functions/api/route.ts'
import { openDoor, serve } from '../../functions/api/serve.ts'
import { listenOn } from './listen.ts'
import { localRoutes } from './local-routes.ts'
import type { Machine } from './machine.ts'
import { BodyTooLarge, toEvent } from './to-event.ts'

export interface Front {
  readonly port: number
  close(): Promise<void>
}

const LOCAL = new Set(['127.0.0.1', 'localhost', '[::1]'])

const isLocal = (url: string): boolean => {
  try {
    return LOCAL.has(new URL(url).hostname)
  } catch {
    return false
  }
}

/** A page of another site can neither call us by a name of its own (DNS rebinding) nor send us a form. */
const refusal = ({ headers }: IncomingMessage): string | undefined => {
  if (!isLocal(`http://${headers.host ?? ''}`))
    return 'this server answers to 127.0.0.1 and localhost only: call it by one of them'
  if (headers.origin !== undefined && !isLocal(headers.origin))
    return 'pages of other sites may not call this server'
  return undefined
}

const refused = (status: number, name: string, message: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
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

/** Everything on one port: the API as on AWS, and the routes of this machine. */
const answering = (machine: Machine, wallClock: () => number) => {
  const { ports } = machine.system
  const serveApi = api(ports)
  const serveLocal = serve(localRoutes, machine, openDoor, ports)
  let requests = 0
  return async (request: IncomingMessage): Promise<APIGatewayProxyStructuredResultV2> => {
    const why = refusal(request)
    if (why !== undefined) return refused(403, 'Forbidden', why)
    try {
      requests += 1
      const event = await toEvent(request, `local-${requests}`, wallClock())
      const result = await (isOurs(event) ? serveLocal(event) : serveApi(event))
      const { method, path } = event.requestContext.http
      if (method === 'POST' && !path.startsWith('/clock')) await machine.clock.runDue()
      return result
    } catch (error) {
      if (error instanceof BodyTooLarge) return refused(413, error.name, error.message)
      const { status, headers, body } = failureOf(error, ports)
      return { statusCode: status, headers, body: JSON.stringify(body) }
    }
  }
}

const send = (
  response: ServerResponse,
  { statusCode = 200, headers, body = '' }: APIGatewayProxyStructuredResultV2,
): void => {
  for (const [name, value] of Object.entries(headers ?? {})) response.setHeader(name, String(value))
  response.setHeader('content-length', Buffer.byteLength(body))
  response.setHeader('x-content-type-options', 'nosniff')
  if (statusCode === 413) response.shouldKeepAlive = false
  response.writeHead(statusCode)
  response.end(body)
}

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

/** Listens on 127.0.0.1 only. @throws PortInUse (as a rejection) */
export const openFront = async (
  machine: Machine,
  { port, wallClock }: { readonly port: number; readonly wallClock: () => number },
): Promise<Front> => {
  const answer = answering(machine, wallClock)
  const server = createServer((request, response) => {
    void answer(request).then((result) => send(response, result))
  })
  return { port: await listenOn(server, port), close: () => close(server) }
}
