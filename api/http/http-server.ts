import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Ports } from '../../core/ports/ports.ts'
import { failureOf } from './errors.ts'
import { findRoute } from './find-route.ts'
import type { ApiEvent, Reply, Route } from './route.ts'

const JSON_TYPE = 'application/json; charset=utf-8'

const result = (reply: Reply): APIGatewayProxyStructuredResultV2 =>
  'json' in reply
    ? {
        statusCode: reply.status,
        headers: { 'content-type': JSON_TYPE, 'cache-control': 'no-store' },
        body: JSON.stringify(reply.json),
      }
    : {
        statusCode: reply.status,
        headers: { 'content-type': reply.type, 'cache-control': 'no-store', ...reply.headers },
        body: reply.text,
      }

/** Authorizes a request. What it throws becomes the answer; what it returns is passed to the route. */
export type Authorizer<Entry extends object, Name extends string> = (
  event: ApiEvent,
  route: Pick<Route<never, Entry, Name>, 'operation' | 'method' | 'params'>,
  params: Readonly<Record<string, string>>,
) => Promise<Entry>

/** For routes without authentication. */
export const openToAll: Authorizer<object, string> = async () => ({})

/** Serves a table of routes: finds the route, authorizes the request, runs it, and turns errors into answers. */
export const serve = <Context, Entry extends object, Name extends string>(
  routes: readonly Route<Context, Entry, Name>[],
  context: Context,
  authorize: Authorizer<Entry, Name>,
  ports: Pick<Ports, 'ids' | 'log'>,
): ((event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>) => {
  return async (event) => {
    try {
      const { method, path } = event.requestContext.http
      const { route, params } = findRoute(routes, method, path)
      const entry = await authorize(event, route, params)
      return result(await route.run(context, event, params, entry))
    } catch (error) {
      const { status, headers, body } = failureOf(error, ports)
      return {
        statusCode: status,
        headers: { 'content-type': JSON_TYPE, 'cache-control': 'no-store', ...headers },
        body: JSON.stringify(body),
      }
    }
  }
}
