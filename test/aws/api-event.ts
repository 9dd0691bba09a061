import type { ApiEvent } from '../../api/http/route.ts'

/** A list among the claims arrives as text. */
const CLAIMS = {
  sub: 'admin',
  'cognito:groups': '[district-administrator community-administrator street-office]',
}

/** A request from API Gateway, by somebody who is signed in. */
export const apiEvent = (method: string, path: string, json?: object): ApiEvent => ({
  version: '2.0',
  routeKey: '$default',
  rawPath: path,
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  isBase64Encoded: false,
  ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  requestContext: {
    accountId: 'anonymous',
    apiId: 'test',
    authorizer: { principalId: '', integrationLatency: 0, jwt: { claims: { ...CLAIMS }, scopes: [] } },
    domainName: 'test',
    domainPrefix: 'test',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    requestId: 'test',
    routeKey: '$default',
    stage: '$default',
    time: '',
    timeEpoch: 0,
  },
})
