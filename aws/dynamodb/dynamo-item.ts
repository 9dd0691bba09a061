import type { JsonObject, JsonValue } from '../../core/json.ts'
import { dueShardOf } from '../../core/ports/due-shards.ts'
import type { IndexedItem, IndexName, Item, NewItem } from '../../core/ports/store.ts'
import { listSummary, type PutJson } from '../../core/ports/write-limits.ts'
import { type Instant, isInstant, milliseconds } from '../../core/time/instant.ts'
import { tableShape } from './table-shape.ts'

/** The attributes of one stored item, as the document client takes and gives them. */
export type Attributes = Record<string, unknown>

/** DynamoDB nests 32 deep; the body is two levels down. */
const DEEPEST = 28

/** Whether a map can hold this exactly: not empty names, huge numbers or deep nesting. */
const fitsMap = (value: JsonValue, depth = 0): boolean => {
  if (typeof value === 'number')
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER && (value === 0 || Math.abs(value) >= 1e-130)
  if (value === null || typeof value !== 'object') return true
  if (depth >= DEEPEST) return false
  if (Array.isArray(value)) return value.every((item) => fitsMap(item, depth + 1))
  return Object.entries(value).every(
    ([name, item]) => name !== '' && name !== '__proto__' && fitsMap(item, depth + 1),
  )
}

/** A map, which people and exports can read, or JSON where a map cannot hold it. */
const stored = (value: JsonObject, json: string): JsonObject | string => (fitsMap(value) ? value : json)

/** An item as it is stored. */
interface Stored {
  readonly put: NewItem
  readonly json: PutJson
  readonly version: number
  /** Identifies the call that wrote it, to find out later whether it took effect. */
  readonly write: string
  readonly dueShards: number
}

export const attributesOf = ({ put, json, version, write, dueShards }: Stored): Attributes => {
  const { list, due } = put.index ?? {}
  const summary = listSummary(put)
  const body = stored(put.body, json.body)
  return {
    [tableShape.partitionKey]: put.pk,
    [tableShape.sortKey]: put.sk,
    version,
    write_id: write,
    ...(list?.summary === 'body' ? { summary: body } : { body }),
    ...(list && { list_pk: list.pk, list_sk: list.sk }),
    ...(summary && { summary: stored(summary, json.list ?? '') }),
    ...(due && { due_pk: dueShardOf(put, dueShards), due_sk: due.sk }),
    ...(due?.summary && { due: stored(due.summary, json.due ?? '') }),
    ...(put.expiresAt !== undefined && {
      expires: put.expiresAt,
      // DynamoDB's own deletion counts whole seconds and must not come early.
      [tableShape.timeToLive]: Math.ceil(milliseconds(put.expiresAt) / 1000),
    }),
  }
}

const isBody = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An item of the table that this adapter has not written. */
class ForeignItem extends Error {
  override readonly name = 'ForeignItem'
}

const text = (attributes: Attributes, name: string): string => {
  const value = attributes[name]
  if (typeof value === 'string') return value
  const { pk, sk } = attributes
  throw new ForeignItem(
    `${String(pk)} ${String(sk)}: its ${name} is no text; something else writes to the table`,
  )
}

const mapOf = (attributes: Attributes, name: string): JsonObject => {
  const found = attributes[name]
  const value: unknown = typeof found === 'string' ? JSON.parse(found) : found
  if (isBody(value)) return value
  throw new ForeignItem(`${text(attributes, 'pk')} ${text(attributes, 'sk')}: its ${name} is no map`)
}

const keyOf = (attributes: Attributes) => ({ pk: text(attributes, 'pk'), sk: text(attributes, 'sk') })

/** @throws ForeignItem */
export const itemOf = (attributes: Attributes): Item => {
  const { version, expires } = attributes
  const { pk, sk } = keyOf(attributes)
  if (typeof version !== 'number') throw new ForeignItem(`${pk} ${sk}: it has no version`)
  return {
    pk,
    sk,
    version,
    // If the list shows the body, it is stored only there.
    body: mapOf(attributes, attributes['body'] === undefined ? 'summary' : 'body'),
    ...(typeof expires === 'string' && isInstant(expires) && { expiresAt: expires }),
  }
}

const SUMMARY = { list: 'summary', due: 'due' } as const

/** @throws ForeignItem */
export const indexedItemOf = (attributes: Attributes, index: IndexName): IndexedItem => {
  const { partitionKey, sortKey } = tableShape.indexes[index]
  const summary = SUMMARY[index]
  return {
    ...keyOf(attributes),
    index: { pk: text(attributes, partitionKey), sk: text(attributes, sortKey) },
    ...(attributes[summary] !== undefined && { summary: mapOf(attributes, summary) }),
  }
}

/** What has expired is gone, whether DynamoDB has deleted it yet or not. */
export const isExpired = ({ expires }: Attributes, now: Instant): boolean =>
  typeof expires === 'string' && expires <= now
