import jsonata from 'jsonata'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { NOTHING, QueryEvaluationError } from './expression-errors.ts'
import { EVALUATION, type Evaluation, registerFunctions } from './jsonata-functions.ts'
import type { Scope } from './scope.ts'
import { isSyntaxNode, type SyntaxNode } from './syntax-tree.ts'

/** An expression held by jsonata's own evaluator. */
export interface General {
  readonly tree: SyntaxNode
  /** @throws QueryEvaluationError (as a rejection) when the expression fails or gives what JSON cannot hold */
  evaluate(scope: Scope): Promise<JsonValue>
}

/**
 * Compiles for jsonata's own evaluator.
 * @throws what jsonata throws on a syntax error: an object with `message` and `position`
 */
export const compileGeneral = (source: string, place: string): General => {
  const expression = jsonata(source)
  registerFunctions(expression)
  const tree: unknown = expression.ast()
  if (!isSyntaxNode(tree)) throw new TypeError(`${place}: '${source}' has no syntax tree`)
  const writes = writesToItsInput(tree)

  return {
    tree,
    evaluate: async (scope) => {
      const { states, variables } = writes
        ? structuredClone({ states: scope.states, variables: scope.variables })
        : scope
      const evaluation: Evaluation = { random: scope.random, enteredAt: enteredAt(scope.states.context) }
      const bindings = { ...variables, states, [EVALUATION]: evaluation }
      let result: unknown
      try {
        result = await expression.evaluate(undefined, bindings)
      } catch (error) {
        const what = `threw an error during evaluation. ${describe(error)}`
        throw new QueryEvaluationError(source, place, what, { cause: error })
      }
      if (result === undefined) throw new QueryEvaluationError(source, place, NOTHING)
      const json = asJson(result)
      if (json === undefined)
        throw new QueryEvaluationError(source, place, 'returned a value that JSON cannot hold.')
      return json
    },
  }
}

const describe = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : ''
  return `${code}${'message' in error ? String(error.message) : 'unknown error'}`
}

const enteredAt = ({ State: state }: JsonObject): number => {
  if (typeof state !== 'object' || state === null || Array.isArray(state)) return Number.NaN
  const { EnteredTime: at } = state
  return typeof at === 'string' ? Date.parse(at) : Number.NaN
}

/** jsonata marks the arrays that `[]` keeps and fills an empty array that a grouping reads: in place, on our values. */
const writesToItsInput = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(writesToItsInput)
  if (typeof value !== 'object' || value === null) return false
  if ('keepArray' in value || 'keepSingletonArray' in value || 'group' in value) return true
  return Object.values(value).some(writesToItsInput)
}

/** A fresh copy without jsonata's marks on arrays; undefined if something in it is not JSON. */
const asJson = (value: unknown): JsonValue | undefined => {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isFinite(value) ? value : undefined
    case 'object':
      if (value === null) return null
      return Array.isArray(value) ? arrayAsJson(value) : objectAsJson(value)
    default:
      return undefined
  }
}

const arrayAsJson = (items: readonly unknown[]): JsonValue[] | undefined => {
  const copy: JsonValue[] = []
  for (const item of items) {
    const json = asJson(item)
    if (json === undefined) return undefined
    copy.push(json)
  }
  return copy
}

const objectAsJson = (fields: object): JsonObject | undefined => {
  if ('_jsonata_lambda' in fields || '_jsonata_function' in fields) return undefined
  const copy: [string, JsonValue][] = []
  for (const [name, field] of Object.entries(fields)) {
    if (field === undefined) continue
    const json = asJson(field)
    if (json === undefined) return undefined
    copy.push([name, json])
  }
  return Object.fromEntries(copy)
}
