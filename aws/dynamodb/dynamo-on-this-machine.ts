import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Clock } from '../../core/ports/clock.ts'
import type { Store } from '../../core/ports/store.ts'
import { createTable } from './create-table.ts'
import { engineClient, startDynamoEngine } from './dynamo-engine.ts'
import { makeStore } from './dynamo-store.ts'

const TABLE = 'sixclear'

/** The record in a DynamoDB engine, on a file in a folder. `isNew`: what was there is deleted. @throws NoDynamoEngine */
export const openRecord = async (
  folder: string,
  isNew: boolean,
): Promise<{ store: (clock: Clock) => Store; close(): Promise<void> }> => {
  const file = join(folder, 'dynamodb.db')
  if (isNew) for (const name of [file, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true })
  const engine = await startDynamoEngine(file)
  const client = engineClient(engine.endpoint)
  await createTable(client, TABLE)
  return {
    store: (clock) => makeStore({ client: DynamoDBDocumentClient.from(client), tableName: TABLE, clock }),
    close: async () => {
      client.destroy()
      await engine.close()
    },
  }
}
