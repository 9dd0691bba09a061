import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Ports } from '../../core/ports/ports.ts'
import { doorOf } from './door.ts'
import type { ApiEvent } from './route.ts'
import { routes } from './routes.ts'
import { serve } from './serve.ts'

/** The HTTP API, for API Gateway (payload 2.0) and for the server on one machine alike. */
export const api = (ports: Ports): ((event: ApiEvent) => Promise<APIGatewayProxyStructuredResultV2>) =>
  serve(routes, ports, doorOf(ports), ports)
