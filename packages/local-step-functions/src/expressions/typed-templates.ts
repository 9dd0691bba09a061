import { QUERY_EVALUATION_ERROR, StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { andThen, type MaybePromise } from '../language/maybe-promise.ts'
import { compileTemplate } from './compile-template.ts'
import type { Outcome } from './restrictions.ts'
import type { Scope } from './scope.ts'

export type Template = (scope: Scope) => MaybePromise<JsonValue>
export type AssignTemplate = (scope: Scope) => MaybePromise<JsonObject>
export type NumberTemplate = (scope: Scope) => MaybePromise<number>
export type TextTemplate = (scope: Scope) => MaybePromise<string>

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An expression gave a value of a wrong kind: EvaluationFailed at this field. */
export const unexpected = (
  place: string,
  source: JsonValue,
  expected: string,
  got: JsonValue,
): StateFailure =>
  new StateFailure(
    QUERY_EVALUATION_ERROR,
    `The JSONata expression '${expressionOf(source)}' specified for the field '${place}' returned an unexpected result: ` +
      `expected ${expected}, but was ${JSON.stringify(got)}`,
    { inside: true, location: place },
  )

const expressionOf = (source: JsonValue): string =>
  typeof source === 'string' ? source.replace(/^\{%\s*|\s*%\}$/g, '') : JSON.stringify(source)

export const optionalTemplate = (
  value: JsonValue | undefined,
  place: string,
  outcome?: Outcome,
): Template | undefined => (value === undefined ? undefined : compileTemplate(value, place, outcome))

/** What a field gives. Only without the field what stands there otherwise: null is a value like any other. */
export const evaluated = (
  field: Template | undefined,
  scope: Scope,
  otherwise: JsonValue,
): MaybePromise<JsonValue> => (field === undefined ? otherwise : field(scope))

export const assignTemplate = (
  value: JsonObject | undefined,
  place: string,
  outcome?: Outcome,
): AssignTemplate | undefined => {
  if (value === undefined) return undefined
  const evaluate = compileTemplate(value, place, outcome)
  return (scope) =>
    andThen(evaluate(scope), (assigned) => {
      if (isObject(assigned)) return assigned
      throw unexpected(place, value, 'an object', assigned)
    })
}

/** A whole number within these bounds, or an expression for one. */
export const wholeTemplate = (
  value: number | string | undefined,
  place: string,
  least: number,
  most: number,
): NumberTemplate | undefined => {
  if (value === undefined) return undefined
  if (typeof value === 'number') return () => value
  const evaluate = compileTemplate(value, place)
  const check = (result: JsonValue): number => {
    if (typeof result === 'number' && Number.isInteger(result) && result >= least && result <= most)
      return result
    throw unexpected(place, value, `a whole number from ${least} to ${most}`, result)
  }
  return (scope) => andThen(evaluate(scope), check)
}

export const textTemplate = (value: string | undefined, place: string): TextTemplate | undefined => {
  if (value === undefined) return undefined
  const evaluate = compileTemplate(value, place)
  const check = (result: JsonValue): string => {
    if (typeof result === 'string') return result
    throw unexpected(place, value, 'a string', result)
  }
  return (scope) => andThen(evaluate(scope), check)
}
