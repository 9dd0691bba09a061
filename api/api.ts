import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { authorizerOf } from './auth/authorize.ts'
import type { CallerRates } from './auth/caller-rates.ts'
import type { ApiPorts } from './auth/protected-route.ts'
import { hasRoute } from './http/find-route.ts'
import { openToAll, serve } from './http/http-server.ts'
import type { ApiEvent } from './http/route.ts'
import { openRoutes, routes } from './routes.ts'

const isOpen = ({ requestContext: { http } }: ApiEvent): boolean =>
  hasRoute(openRoutes, http.method, http.path)

/** The HTTP API, for API Gateway (payload 2.0) and for the local server. */
export const api = (
  ports: ApiPorts,
  rates?: CallerRates,
): ((event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>) => {
  const toAll = serve(openRoutes, ports, openToAll, ports)
  const toCallers = serve(routes, ports, authorizerOf(ports, rates), ports)
  return (event) => (isOpen(event) ? toAll(event) : toCallers(event))
}
