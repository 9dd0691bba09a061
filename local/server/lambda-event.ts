import type { ApiEvent } from '../../api/http/route.ts'
import type { HttpRequest } from '../http/http-exchange.ts'

/** Repeated parameters are joined with commas, as API Gateway does. */
const queryOf = (text: string): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(text))
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value
  return query
}

export interface EventContext {
  readonly id: string
  /** Milliseconds of the real clock. */
  readonly at: number
  /** The caller's claims. */
  readonly claims: Readonly<Record<string, string>>
}

/** A request as API Gateway gives it to a Lambda function (payload 2.0). */
export const toLambdaEvent = (request: HttpRequest, { id, at, claims }: EventContext): ApiEvent => {
  const { method, path, search, headers, bytes, httpVersion, from } = request
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: search,
    headers: { ...headers },
    ...(search === '' ? {} : { queryStringParameters: queryOf(search) }),
    isBase64Encoded: bytes.length > 0,
    ...(bytes.length === 0 ? {} : { body: Buffer.from(bytes).toString('base64') }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: { ...claims }, scopes: [] },
      },
      domainName: '127.0.0.1',
      domainPrefix: 'local',
      http: {
        method,
        path,
        protocol: `HTTP/${httpVersion}`,
        sourceIp: from,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: id,
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: at,
    },
  }
}
