import type { JsonObject, JsonValue } from './json.ts'

const toJson = (value: unknown): JsonValue | undefined => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (Array.isArray(value)) return value.map((item) => toJson(item) ?? null)
  if (typeof value === 'object') return toBody(value)
  return undefined
}

/** A domain object as a stored body: a copy, without undefined values. */
export const toBody = (value: object): JsonObject => {
  const body: JsonObject = {}
  for (const [name, part] of Object.entries(value)) {
    const json = toJson(part)
    if (json !== undefined) body[name] = json
  }
  return body
}
