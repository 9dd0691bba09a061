import type { JsonObject, JsonValue } from '../../../core/json.ts'
import { ExpressionSyntaxError } from './errors.ts'
import { compileExpression } from './expression.ts'
import { put } from './operators.ts'
import type { Evaluate, Scope } from './scope.ts'

/**
 * Compiles any JSON value in which a string of the form `{% … %}`, however deep, stands for a JSONata expression.
 * A value without expressions becomes a constant. Results may share parts with the scope: neither is to be changed.
 * `place` names the field in messages: `Output`, `Choices[1]/Condition`.
 * @throws ExpressionSyntaxError
 */
export const compileTemplate = (value: JsonValue, place: string): Evaluate => {
  const evaluate = compileValue(value, place)
  return evaluate ?? (() => value)
}

/** undefined: there is no expression in the value. */
const compileValue = (value: JsonValue, place: string): Evaluate | undefined => {
  if (typeof value === 'string') return compileText(value, place)
  if (Array.isArray(value)) return compileArray(value, place)
  if (typeof value === 'object' && value !== null) return compileObject(value, place)
  return undefined
}

const OPEN = '{%'
const CLOSE = '%}'

const compileText = (text: string, place: string): Evaluate | undefined => {
  const opens = text.startsWith(OPEN)
  const closes = text.endsWith(CLOSE)
  if (!opens && !closes) return undefined
  if (!opens || !closes || text.length < OPEN.length + CLOSE.length)
    throw new ExpressionSyntaxError(
      `${place}: an expression must begin with ${OPEN} and end with ${CLOSE}, with no space outside them; got ${text}`,
    )
  return compileExpression(text.slice(OPEN.length, -CLOSE.length).trim(), place)
}

const compileArray = (items: readonly JsonValue[], place: string): Evaluate | undefined => {
  const parts = items.map((item, index) => compileValue(item, `${place}[${index}]`))
  if (parts.every((part) => part === undefined)) return undefined
  const evaluators = items.map((item, index) => parts[index] ?? (() => item))
  return (scope) => inOrder(evaluators, scope)
}

const compileObject = (fields: JsonObject, place: string): Evaluate | undefined => {
  const names = Object.keys(fields)
  const parts = Object.entries(fields).map(([name, field]) => compileValue(field, `${place}/${name}`))
  if (parts.every((part) => part === undefined)) return undefined
  const evaluators = Object.values(fields).map((field, index) => parts[index] ?? (() => field))
  const assemble = (values: readonly JsonValue[]): JsonObject => {
    const object: JsonObject = {}
    names.forEach((name, index) => {
      put(object, name, values[index] ?? null)
    })
    return object
  }
  return (scope) => {
    const values = inOrder(evaluators, scope)
    return values instanceof Promise ? values.then(assemble) : assemble(values)
  }
}

/** One after the other, so that seeded numbers are drawn in the order of the text. */
const inOrder = (evaluators: readonly Evaluate[], scope: Scope): JsonValue[] | Promise<JsonValue[]> => {
  const values: JsonValue[] = []
  for (const evaluate of evaluators) {
    const value = evaluate(scope)
    if (value instanceof Promise) return finish(values, value, evaluators, scope)
    values.push(value)
  }
  return values
}

const finish = async (
  values: JsonValue[],
  pending: Promise<JsonValue>,
  evaluators: readonly Evaluate[],
  scope: Scope,
): Promise<JsonValue[]> => {
  values.push(await pending)
  for (const evaluate of evaluators.slice(values.length)) values.push(await evaluate(scope))
  return values
}
