import { DATA_LIMIT_EXCEEDED, StateFailure } from './errors.ts'
import type { JsonObject, JsonValue } from './json.ts'

/** 256 KiB of UTF-8: the most that a state's input, output or variables may hold. */
export const PAYLOAD_LIMIT = 262_144

/** A text's longest form in JSON: \u00xx for each unit, and the quotes. */
const textBound = (text: string): number => 6 * text.length + 2
const NUMBER_BOUND = 26

/** At most this many bytes are left of the budget; negative as soon as the value might not fit. */
const budgetAfter = (value: JsonValue, budget: number): number => {
  if (typeof value === 'string') return budget - textBound(value)
  if (typeof value !== 'object' || value === null) return budget - NUMBER_BOUND
  let left = budget - 2
  if (Array.isArray(value)) {
    for (const item of value) {
      left = budgetAfter(item, left) - 1
      if (left < 0) return left
    }
    return left
  }
  for (const key in value) {
    left = budgetAfter(value[key] ?? null, left - textBound(key)) - 2
    if (left < 0) return left
  }
  return left
}

/** Counts exactly only when a generous bound does not settle it. */
export const fits = (value: JsonValue): boolean =>
  budgetAfter(value, PAYLOAD_LIMIT) >= 0 || Buffer.byteLength(JSON.stringify(value)) <= PAYLOAD_LIMIT

/** @throws StateFailure States.DataLimitExceeded */
export const checkSize = (value: JsonValue, what: string): void => {
  if (fits(value)) return
  throw new StateFailure(
    DATA_LIMIT_EXCEEDED,
    `${what} is larger than the ${PAYLOAD_LIMIT} bytes that Step Functions allows.`,
  )
}

const OWN = { configurable: true, enumerable: true, writable: true }

/**
 * A deep copy of what the outside world handed in, as JSON would carry it: what JSON drops is dropped.
 * Keeps the history safe from a handler that goes on changing its objects.
 */
export const copyAsJson = (value: unknown): JsonValue => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : null
    case 'object':
      break
    default:
      return null
  }
  if (value === null) return null
  if (Array.isArray(value)) return value.map(copyAsJson)
  if ('toJSON' in value && typeof value.toJSON === 'function') return copyAsJson(value.toJSON())
  const copy: JsonObject = {}
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined || typeof field === 'function') continue
    if (key === '__proto__') Object.defineProperty(copy, key, { ...OWN, value: copyAsJson(field) })
    else copy[key] = copyAsJson(field)
  }
  return copy
}
