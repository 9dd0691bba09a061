import type * as z from 'zod/mini'
import type { JsonObject } from '../core/json.ts'

/**
 * Under this key an object that was read holds the fields that its schema does not know. Copies made by spreading hold
 * them as well; JSON, `Object.entries` and schemas do not see them, so they never leave by an answer or a log.
 */
const UNKNOWN = Symbol('unknown fields')

/** Unknown fields of one object, and where it stands in a body. */
export interface UnknownFields {
  readonly path: readonly PropertyKey[]
  readonly keys: readonly string[]
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, step) => (isObject(part) ? Reflect.get(part, step) : undefined), value)

const under = (path: readonly PropertyKey[], found: readonly UnknownFields[]): UnknownFields[] =>
  found.map((one) => ({ ...one, path: [...path, ...one.path] }))

/** What makes a body differ from its schema, if only unknown fields do. undefined: something else is wrong. */
export const onlyUnknown = (issues: readonly z.core.$ZodIssue[]): UnknownFields[] | undefined => {
  const all: UnknownFields[] = []
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') all.push({ path: issue.path, keys: issue.keys })
    else if (issue.code === 'invalid_union') {
      const fitting = issue.errors.map(onlyUnknown).find((found) => found !== undefined)
      if (fitting === undefined) return undefined
      all.push(...under(issue.path, fitting))
    } else return undefined
  }
  return all
}

/** A copy of a body without these fields. */
export const withoutFields = (body: JsonObject, fields: readonly UnknownFields[]): JsonObject => {
  if (fields.length === 0) return body
  const copy = structuredClone(body)
  for (const { path, keys } of fields) {
    const object = at(copy, path)
    if (isObject(object)) for (const key of keys) Reflect.deleteProperty(object, key)
  }
  return copy
}

/** The fields that were kept with an object. */
export const unknownFieldsOf = (value: object): object => {
  const kept: unknown = Reflect.get(value, UNKNOWN)
  return isObject(kept) ? kept : {}
}

const keep = (object: object, more: object): void => {
  Object.assign(object, { [UNKNOWN]: { ...unknownFieldsOf(object), ...more } })
}

/**
 * Keeps these fields of a body with the objects that were read from it.
 * @returns false when the objects are not at the same places, so that something would be lost
 */
export const keepFields = (read: unknown, body: JsonObject, fields: readonly UnknownFields[]): boolean =>
  fields.every(({ path, keys }) => {
    const [object, source] = [at(read, path), at(body, path)]
    if (!isObject(object) || !isObject(source)) return false
    keep(object, Object.fromEntries(keys.map((key) => [key, Reflect.get(source, key)])))
    return true
  })

const idOf = (value: unknown): unknown => (isObject(value) ? Reflect.get(value, 'id') : undefined)

const keepAll = (before: unknown, after: unknown): void => {
  if (!isObject(before) || !isObject(after) || idOf(before) !== idOf(after)) return
  keep(after, unknownFieldsOf(before))
  for (const [name, part] of Object.entries(after)) {
    const id = idOf(part)
    const same =
      Array.isArray(before) && id !== undefined ? before.find((one) => idOf(one) === id) : undefined
    keepAll(Array.isArray(before) ? same : Reflect.get(before, name), part)
  }
}

/**
 * For what replaces an object as a whole, such as a file: a copy with the unknown fields of the object before. What has
 * an `id` is the same if that is, wherever it stands in a list.
 */
export const withUnknownOf = <Value extends object>(before: object, value: Value): Value => {
  const copy = structuredClone(value)
  keepAll(before, copy)
  return copy
}
