import type { JsonObject, JsonValue } from '../language/json.ts'

/** Everything an expression can see. */
export interface Scope {
  /** Bound as `$states`. `result` and `errorOutput` exist only where AWS offers them. */
  readonly states: {
    readonly input: JsonValue
    readonly result?: JsonValue
    readonly errorOutput?: JsonValue
    readonly context: JsonObject
  }
  /** Each bound as `$name`. */
  readonly variables: { readonly [name: string]: JsonValue }
  /** From 0 up to 1, seeded. Feeds `$random()`, `$uuid()` and `$shuffle()`. */
  readonly random: () => number
}

/**
 * Gives a value for a scope; only an expression beyond the fast subset answers with a Promise.
 * @throws QueryEvaluationError, or rejects with it
 */
export type Evaluate = (scope: Scope) => JsonValue | Promise<JsonValue>
