import type { JsonObject, JsonValue } from '../language/json.ts'

/** A value inside an expression; undefined is JSONata's "nothing". */
export type Value = JsonValue | undefined

/** Thrown where only jsonata's own evaluator knows the answer, or the words of the error. Made once: its stack means nothing. */
export const BEYOND = new Error('beyond the fast subset')

/** jsonata's `$boolean`. */
export const toBoolean = (value: Value): boolean => {
  if (Array.isArray(value)) return value.some(toBoolean)
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0
  return Boolean(value)
}

/** jsonata's `=`; `!=` is not its opposite: both are false when a side is nothing. */
export const equal = (left: Value, right: Value): boolean =>
  left !== undefined && right !== undefined && same(left, right)

export const unequal = (left: Value, right: Value): boolean =>
  left !== undefined && right !== undefined && !same(left, right)

const same = (left: JsonValue, right: JsonValue): boolean => {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) throw BEYOND
  return Array.isArray(left) && Array.isArray(right)
    ? left.length === right.length && left.every((item, index) => same(item, right[index] ?? null))
    : sameFields(left, right)
}

const sameFields = (left: object, right: object): boolean => {
  const fields = Object.entries(left)
  const others = new Map<string, JsonValue>(Object.entries(right))
  return (
    fields.length === others.size &&
    fields.every(([name, field]) => {
      const other = others.get(name)
      return other !== undefined && same(field, other)
    })
  )
}

/**
 * Below 0, 0 or above 0 as `left` is before, the same as or after `right`; undefined when a side is nothing.
 * Only two numbers or two strings compare.
 */
export const order = (left: Value, right: Value): number | undefined => {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0
  if ((left === undefined && isComparable(right)) || (right === undefined && isComparable(left)))
    return undefined
  throw BEYOND
}

const isComparable = (value: Value): boolean =>
  value === undefined || typeof value === 'number' || typeof value === 'string'

/** The operand of an arithmetic operator: a number or nothing. */
export const operand = (value: Value): number | undefined => {
  if (value === undefined || typeof value === 'number') return value
  throw BEYOND
}

/** The result of an arithmetic operator. What JSON cannot hold is left to jsonata, which refuses some uses of it. */
export const finite = (value: number): number => {
  if (Number.isFinite(value)) return value
  throw BEYOND
}

/** How `&` writes a value: nothing is empty, and a number has at most 15 significant digits. */
export const text = (value: Value): string => {
  if (typeof value === 'string') return value
  if (value === undefined) return ''
  if (typeof value === 'number')
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)))
  if (typeof value === 'object' && value !== null) throw BEYOND
  return String(value)
}

/** jsonata's `in`: the very same value, or one of a list's. */
export const isIn = (value: Value, among: Value): boolean => {
  if (value === undefined || among === undefined) return false
  return Array.isArray(among) ? among.includes(value) : among === value
}

/** `[index]`, which also takes a lone value for a list of one, and counts a negative index from the end. */
export const at = (value: Value, index: number): Value => {
  if (value === undefined) return undefined
  const items = Array.isArray(value) ? value : [value]
  return items[index < 0 ? items.length + index : index]
}

/** `.name`. A list in the middle of a path would be mapped over: that is left to jsonata. */
export const field = (value: Value, name: string): Value => {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) throw BEYOND
  return Object.hasOwn(value, name) ? value[name] : undefined
}

/** Assigns as JSON.parse does: a field may have any name. */
export const put = (object: JsonObject, name: string, value: JsonValue): void => {
  if (name === '__proto__')
    Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true })
  else object[name] = value
}
