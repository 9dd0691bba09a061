import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { hasDynamoEngine as isInstalled, startDynamoEngine } from '../../aws/dynamodb/dynamo-engine.ts'

const GIVEN = process.env['AWS_ENDPOINT_URL_DYNAMODB']

export interface TestEngine {
  readonly endpoint: string
  readonly client: DynamoDBClient
  close(): Promise<void>
}

/** Three tries as the SDK has them, without the waits between. */
const threeQuickTries = {
  acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
  refreshRetryTokenForRetry: async (
    before: { getRetryCount(): number },
    { errorType }: { readonly errorType: string },
  ) => {
    const count = before.getRetryCount() + 1
    if (count === 3 || errorType === 'CLIENT_ERROR') throw new Error('not to be tried again')
    return { getRetryCount: () => count, getRetryDelay: () => 0 }
  },
  recordSuccess: () => {},
}

export const dynamoClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    region: 'local-1',
    endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    retryStrategy: threeQuickTries,
  })

/** The engine at AWS_ENDPOINT_URL_DYNAMODB, or the one that an optional package brings. */
export const openDynamoEngine = async (): Promise<TestEngine> => {
  const engine = GIVEN === undefined ? await startDynamoEngine() : { endpoint: GIVEN, close: async () => {} }
  const client = dynamoClient(engine.endpoint)
  return {
    endpoint: engine.endpoint,
    client,
    close: async () => {
      client.destroy()
      await engine.close()
    },
  }
}

export const hasDynamoEngine = GIVEN !== undefined || isInstalled()

export const WITHOUT_ENGINE =
  'no DynamoDB engine: install the optional package @dynoxide/linux-x64, or set AWS_ENDPOINT_URL_DYNAMODB'
