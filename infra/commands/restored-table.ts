import {
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { tableShape } from '../../aws/dynamodb/table-shape.ts'
import { type Instant, milliseconds } from '../../core/time/instant.ts'

/** A restore of a large table takes hours. */
const LONGEST_RESTORE_SECONDS = 24 * 3600

/** Makes a table as another one was at an instant (default: five minutes ago), under the same key. */
export const restoreTable = async (
  client: DynamoDBClient,
  { source, target, at }: { readonly source: string; readonly target: string; readonly at?: Instant },
): Promise<void> => {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: source }))
  const key = Table?.SSEDescription?.KMSMasterKeyArn
  await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: source,
      TargetTableName: target,
      ...(at === undefined
        ? { UseLatestRestorableTime: true }
        : { RestoreDateTime: new Date(milliseconds(at)) }),
      ...(key === undefined
        ? {}
        : { SSESpecificationOverride: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key } }),
    }),
  )
  await waitUntilTableExists({ client, maxWaitTime: LONGEST_RESTORE_SECONDS }, { TableName: target })
}

/**
 * A restored table has no expiry, no protection, no point-in-time recovery and no stream of its own.
 * @returns the ARN of its new stream
 */
export const protectTable = async (client: DynamoDBClient, table: string): Promise<string> => {
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: table,
      TimeToLiveSpecification: { Enabled: true, AttributeName: tableShape.timeToLive },
    }),
  )
  await client.send(
    new UpdateContinuousBackupsCommand({
      TableName: table,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    }),
  )
  await client.send(new UpdateTableCommand({ TableName: table, DeletionProtectionEnabled: true }))
  await waitUntilTableExists({ client, maxWaitTime: 600 }, { TableName: table })
  const { TableDescription } = await client.send(
    new UpdateTableCommand({
      TableName: table,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  )
  const arn = TableDescription?.LatestStreamArn
  if (arn === undefined) throw new Error(`the stream of ${table} has no ARN yet: describe the table later`)
  return arn
}

export const deleteTable = async (client: DynamoDBClient, table: string): Promise<void> => {
  await client.send(new DeleteTableCommand({ TableName: table }))
}
