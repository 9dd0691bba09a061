import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import { checkedLimit } from '../core/ports/query-limits.ts'
import { type Query, QueryRefused } from '../core/ports/store.ts'
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

// The index ('' for none) and the partition key tell whose cursor it is; then the place.
const CursorContent = z.tuple([z.enum(['', 'list', 'due']), z.string(), z.array(z.string())])

/** Where a query goes on after this key. */
export const cursorOf = (query: Query, lastKey: Attributes): string => {
  const place = keysOf(query).place.map((name) => String(lastKey[name]))
  return Buffer.from(JSON.stringify([query.index ?? '', query.pk, place])).toString('base64url')
}

const startKey = (query: Query, cursor: string): Attributes => {
  const foreign = new QueryRefused('the cursor is not one that this query gave: ask again without it')
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw foreign
  }
  const parsed = CursorContent.safeParse(content)
  if (!parsed.success) throw foreign
  const [index, pk, values] = parsed.data
  const { pk: partition, place } = keysOf(query)
  if (index !== (query.index ?? '') || pk !== query.pk || values.length !== place.length) throw foreign
  if (values.includes('')) throw foreign
  return Object.fromEntries([[partition, pk], ...place.map((name, at) => [name, values[at]])])
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
