import type { JsonObject, JsonValue } from './json.ts'

/** More fields of an object, beside those that it shows. */
type Beside = (value: object) => object

const toJson = (value: unknown, beside: Beside | undefined): JsonValue | undefined => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (Array.isArray(value)) return value.map((item) => toJson(item, beside) ?? null)
  if (typeof value === 'object') return toBody(value, beside)
  return undefined
}

/** A domain object as JSON: a copy, without undefined values. */
export const toBody = (value: object, beside?: Beside): JsonObject => {
  const body: JsonObject = {}
  for (const [name, part] of Object.entries({ ...beside?.(value), ...value })) {
    const json = toJson(part, beside)
    if (json !== undefined) body[name] = json
  }
  return body
}
