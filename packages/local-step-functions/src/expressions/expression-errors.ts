/** An expression that cannot be compiled. The message names the place and, where known, the position in the expression. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError'
}

/**
 * An expression that failed on this input, or gave something that JSON cannot hold: `States.QueryEvaluationError`.
 * The message is in AWS's own words.
 */
export class QueryEvaluationError extends Error {
  override readonly name = 'QueryEvaluationError'
  /** The field that holds the expression, such as `Output/days[0]`. */
  readonly location: string

  constructor(expression: string, location: string, what: string, options?: ErrorOptions) {
    super(`The JSONata expression '${expression}' specified for the field '${location}' ${what}`, options)
    this.location = location
  }
}

export const NOTHING = 'returned nothing (undefined).'
