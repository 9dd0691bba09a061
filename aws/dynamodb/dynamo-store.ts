import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import type { Clock } from '../../core/ports/clock.ts'
import { FEWEST_DUE_SHARDS } from '../../core/ports/due-shards.ts'
import type { Ids } from '../../core/ports/ids.ts'
import {
  ConditionFailed,
  type Expectation,
  type Item,
  type Key,
  type Page,
  type Store,
  StoreThrottled,
  WriteRefused,
} from '../../core/ports/store.ts'
import { type CheckedWrite, checkKey, checkWrites } from '../../core/ports/write-limits.ts'
import type { Instant } from '../../core/time/instant.ts'
import { cryptoIds, spread } from '../random-ids.ts'
import { type Backoff, backOff } from './backoff.ts'
import { type Attributes, attributesOf, indexedItemOf, isExpired, itemOf } from './dynamo-item.ts'
import { type AnyQuery, cursorOf, pageRequest } from './dynamo-query.ts'

export interface StoreOptions {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  readonly clock: Clock
  /** Identifies each call's writes. Default: random. */
  readonly ids?: Ids
  readonly backoff?: Backoff
  /** Default: as few as a stage may have. */
  readonly dueShards?: number
}

/** How often a write that met another transaction is tried, and a read that gave nothing. */
const TRIES = 7

/** As many keys as DynamoDB reads in one call. */
const BATCH = 100

const nameOf = ({ pk, sk }: Key): string => JSON.stringify([pk, sk])

/** The record in one DynamoDB table of the shape in table-shape.ts. */
export const makeStore = ({
  client,
  tableName,
  clock,
  ids = cryptoIds,
  backoff = { random: spread },
  dueShards = FEWEST_DUE_SHARDS,
}: StoreOptions): Store => {
  const load = async ({ pk, sk }: Key): Promise<Attributes | undefined> => {
    const command = new GetCommand({ TableName: tableName, Key: { pk, sk }, ConsistentRead: true })
    return (await unlessThrottled(() => client.send(command))).Item
  }

  /** After a lost answer: a transaction is written whole or not at all, so one item is enough to know. */
  const hasWritten = async (writes: readonly CheckedWrite[], write: string): Promise<boolean> => {
    const put = writes.find(({ json }) => json !== undefined)
    return put !== undefined && (await load(put.key))?.['write_id'] === write
  }

  const send = async (checked: readonly CheckedWrite[], write: string, token: string): Promise<void> => {
    const requests = checked.map((each) => requestFor(each, tableName, write, clock.now(), dueShards))
    const [only] = requests
    if (only?.Put !== undefined && requests.length === 1) await client.send(new PutCommand(only.Put))
    else await client.send(new TransactWriteCommand({ TransactItems: requests, ClientRequestToken: token }))
  }

  const page = async <One>(query: AnyQuery, read: (found: Attributes) => One): Promise<Page<One>> => {
    const request = pageRequest(query, tableName)
    if (request === undefined) return { items: [] }
    const { Items = [], LastEvaluatedKey } = await unlessThrottled(() =>
      client.send(new QueryCommand(request)),
    )
    const now = clock.now()
    return {
      items: Items.filter((item) => !isExpired(item, now)).map(read),
      ...(LastEvaluatedKey && { cursor: cursorOf(query, LastEvaluatedKey) }),
    }
  }

  /** At most 100 keys, each once. DynamoDB may leave some out when it is busy or they are large: asks for these again. */
  const loadSome = async (keys: readonly Key[]): Promise<Attributes[]> => {
    const found: Attributes[] = []
    let rest: Record<string, unknown>[] = keys.map(({ pk, sk }) => ({ pk, sk }))
    for (let attempt = 1; rest.length > 0; attempt += 1) {
      const command = new BatchGetCommand({
        RequestItems: { [tableName]: { Keys: rest, ConsistentRead: true } },
      })
      const { Responses, UnprocessedKeys } = await unlessThrottled(() => client.send(command))
      const items = Responses?.[tableName] ?? []
      found.push(...items)
      rest = UnprocessedKeys?.[tableName]?.Keys ?? []
      if (items.length > 0) attempt = 0
      else if (attempt === TRIES) throw new StoreThrottled(`${TRIES} tries read nothing`)
      else if (rest.length > 0) await backOff(backoff, attempt)
    }
    return found
  }

  return {
    dueShards,

    get: async (key) => {
      checkKey(key)
      const found = await load(key)
      return found === undefined || isExpired(found, clock.now()) ? undefined : itemOf(found)
    },

    getAll: async (keys) => {
      for (const key of keys) checkKey(key)
      const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()]
      const batches = Array.from({ length: Math.ceil(distinct.length / BATCH) }, (_, each) =>
        distinct.slice(each * BATCH, (each + 1) * BATCH),
      )
      const items = new Map<string, Item>()
      for (const batch of batches)
        for (const found of await loadSome(batch))
          if (!isExpired(found, clock.now())) items.set(nameOf(itemOf(found)), itemOf(found))
      return keys.map((key) => items.get(nameOf(key)))
    },

    query: (query) => page(query, itemOf),

    queryIndex: (query) => page(query, (found) => indexedItemOf(found, query.index)),

    transact: async (writes) => {
      const checked = checkWrites(writes)
      const write = ids.next()
      // DynamoDB answers a repeated token with the result of the first request; a cancelled try did nothing.
      let cancelled = 0
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await send(checked, write, `${write}-${cancelled}`)
        } catch (error) {
          const refusal = refusalOf(error, checked, write)
          switch (refusal.because) {
            case 'written_before':
              return
            case 'others_writing':
              if (attempt === TRIES)
                throw new StoreThrottled(`${TRIES} tries met other transactions`, { cause: error })
              cancelled += refusal.isCancelled ? 1 : 0
              await backOff(backoff, attempt)
              break
            case 'error':
              throw refusal.error
            case 'throttled':
              // An earlier try of the SDK may have got through.
              if (refusal.afterTries && (await hasWritten(checked, write).catch(() => false))) return
              throw new StoreThrottled('DynamoDB throttles', { cause: error })
            case 'unknown':
              if (await hasWritten(checked, write).catch(() => false)) return
              throw error
          }
        }
      }
    },
  }
}

type Request = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

const requestFor = (
  { write, key, json }: CheckedWrite,
  TableName: string,
  writeId: string,
  now: Instant,
  dueShards: number,
): Request => {
  const condition = { TableName, ...conditionFor(write.expect, now) }
  if (!('put' in write) || json === undefined)
    return { ConditionCheck: { ...condition, Key: { pk: key.pk, sk: key.sk } } }
  const version = write.expect === 'absent' ? 1 : write.expect.version + 1
  return {
    Put: {
      ...condition,
      Item: attributesOf({ put: write.put, json, version, write: writeId, dueShards }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  }
}

/** What has expired counts as absent, whether DynamoDB has deleted it yet or not. */
const conditionFor = (expect: Expectation, now: Instant) =>
  expect === 'absent'
    ? {
        ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
        ExpressionAttributeValues: { ':now': now },
      }
    : {
        ConditionExpression: 'version = :version AND (attribute_not_exists(expires) OR expires > :now)',
        ExpressionAttributeValues: { ':version': expect.version, ':now': now },
      }

type Refusal =
  | { readonly because: 'written_before' }
  /** `isCancelled`: nothing was written. Otherwise an earlier try of the same request is still under way. */
  | { readonly because: 'others_writing'; readonly isCancelled: boolean }
  | { readonly because: 'throttled'; readonly afterTries: boolean }
  | { readonly because: 'error'; readonly error: Error }
  | { readonly because: 'unknown' }

const THROTTLING: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingException',
  'ThrottlingError',
])
const INVALID: ReadonlySet<string> = new Set([
  'ValidationException',
  'ValidationError',
  'ItemCollectionSizeLimitExceededException',
  'ItemCollectionSizeLimitExceeded',
])
const CONFLICT: ReadonlySet<string> = new Set([
  'TransactionConflictException',
  'TransactionConflict',
  'ReplicatedWriteConflictException',
])

const because = (error: Error): Refusal => ({ because: 'error', error })

const refusalOf = (error: unknown, checked: readonly CheckedWrite[], write: string): Refusal => {
  if (!(error instanceof DynamoDBServiceException)) return { because: 'unknown' }
  // A single write has one reason, in the error itself.
  const reasons: readonly Reason[] =
    error instanceof TransactionCanceledException
      ? (error.CancellationReasons ?? [])
      : [{ Code: error.name, ...(error instanceof ConditionalCheckFailedException && { Item: error.Item }) }]
  const failed = reasons.flatMap(({ Code, Item }, at) => {
    const key = checked[at]?.key
    return key !== undefined && Code?.startsWith('ConditionalCheckFailed')
      ? [{ key: { pk: key.pk, sk: key.sk }, writer: writerOf(Item) }]
      : []
  })
  // An answer got lost, the SDK tried again, and met what the first try has written.
  if (failed.some(({ writer }) => writer === write)) return { because: 'written_before' }
  if (failed.length > 0) return because(new ConditionFailed(failed.map(({ key }) => key)))
  const has = (codes: ReadonlySet<string>): boolean => reasons.some(({ Code }) => codes.has(Code ?? ''))
  if (has(CONFLICT)) return { because: 'others_writing', isCancelled: true }
  if (error.name === 'TransactionInProgressException')
    return { because: 'others_writing', isCancelled: false }
  if (has(THROTTLING)) return { because: 'throttled', afterTries: (error.$metadata.attempts ?? 1) > 1 }
  if (has(INVALID))
    return because(new WriteRefused(`DynamoDB refuses it: ${error.message}`, { cause: error }))
  return error.$fault === 'client' ? because(error) : { because: 'unknown' }
}

type Reason = Pick<CancellationReason, 'Code'> & { readonly Item?: unknown }

/** The old item comes as the document client gives it, or as DynamoDB does when it is part of an error. */
const writerOf = (item: unknown): unknown => {
  if (typeof item !== 'object' || item === null || !('write_id' in item)) return undefined
  const { write_id } = item
  return typeof write_id === 'object' && write_id !== null && 'S' in write_id ? write_id.S : write_id
}

const unlessThrottled = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof Error && THROTTLING.has(error.name))
      throw new StoreThrottled(`DynamoDB throttles: ${error.name}`, { cause: error })
    throw error
  }
}
