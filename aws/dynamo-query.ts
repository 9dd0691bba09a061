import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { readCursor, writeCursor } from '../core/ports/query-cursor.ts'
import { checkedLimit } from '../core/ports/query-limits.ts'
import type { Query } from '../core/ports/store.ts'
import type { Attributes } from './dynamo-item.ts'
import { tableShape } from './table-shape.ts'

interface Keys {
  readonly pk: string
  readonly sk: string
  /** What tells one place in the order from another, under one partition key. */
  readonly place: readonly string[]
}

const keysOf = ({ index }: Query): Keys => {
  const { partitionKey, sortKey } = tableShape
  if (index === undefined) return { pk: partitionKey, sk: sortKey, place: [sortKey] }
  const { partitionKey: pk, sortKey: sk } = tableShape.indexes[index]
  return { pk, sk, place: [sk, partitionKey, sortKey] }
}

/** Where a query goes on after this key. */
export const cursorOf = (query: Query, lastKey: Attributes): string =>
  writeCursor(
    query,
    keysOf(query).place.map((name) => String(lastKey[name])),
  )

const startKey = (query: Query, cursor: string): Attributes => {
  const values = readCursor(query, cursor)
  const { pk: partition, place } = keysOf(query)
  return Object.fromEntries([[partition, query.pk], ...place.map((name, at) => [name, values[at]])])
}

/** A condition on the sort key. undefined: all of them. `none`: no text can meet it. */
const range = ({ sk }: Query): { condition: string; values: Attributes } | 'none' | undefined => {
  if (sk === undefined) return undefined
  if ('prefix' in sk)
    return sk.prefix === ''
      ? undefined
      : { condition: 'begins_with(#sk, :prefix)', values: { ':prefix': sk.prefix } }
  const { from = '', to } = sk
  // Every sort key has at least one character, and DynamoDB takes no empty text to compare with.
  if (to === '' || (to !== undefined && Buffer.compare(Buffer.from(from), Buffer.from(to)) > 0)) return 'none'
  if (from === '') return to === undefined ? undefined : { condition: '#sk <= :to', values: { ':to': to } }
  if (to === undefined) return { condition: '#sk >= :from', values: { ':from': from } }
  return { condition: '#sk BETWEEN :from AND :to', values: { ':from': from, ':to': to } }
}

/** The request for one page. undefined: the page is empty, whatever is stored. @throws QueryRefused */
export const pageRequest = (query: Query, tableName: string): QueryCommandInput | undefined => {
  const limit = checkedLimit(query)
  const keys = keysOf(query)
  const start = query.cursor === undefined ? undefined : startKey(query, query.cursor)
  const among = range(query)
  if (among === 'none') return undefined
  return {
    TableName: tableName,
    ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
    KeyConditionExpression: among === undefined ? '#pk = :pk' : `#pk = :pk AND ${among.condition}`,
    ExpressionAttributeNames: { '#pk': keys.pk, ...(among && { '#sk': keys.sk }) },
    ExpressionAttributeValues: { ':pk': query.pk, ...among?.values },
    Limit: limit,
    ScanIndexForward: query.descending !== true,
    ...(start && { ExclusiveStartKey: start }),
  }
}
