import type { JsonObject, JsonValue } from '../../core/json.ts'
import type { Item, Key, NewItem } from '../../core/ports/store.ts'
import { isInstant, milliseconds } from '../../core/time/instant.ts'
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

/**
 * An item as it is stored. The body is a map, which people and exports can read, or JSON where a map cannot hold
 * it. `write` identifies the call that wrote it, to find out later whether it took effect.
 */
export const attributesOf = (put: NewItem, body: string, version: number, write: string): Attributes => {
  const { list, due } = put.index ?? {}
  return {
    [tableShape.partitionKey]: put.pk,
    [tableShape.sortKey]: put.sk,
    version,
    write_id: write,
    body: fitsMap(put.body) ? put.body : body,
    ...(list && { list_pk: list.pk, list_sk: list.sk }),
    ...(due && { due_pk: due.pk, due_sk: due.sk }),
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

const indexKey = (attributes: Attributes, name: 'list' | 'due'): Key | undefined =>
  attributes[`${name}_pk`] === undefined
    ? undefined
    : { pk: text(attributes, `${name}_pk`), sk: text(attributes, `${name}_sk`) }

const bodyOf = (attributes: Attributes): JsonObject => {
  const { body } = attributes
  const value: unknown = typeof body === 'string' ? JSON.parse(body) : body
  if (isBody(value)) return value
  throw new ForeignItem(`${text(attributes, 'pk')} ${text(attributes, 'sk')}: its body is no map`)
}

/** `keysOnly`: the body was not asked for. @throws ForeignItem */
export const itemOf = (attributes: Attributes, keysOnly = false): Item => {
  const { version, expires } = attributes
  const pk = text(attributes, 'pk')
  const sk = text(attributes, 'sk')
  if (typeof version !== 'number') throw new ForeignItem(`${pk} ${sk}: it has no version`)
  const list = indexKey(attributes, 'list')
  const due = indexKey(attributes, 'due')
  return {
    pk,
    sk,
    version,
    body: keysOnly ? {} : bodyOf(attributes),
    ...((list ?? due) && { index: { ...(list && { list }), ...(due && { due }) } }),
    ...(typeof expires === 'string' && isInstant(expires) && { expiresAt: expires }),
  }
}
