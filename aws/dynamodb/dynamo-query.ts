import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { readCursor, writeCursor } from '../../core/ports/query-cursor.ts'
import { checkedLimit } from '../../core/ports/query-limits.ts'
import type { IndexQuery, Query } from '../../core/ports/store.ts'
import type { Attributes } from './dynamo-item.ts'
import { tableShape } from './table-shape.ts'

/** DynamoDB reserves many words: in expressions every attribute gets a placeholder. */
const named = (...attributes: readonly string[]): Record<string, string> =>
  Object.fromEntries(attributes.map((name) => [`#${name}`, name]))

/** Of the items themselves, or of an index. */
export type AnyQuery = Query | IndexQuery

const indexOf = (query: AnyQuery) => ('index' in query ? query.index : undefined)

interface Keys {
  readonly pk: string
  readonly sk: string
  /** The position of an item in the order of one partition key. */
  readonly place: readonly string[]
}

const keysOf = (query: AnyQuery): Keys => {
  const index = indexOf(query)
  const { partitionKey, sortKey } = tableShape
  if (index === undefined) return { pk: partitionKey, sk: sortKey, place: [sortKey] }
  const { partitionKey: pk, sortKey: sk } = tableShape.indexes[index]
  return { pk, sk, place: [sk, partitionKey, sortKey] }
}

/** The cursor with which a query continues after this key. */
export const cursorOf = (query: AnyQuery, lastKey: Attributes): string =>
  writeCursor(
    query,
    keysOf(query).place.map((name) => String(lastKey[name])),
  )

const startKey = (query: AnyQuery, cursor: string): Attributes => {
  const values = readCursor(query, cursor)
  const { pk: partition, place } = keysOf(query)
  return Object.fromEntries([[partition, query.pk], ...place.map((name, at) => [name, values[at]])])
}

/** A condition on the sort key. undefined: all of them. `none`: no text can meet it. */
const range = (
  { sk }: Query,
  name: string,
): { condition: string; values: Attributes } | 'none' | undefined => {
  if (sk === undefined) return undefined
  if ('prefix' in sk)
    return sk.prefix === ''
      ? undefined
      : { condition: `begins_with(${name}, :prefix)`, values: { ':prefix': sk.prefix } }
  const { from = '', to } = sk
  // Every sort key has at least one character, and DynamoDB takes no empty text to compare with.
  if (to === '' || (to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0)) return 'none'
  if (from === '')
    return to === undefined ? undefined : { condition: `${name} <= :to`, values: { ':to': to } }
  if (to === undefined) return { condition: `${name} >= :from`, values: { ':from': from } }
  return { condition: `${name} BETWEEN :from AND :to`, values: { ':from': from, ':to': to } }
}

/** The request for one page. undefined: the page is empty, whatever is stored. @throws QueryRefused */
export const pageRequest = (query: AnyQuery, tableName: string): QueryCommandInput | undefined => {
  const limit = checkedLimit(query)
  const keys = keysOf(query)
  const start = query.cursor === undefined ? undefined : startKey(query, query.cursor)
  const [of, at] = [`#${keys.pk}`, `#${keys.sk}`]
  const among = range(query, at)
  if (among === 'none') return undefined
  const index = indexOf(query)
  return {
    TableName: tableName,
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
    KeyConditionExpression: among === undefined ? `${of} = :pk` : `${of} = :pk AND ${among.condition}`,
    ExpressionAttributeNames: named(keys.pk, ...(among === undefined ? [] : [keys.sk])),
    ExpressionAttributeValues: { ':pk': query.pk, ...among?.values },
    Limit: limit,
    ScanIndexForward: query.descending !== true,
    ...(start && { ExclusiveStartKey: start }),
  }
}
