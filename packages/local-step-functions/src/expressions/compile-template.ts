import type { JsonObject, JsonValue } from '../language/json.ts'
import { compileExpression, type Field } from './expression.ts'
import { ExpressionSyntaxError } from './expression-errors.ts'
import { put } from './operators.ts'
import type { Outcome } from './restrictions.ts'
import type { Evaluate, Scope } from './scope.ts'

/**
 * Compiles any JSON value in which a string of the form `{% … %}`, however deep, stands for a JSONata expression.
 * A value without expressions becomes a constant. A result may share parts with the scope: change neither.
 * `place` names the field in messages: `Output`, `Choices[1]/Condition`. `outcome` is what of the state's outcome the
 * field may read: AWS refuses `$states.result` and `$states.errorOutput` elsewhere before anything runs.
 * @throws ExpressionSyntaxError
 */
export const compileTemplate = (value: JsonValue, place: string, outcome?: Outcome): Evaluate => {
  const evaluate = compileValue(value, { place, outcome })
  return evaluate ?? (() => value)
}

/** undefined: there is no expression in the value. */
const compileValue = (value: JsonValue, field: Field): Evaluate | undefined => {
  if (typeof value === 'string') return compileText(value, field)
  if (Array.isArray(value)) return compileArray(value, field)
  if (typeof value === 'object' && value !== null) return compileObject(value, field)
  return undefined
}

const within = ({ place, outcome }: Field, step: string): Field => ({ place: `${place}${step}`, outcome })

const OPEN = '{%'
const CLOSE = '%}'

const compileText = (text: string, field: Field): Evaluate | undefined => {
  const opens = text.startsWith(OPEN)
  const closes = text.endsWith(CLOSE)
  if (!opens && !closes) return undefined
  if (!opens || !closes || text.length < OPEN.length + CLOSE.length)
    throw new ExpressionSyntaxError(
      `${field.place}: an expression must begin with ${OPEN} and end with ${CLOSE}, with no space outside them; got ${text}`,
    )
  return compileExpression(text.slice(OPEN.length, -CLOSE.length).trim(), field)
}

const compileArray = (items: readonly JsonValue[], field: Field): Evaluate | undefined => {
  const parts = items.map((item, index) => compileValue(item, within(field, `[${index}]`)))
  if (parts.every((part) => part === undefined)) return undefined
  const evaluators = items.map((item, index) => parts[index] ?? (() => item))
  return (scope) => inOrder(evaluators, scope)
}

const compileObject = (members: JsonObject, field: Field): Evaluate | undefined => {
  const names = Object.keys(members)
  const parts = Object.entries(members).map(([name, member]) =>
    compileValue(member, within(field, `/${name}`)),
  )
  if (parts.every((part) => part === undefined)) return undefined
  const evaluators = Object.values(members).map((member, index) => parts[index] ?? (() => member))
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
