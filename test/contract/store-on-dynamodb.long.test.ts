import { DeleteTableCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTable } from '../../aws/dynamodb/create-table.ts'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import { type Instant, instant } from '../../core/time/instant.ts'
import { hasDynamoEngine, openDynamoEngine, type TestEngine, WITHOUT_ENGINE } from '../aws/dynamo-engine.ts'
import { storeContract } from './store.contract.ts'

if (hasDynamoEngine)
  describe('on a DynamoDB engine', () => {
    let engine: TestEngine
    let tables = 0

    beforeAll(async () => {
      engine = await openDynamoEngine()
    })
    afterAll(() => engine.close())

    storeContract('DynamoDB', async () => {
      tables += 1
      const tableName = `contract-${process.pid}-${tables}`
      await createTable(engine.client, tableName)
      let now: Instant = instant(0)
      const withDueShards = (dueShards: number) =>
        makeStore({
          client: DynamoDBDocumentClient.from(engine.client),
          tableName,
          clock: { now: () => now },
          dueShards,
        })
      return {
        store: withDueShards(8),
        withDueShards,
        clock: {
          set: (at) => {
            now = at
          },
        },
        close: async () => {
          await engine.client.send(new DeleteTableCommand({ TableName: tableName }))
        },
        indexLag: 10_000,
        // Dynoxide 1.2.1 does; DynamoDB does not.
        ignoresCaseOfPrefixes: true,
      }
    })
  })
else
  describe('on a DynamoDB engine', () => {
    it(`cannot be tested: ${WITHOUT_ENGINE}`, () => {
      expect(process.env['CI'], WITHOUT_ENGINE).not.toBe('true')
    })
  })
