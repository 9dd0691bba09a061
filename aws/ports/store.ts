import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { restoredStore } from '../../record/restored-store.ts'
import { makeStore } from '../dynamodb/dynamo-store.ts'
import type { PortContext } from '../port-context.ts'
import { systemClock } from '../system-clock.ts'
import { countingStore } from '../telemetry/counting-store.ts'

interface RecordVariables {
  readonly TABLE_NAME: string
  readonly DUE_SHARDS: string
  readonly RESTORED_TABLE?: 'yes' | undefined
}

/** The record in DynamoDB, which counts new ledger entries. */
export const record = (
  { TABLE_NAME, DUE_SHARDS, RESTORED_TABLE }: RecordVariables,
  { count, clients }: PortContext,
) => {
  const client = new DynamoDBClient({ maxAttempts: 4, ...clients })
  const store = makeStore({
    client: DynamoDBDocumentClient.from(client),
    tableName: TABLE_NAME,
    clock: systemClock,
    dueShards: Number(DUE_SHARDS),
  })
  const served = RESTORED_TABLE === undefined ? store : restoredStore(store, TABLE_NAME)
  return { store: countingStore(served, count) }
}
