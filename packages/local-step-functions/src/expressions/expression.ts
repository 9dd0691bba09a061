import { ExpressionSyntaxError, NOTHING, QueryEvaluationError } from './expression-errors.ts'
import { compileFast } from './fast-expressions.ts'
import { compileGeneral, type General } from './jsonata-expressions.ts'
import { BEYOND, type Value } from './operators.ts'
import { type Outcome, refusalsIn } from './restrictions.ts'
import type { Evaluate } from './scope.ts'

/** Where an expression stands, and what of the state's outcome it may read there. */
export interface Field {
  readonly place: string
  readonly outcome: Outcome | undefined
}

/** More than the expressions of several large machines. */
const MOST_REMEMBERED = 2_000

const remembered = new Map<string, Evaluate>()

/**
 * Compiles one expression, without its `{% %}`: the fast way if it can, else for jsonata's evaluator. What it gave for
 * the same text in the same field is given again: tests create the same machine many times in one process.
 * @throws ExpressionSyntaxError
 */
export const compileExpression = (source: string, field: Field): Evaluate => {
  const key = JSON.stringify([source, field.place, field.outcome])
  const known = remembered.get(key)
  if (known !== undefined) return known
  const compiled = compile(source, field)
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(key, compiled)
  return compiled
}

const compile = (source: string, { place, outcome }: Field): Evaluate => {
  const general = parse(source, place)
  const [refusal] = refusalsIn(general.tree, source, outcome)
  if (refusal !== undefined) throw syntaxError(place, source, refusal.reason, refusal.position)
  const fast = compileFast(general.tree)
  if (fast === undefined) return general.evaluate
  return (scope) => {
    let value: Value
    try {
      value = fast(scope)
    } catch (error) {
      if (error === BEYOND) return general.evaluate(scope)
      throw error
    }
    if (value === undefined) throw new QueryEvaluationError(source, place, NOTHING)
    return value
  }
}

const parse = (source: string, place: string): General => {
  try {
    return compileGeneral(source, place)
  } catch (error) {
    if (typeof error !== 'object' || error === null || !('message' in error)) throw error
    const position = 'position' in error && typeof error.position === 'number' ? error.position : undefined
    throw syntaxError(place, source, String(error.message), position)
  }
}

const syntaxError = (
  place: string,
  source: string,
  reason: string,
  position: number | undefined,
): ExpressionSyntaxError =>
  new ExpressionSyntaxError(
    `${place}: the expression '${source}' is not valid${position === undefined ? '' : ` at character ${position}`}: ${reason}`,
  )
