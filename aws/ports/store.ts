import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { makeStore } from '../dynamodb/dynamo-store.ts'
import type { PortContext } from '../port-context.ts'
import { systemClock } from '../system-clock.ts'
import { countingStore } from '../telemetry/counting-store.ts'

/** The record in DynamoDB, which counts new ledger entries. */
export const record = (
  { TABLE_NAME, DUE_SHARDS }: { readonly TABLE_NAME: string; readonly DUE_SHARDS: string },
  { count, clients }: PortContext,
) => {
  const client = new DynamoDBClient({ maxAttempts: 4, ...clients })
  const store = makeStore({
    client: DynamoDBDocumentClient.from(client),
    tableName: TABLE_NAME,
    clock: systemClock,
    dueShards: Number(DUE_SHARDS),
  })
  return { store: countingStore(store, count) }
}
