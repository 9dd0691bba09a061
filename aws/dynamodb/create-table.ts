import {
  CreateTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { tableShape } from './table-shape.ts'

const keys = (names: { readonly partitionKey: string; readonly sortKey: string }) => [
  { AttributeName: names.partitionKey, KeyType: 'HASH' as const },
  { AttributeName: names.sortKey, KeyType: 'RANGE' as const },
]

/** Makes the table unless it is there. For engines on one machine: on AWS it belongs to the infrastructure. */
export const createTable = async (client: DynamoDBClient, tableName: string): Promise<void> => {
  const { list, due } = tableShape.indexes
  const names = [tableShape, list, due].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey])
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        KeySchema: keys(tableShape),
        GlobalSecondaryIndexes: Object.entries(tableShape.indexes).map(([IndexName, index]) => ({
          IndexName,
          KeySchema: keys(index),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.shows] },
        })),
      }),
    )
  } catch (error) {
    if (error instanceof ResourceInUseException) return
    throw error
  }
  await waitUntilTableExists({ client, maxWaitTime: 60, minDelay: 1 }, { TableName: tableName })
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName: tableName,
      TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true },
    }),
  )
}
