import { isObject } from '../expressions/typed-templates.ts'
import { RUNTIME, StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'

const unusable = (args: JsonValue, reason: string): StateFailure =>
  new StateFailure(
    RUNTIME,
    `The Arguments '${JSON.stringify(args)}' could not be used to start the Task: [${reason}]`,
    { inside: true },
  )

/** @throws StateFailure States.Runtime unless the arguments are an object with none but these fields */
export const argumentsWith = (args: JsonValue, fields: readonly string[]): JsonObject => {
  if (!isObject(args)) throw unusable(args, 'Arguments must be a JSON object')
  for (const field of Object.keys(args))
    if (!fields.includes(field)) throw unusable(args, `The field '${field}' is not supported`)
  return args
}

/** @throws StateFailure States.Runtime */
export const textArgument = (args: JsonObject, field: string): string => {
  const value = args[field]
  if (value === undefined) throw unusable(args, `The field '${field}' is required but was missing`)
  if (typeof value !== 'string') throw unusable(args, `The field '${field}' must be a string`)
  return value
}

/** @throws StateFailure States.Runtime */
export const optionalText = (args: JsonObject, field: string): string | undefined =>
  args[field] === undefined ? undefined : textArgument(args, field)

/** The part of a response that tells of the HTTP call behind it; fixed, so that runs stay the same to the byte. */
export const RESPONSE_METADATA: JsonObject = {
  SdkHttpMetadata: { HttpStatusCode: 200 },
  SdkResponseMetadata: { RequestId: '00000000-0000-0000-0000-000000000000' },
}
