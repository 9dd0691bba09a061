import * as z from 'zod/mini'
import en from 'zod/v4/locales/en.js'
import { shapeOf } from '../../usecases/import-roster/cell-text.ts'

// zod/mini has no messages of its own; they are set here only.
z.config(en())

/** One problem of a request. Never holds the value itself, which may name somebody. */
export const Problem = z.strictObject({
  field: z.string().check(z.describe('Path of the field, such as address.grid.')),
  found: z.string().check(z.describe('What the value looks like, such as "11 digits" or "missing".')),
  reason: z.string().check(z.describe('What was expected, in words.')),
})
export type Problem = z.infer<typeof Problem>

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** Describes a value without showing it. */
export const found = (value: unknown): string => {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'string') return shapeOf(value)
  if (typeof value === 'number') return 'a number'
  if (typeof value === 'boolean') return 'true or false'
  if (Array.isArray(value)) return `a list of ${value.length}`
  return 'an object'
}

/** The value at a path such as `address.grid`. */
export const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, step) => (isObject(value) ? value[String(step)] : undefined), input)

const reasonOf = (message: string, value: unknown): string => {
  const plain = message.replace(/^Invalid (?:input|option|string): /, '')
  const reason = value === undefined ? plain.replace(/, received undefined$/, '') : plain
  return reason.charAt(0).toLowerCase() + reason.slice(1)
}

/** Nobody reads more, and a body can have a hundred thousand unknown fields. */
const LIMIT = 100
const LONGEST_FIELD = 200

const fieldOf = (path: readonly string[]): string => path.join('.').slice(0, LONGEST_FIELD)

/** What a schema found wrong with `input`, up to a limit. */
export const problemsOf = (error: z.core.$ZodError, input: unknown): Problem[] =>
  error.issues
    .slice(0, LIMIT)
    .flatMap((issue): Problem[] => {
      const path = issue.path.map(String)
      if (issue.code === 'unrecognized_keys')
        return issue.keys.slice(0, LIMIT).map((key) => ({
          field: fieldOf([...path, key]),
          found: found(valueAt(input, [...path, key])),
          reason: 'no such field',
        }))
      const value = valueAt(input, path)
      return [{ field: fieldOf(path), found: found(value), reason: reasonOf(issue.message, value) }]
    })
    .slice(0, LIMIT)
