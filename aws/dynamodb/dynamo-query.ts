import type { QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { readCursor, writeCursor } from '../../core/ports/query-cursor.ts'
import { checkedLimit } from '../../core/ports/query-limits.ts'
import type { Query } from '../../core/ports/store.ts'
import type { Attributes } from './dynamo-item.ts'
import { tableShape } from './table-shape.ts'

/** The attributes of an item without its body. */
const BUT_THE_BODY = ['pk', 'sk', 'version', 'list_pk', 'list_sk', 'due_pk', 'due_sk', 'expires']

/** DynamoDB reserves many words: in expressions every attribute gets a placeholder. */
const named = (...attributes: readonly string[]): Record<string, string> =>
  Object.fromEntries(attributes.map((name) => [`#${name}`, name]))

interface Keys {
  readonly pk: string
  readonly sk: string
  /** The position of an item in the order of one partition key. */
  readonly place: readonly string[]
}

const keysOf = ({ index }: Query): Keys => {
  const { partitionKey, sortKey } = tableShape
  if (index === undefined) return { pk: partitionKey, sk: sortKey, place: [sortKey] }
  const { partitionKey: pk, sortKey: sk } = tableShape.indexes[index]
  return { pk, sk, place: [sk, partitionKey, sortKey] }
}

/** The cursor with which a query continues after this key. */
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
export const pageRequest = (query: Query, tableName: string): QueryCommandInput | undefined => {
  const limit = checkedLimit(query)
  const keys = keysOf(query)
  const start = query.cursor === undefined ? undefined : startKey(query, query.cursor)
  const [of, at] = [`#${keys.pk}`, `#${keys.sk}`]
  const among = range(query, at)
  if (among === 'none') return undefined
  return {
    TableName: tableName,
    ...(query.index === undefined ? { ConsistentRead: true } : { IndexName: query.index }),
    KeyConditionExpression: among === undefined ? `${of} = :pk` : `${of} = :pk AND ${among.condition}`,
    ...(query.keysOnly === true && {
      ProjectionExpression: BUT_THE_BODY.map((name) => `#${name}`).join(', '),
    }),
    ExpressionAttributeNames: {
      ...(query.keysOnly === true && named(...BUT_THE_BODY)),
      ...named(keys.pk, ...(among === undefined ? [] : [keys.sk])),
    },
    ExpressionAttributeValues: { ':pk': query.pk, ...among?.values },
    Limit: limit,
    ScanIndexForward: query.descending !== true,
    ...(start && { ExclusiveStartKey: start }),
  }
}
