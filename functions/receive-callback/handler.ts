import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { httpApi } from '../../aws/middleware/http-middleware.ts'
import { callbacks } from '../../aws/ports/callbacks.ts'
import { receiveCallback } from '../../gateway/callbacks/receive-callback.ts'
import { Environment } from './environment.ts'

type Event = Pick<
  APIGatewayProxyEventV2,
  'headers' | 'body' | 'isBase64Encoded' | 'pathParameters' | 'routeKey'
>

/** POST /texts and POST /receipts, each also with a token behind it. */
export const handler = httpApi({
  environment: Environment,
  ports: callbacks,
  run: async (ports, { headers, body = '', isBase64Encoded, pathParameters, routeKey }: Event) => {
    const { status, body: answer } = await receiveCallback(
      ports,
      routeKey.startsWith('POST /texts') ? 'texts' : 'receipts',
      {
        headers,
        body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
        token: pathParameters?.['token'],
      },
    )
    return {
      statusCode: status,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: answer,
    }
  },
})
