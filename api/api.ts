import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { authorizerOf } from './auth/authorize.ts'
import type { ApiPorts } from './auth/protected-route.ts'
import { serve } from './http/http-server.ts'
import type { ApiEvent } from './http/route.ts'
import { routes } from './routes.ts'

/** The HTTP API, for API Gateway (payload 2.0) and for the local server. */
export const api = (ports: ApiPorts): ((event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>) =>
  serve(routes, ports, authorizerOf(ports), ports)
