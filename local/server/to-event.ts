import type { IncomingMessage } from 'node:http'
import { MalformedRequest } from '../../functions/api/errors.ts'
import type { ApiEvent } from '../../functions/api/route.ts'

/** As much as a Lambda function takes. */
const LARGEST_BODY = 6 * 1024 * 1024
/** Whoever asks from this machine without saying who they are may do what the three administrations may. */
const LOCAL_ADMINISTRATOR = {
  sub: 'local-administrator',
  'cognito:groups': '[district-administrator community-administrator street-office]',
}

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > LARGEST_BODY) throw new BodyTooLarge(`a body has at most ${LARGEST_BODY} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** What repeats is joined with commas, as API Gateway does. */
const queryOf = (text: string): Record<string, string> => {
  const query: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(text))
    query[name] = Object.hasOwn(query, name) ? `${query[name]},${value}` : value
  return query
}

const headersOf = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value
  return headers
}

const claimsOf = (headers: Readonly<Record<string, string>>): Record<string, string> => {
  const actor = headers['x-sixclear-actor']
  return actor === undefined ? { ...LOCAL_ADMINISTRATOR } : { sub: actor }
}

/** A request as API Gateway hands it to a Lambda function (payload 2.0), signed in as the header x-sixclear-actor says. */
export const toEvent = async (request: IncomingMessage, id: string, at: number): Promise<ApiEvent> => {
  const [rawPath = '/', ...rest] = (request.url ?? '/').split('?')
  if (!rawPath.startsWith('/')) throw new MalformedRequest('the path must begin with /')
  const rawQueryString = rest.join('?')
  const headers = headersOf(request)
  const bytes = await bodyOf(request)
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers,
    ...(rawQueryString === '' ? {} : { queryStringParameters: queryOf(rawQueryString) }),
    isBase64Encoded: bytes.length > 0,
    ...(bytes.length === 0 ? {} : { body: bytes.toString('base64') }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      authorizer: {
        principalId: '',
        integrationLatency: 0,
        jwt: { claims: claimsOf(headers), scopes: [] },
      },
      domainName: '127.0.0.1',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
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
