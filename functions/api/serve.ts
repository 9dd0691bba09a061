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

/** Serves a table of routes: finds the one that is meant, runs it, and turns what it throws into an answer. */
export const serve = <Context>(
  routes: readonly Route<Context>[],
  context: Context,
  ports: Pick<Ports, 'log' | 'ids'>,
): ((event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>) => {
  return async (event) => {
    try {
      const { method, path } = event.requestContext.http
      const { route, params } = findRoute(routes, method, path)
      return result(await route.run(context, event, params))
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
