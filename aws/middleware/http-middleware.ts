import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { type EnvironmentSchema, type LambdaOptions, lambda } from './lambda-middleware.ts'

type Answer = APIGatewayProxyStructuredResultV2

const body = JSON.stringify({
  error: { name: 'InternalError', message: 'something failed inside; it is logged under the request id' },
})

/** The HTTP API. It answers its own errors; failures around it become an answer without internals. */
export const httpApi = <Schema extends EnvironmentSchema, OwnPorts extends object, Event>(
  options: LambdaOptions<Schema, OwnPorts, Event, Answer>,
) =>
  lambda<Schema, OwnPorts, Event, Answer>(options).onError((request) => {
    request.response = {
      statusCode: 500,
      headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
      body,
    }
  })
