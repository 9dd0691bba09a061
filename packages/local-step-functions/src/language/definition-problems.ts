import type * as z from 'zod/mini'

/** One thing wrong with a definition. */
export interface Problem {
  /** A JSON Pointer into the definition. */
  readonly place: string
  readonly message: string
  /** AWS's, for a text as a whole. */
  readonly code?: 'DEFINITION_TOO_LARGE' | 'INVALID_JSON_DESCRIPTION'
}

const JSONPATH_FIELDS = new Set([
  'InputPath',
  'OutputPath',
  'ResultPath',
  'ResultSelector',
  'Parameters',
  'Result',
  'ItemsPath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'MaxConcurrencyPath',
  'Variable',
  'And',
  'Or',
  'Not',
])
const JSONPATH_TEST =
  /^(?:String|Numeric|Boolean|Timestamp)(?:Equals|LessThan|GreaterThan|Matches)|^Is(?:Null|Present|Numeric|String|Boolean|Timestamp)$/

const DISTRIBUTED_FIELDS = new Set([
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
  'ExecutionType',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
])

const refusalOf = (field: string): string => {
  if (JSONPATH_FIELDS.has(field) || JSONPATH_TEST.test(field))
    return `The field ${field} belongs to JSONPath, which is not supported: only JSONata is`
  if (DISTRIBUTED_FIELDS.has(field))
    return `The field ${field} belongs to the Distributed Map, which is not supported: only the inline Map is`
  if (field === 'Iterator') return 'The field Iterator is not supported: write ItemProcessor'
  if (field === 'Credentials') return 'The field Credentials is not supported'
  return `The field ${field} is not known`
}

/** A part of a JSON Pointer. */
export const pointer = (place: string, ...parts: readonly PropertyKey[]): string =>
  parts.reduce<string>(
    (text, part) => `${text}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    place,
  )

/** What zod found, in the words of a definition's author. */
export const problemsOf = (error: z.core.$ZodError, place: string): Problem[] =>
  error.issues.flatMap((issue): Problem[] => {
    const at = pointer(place, ...issue.path)
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ place: pointer(at, key), message: refusalOf(key) }))
    if (issue.path.at(-1) === 'Mode')
      return [{ place: at, message: 'The Distributed Map is not supported: Mode must be INLINE' }]
    if (issue.path.at(-1) === 'Type')
      return [{ place: at, message: 'The field Type must name one of the eight state types' }]
    const field = issue.path.at(-1)
    const name = typeof field === 'string' ? `The field ${field}: ` : ''
    return [{ place: at, message: `${name}${wording(issue)}` }]
  })

/** zod's own words are not loaded in its small build. */
const wording = (issue: z.core.$ZodIssue): string => {
  if (issue.message !== 'Invalid input') return issue.message
  switch (issue.code) {
    case 'invalid_type':
      return `must be of the type ${issue.expected}`
    case 'invalid_value':
      return `must be ${issue.values.map(String).join(' or ')}`
    case 'too_small':
      return issue.origin === 'array' ? 'must not be empty' : `must be at least ${issue.minimum}`
    case 'too_big':
      return `must be at most ${issue.maximum}`
    default:
      return issue.message
  }
}

export const codeOf = ({ code }: Problem): string => code ?? 'SCHEMA_VALIDATION_FAILED'

export const describeProblems = (problems: readonly Problem[]): string =>
  problems
    .map((problem) => {
      const { code, place, message } = problem
      const where = code === undefined ? ` at ${place === '' ? '/' : place}` : ''
      return `'${codeOf(problem)}: ${message}${where}'`
    })
    .join(', ')
