import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTable } from '../../aws/dynamodb/create-table.ts'
import { makeStore } from '../../aws/dynamodb/dynamo-store.ts'
import {
  ConditionFailed,
  type Store,
  StoreThrottled,
  type Write,
  WriteRefused,
} from '../../core/ports/store.ts'
import { instant } from '../../core/time/instant.ts'
import { dynamoClient, hasDynamoEngine, openDynamoEngine, type TestEngine } from './dynamo-engine.ts'
import { type FaultyProxy, openFaultyProxy } from './faulty-proxy.ts'

const NOW = instant(Date.UTC(2020, 1, 10, 12))

describe.runIf(hasDynamoEngine)('the DynamoDB store behind a faulty network', () => {
  let engine: TestEngine
  let proxy: FaultyProxy
  let client: DynamoDBClient
  let store: Store
  let pauses: number[]
  let tests = 0
  let pk = ''

  const storeOver = (over: DynamoDBClient): Store =>
    makeStore({
      client: DynamoDBDocumentClient.from(over),
      tableName: 'faults',
      clock: { now: () => NOW },
      backoff: {
        random: () => 0.5,
        pause: async (milliseconds) => {
          pauses.push(milliseconds)
        },
      },
    })

  beforeAll(async () => {
    engine = await openDynamoEngine()
    await createTable(engine.client, 'faults')
    proxy = await openFaultyProxy(engine.endpoint)
    client = dynamoClient(proxy.endpoint)
  })
  afterAll(async () => {
    client.destroy()
    await proxy.close()
    await engine.close()
  })
  beforeEach(() => {
    pauses = []
    store = storeOver(client)
    tests += 1
    pk = `test-${tests}`
    proxy.asked.length = 0
    proxy.bodies.length = 0
  })

  const create = (sk: string): Write => ({ put: { pk, sk, body: { by: 'us' } }, expect: 'absent' })
  const versionOf = async (sk: string): Promise<number | undefined> => (await store.get({ pk, sk }))?.version
  const tokensAsked = (): string[] =>
    proxy.bodies.flatMap((body) => /"ClientRequestToken":"([^"]+)"/.exec(body)?.[1] ?? [])
  const cancelledFor = (...codes: string[]) => ({
    refuse: 'TransactionCanceledException',
    more: { CancellationReasons: codes.map((Code) => ({ Code })) },
  })

  it('sends one put by itself, which costs half of a transaction', async () => {
    await store.transact([create('a')])
    await store.transact([create('b'), create('c')])
    expect(proxy.asked).toEqual(['PutItem', 'TransactWriteItems'])
  })

  it.each([1, 2])('treats a write whose answer got lost as a success, with %d writes', async (writes) => {
    proxy.next('lose the answer')
    await store.transact(['a', 'b'].slice(0, writes).map(create))
    expect(await versionOf('a')).toBe(1)
  })

  it.each([1, 2])('finds out what happened when every answer got lost, with %d writes', async (writes) => {
    proxy.next('lose the answer', 'lose the answer', 'lose the answer')
    await store.transact(['a', 'b'].slice(0, writes).map(create))
    expect(proxy.asked.at(-1)).toBe('GetItem')
    expect(await versionOf('a')).toBe(1)
  })

  it.each([1, 2])('says so when nothing got through, with %d writes', async (writes) => {
    proxy.next('lose the request', 'lose the request', 'lose the request')
    await expect(store.transact(['a', 'b'].slice(0, writes).map(create))).rejects.toThrow()
    expect(await versionOf('a')).toBeUndefined()
  })

  it('never mistakes an equal item of another writer for its own', async () => {
    await storeOver(engine.client).transact([create('a')])
    proxy.next('lose the answer')
    await expect(store.transact([create('a')])).rejects.toBeInstanceOf(ConditionFailed)
  })

  it('tries again after another transaction, and waits longer each time', async () => {
    proxy.next(cancelledFor('None', 'TransactionConflict'), cancelledFor('TransactionConflict', 'None'))
    await store.transact([create('a'), create('b')])
    expect(await versionOf('b')).toBe(1)
    expect(pauses).toEqual([25, 50])
    const tokens = tokensAsked()
    expect(new Set(tokens).size).toBe(3)
  })

  it('tries again when a single put meets a transaction', async () => {
    proxy.next({ refuse: 'TransactionConflictException' })
    await store.transact([create('a')])
    expect(await versionOf('a')).toBe(1)
  })

  it('asks again with the same token while its own request is under way', async () => {
    proxy.next({ refuse: 'TransactionInProgressException' })
    await store.transact([create('a'), create('b')])
    const tokens = tokensAsked()
    expect(new Set(tokens).size).toBe(1)
  })

  it('gives up at last when others write all the time', async () => {
    proxy.next(...Array.from({ length: 7 }, () => cancelledFor('TransactionConflict', 'None')))
    await expect(store.transact([create('a'), create('b')])).rejects.toBeInstanceOf(StoreThrottled)
    expect(pauses).toHaveLength(6)
    expect(await versionOf('a')).toBeUndefined()
  })

  it('says which expectation failed even where others were writing too', async () => {
    proxy.next(cancelledFor('TransactionConflict', 'ConditionalCheckFailed'))
    await expect(store.transact([create('a'), create('b')])).rejects.toMatchObject({
      name: 'ConditionFailed',
      keys: [{ pk, sk: 'b' }],
    })
  })

  it.each(['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'])(
    'says that it is throttled on %s, whatever was asked',
    async (refuse) => {
      const faults = [{ refuse }, { refuse }, { refuse }] as const
      proxy.next(...faults)
      await expect(store.get({ pk, sk: 'a' })).rejects.toBeInstanceOf(StoreThrottled)
      proxy.next(...faults)
      await expect(store.query({ pk })).rejects.toBeInstanceOf(StoreThrottled)
      proxy.next(...faults)
      await expect(store.transact([create('a')])).rejects.toBeInstanceOf(StoreThrottled)
      proxy.next(...faults)
      await expect(store.transact([create('a'), create('b')])).rejects.toBeInstanceOf(StoreThrottled)
    },
  )

  it('says that it is throttled when only one item of a transaction is', async () => {
    proxy.next(cancelledFor('None', 'ThrottlingError'))
    await expect(store.transact([create('a'), create('b')])).rejects.toBeInstanceOf(StoreThrottled)
  })

  it('is not throttled when an earlier try got through', async () => {
    const refuse = 'ThrottlingException'
    proxy.next('lose the answer', { refuse }, { refuse })
    await store.transact([create('a')])
    expect(await versionOf('a')).toBe(1)
  })

  it('refuses what DynamoDB finds too large for it', async () => {
    proxy.next({ refuse: 'ItemCollectionSizeLimitExceededException' })
    await expect(store.transact([create('a')])).rejects.toBeInstanceOf(WriteRefused)
    proxy.next({ refuse: 'ValidationException' })
    await expect(store.transact([create('a'), create('b')])).rejects.toBeInstanceOf(WriteRefused)
  })

  it('passes an unknown refusal on', async () => {
    proxy.next({ refuse: 'AccessDeniedException' })
    await expect(store.transact([create('a')])).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it('has DynamoDB delete an item no earlier than it expires, in whole seconds', async () => {
    const expiresAt = instant(Date.UTC(2020, 1, 10, 13, 0, 0, 1))
    await store.transact([{ put: { pk, sk: 'a', body: {}, expiresAt }, expect: 'absent' }])
    const { Item } = await DynamoDBDocumentClient.from(engine.client).send(
      new GetCommand({ TableName: 'faults', Key: { pk, sk: 'a' } }),
    )
    expect(Item).toMatchObject({ expires_at: Date.UTC(2020, 1, 10, 13, 0, 1) / 1000 })
    expect(await store.get({ pk, sk: 'a' })).toMatchObject({ expiresAt })
  })
})
