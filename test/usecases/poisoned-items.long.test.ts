import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { createTable } from '../../aws/dynamodb/create-table.ts'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { hasDynamoEngine, openDynamoEngine, type TestEngine, WITHOUT_ENGINE } from '../aws/dynamo-engine.ts'
import {
  careThatStops,
  kindsOfItems,
  listsThatFail,
  type Neighbourhood,
  openNeighbourhood,
  poisonHers,
} from './poisoned-items.ts'

const harmOf = async (kind: string, neighbourhood: Neighbourhood, { skip }: TestContext) => {
  if (!(await poisonHers(neighbourhood, kind))) skip(`no ${kind} is stored in this neighbourhood`)
  return { lists: await listsThatFail(neighbourhood), care: await careThatStops(neighbourhood) }
}

/** Each of what the stores read in another way: by key, by a list, by a part of one, by a list that shows it whole. */
const ON_DYNAMODB = ['isolation', 'person', 'ledger-entry', 'matter-summary', 'note', 'community']

const NONE = { lists: [], care: [] }

describe("one poisoned item stops nobody else's care", () => {
  it.for(kindsOfItems)('on SQLite: %s', async (kind, context) => {
    const store = new Database(':memory:')
    const neighbourhood = await openNeighbourhood((clock) => new SqliteStore(store, clock, 2))
    expect(await harmOf(kind, neighbourhood, context)).toEqual(NONE)
  })

  describe.skipIf(!hasDynamoEngine)('on a DynamoDB engine', () => {
    let engine: TestEngine
    beforeAll(async () => {
      engine = await openDynamoEngine()
    })
    afterAll(() => engine.close())

    it(`all of hers at once: ${ON_DYNAMODB.join(', ')}`, async () => {
      const tableName = `poisoned-${process.pid}`
      await createTable(engine.client, tableName)
      const client = DynamoDBDocumentClient.from(engine.client)
      const neighbourhood = await openNeighbourhood((clock) =>
        makeStore({ client, tableName, clock, dueShards: 2 }),
      )
      for (const kind of ON_DYNAMODB) await poisonHers(neighbourhood, kind)
      const lists = await listsThatFail(neighbourhood)
      expect({ lists, care: await careThatStops(neighbourhood) }).toEqual(NONE)
    })
  })

  it.skipIf(hasDynamoEngine)(WITHOUT_ENGINE, () => {})

  it('is kept under the older key of the lookups, which is then not dropped', async () => {
    const store = new Database(':memory:')
    const neighbourhood = await openNeighbourhood((clock) => new SqliteStore(store, clock, 2))
    await poisonHers(neighbourhood, 'person')
    await careThatStops(neighbourhood)
    await neighbourhood.api.until('2020-02-14 10:00')
    expect(neighbourhood.keys.now).toMatchObject({ id: 'k1', next: { id: 'k2' } })
  })
})
