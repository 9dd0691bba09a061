/** An expression that cannot be compiled. The message names the place and, where known, the position in the expression. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError'
}

/** An expression that failed on this input, or gave something that JSON cannot hold: `States.QueryEvaluationError`. */
export class QueryEvaluationError extends Error {
  override readonly name = 'QueryEvaluationError'
}
