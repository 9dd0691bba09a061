import type { JsonObject, JsonValue } from '../language/json.ts'

/** One kind of event. `render` gives the fields next to id, type and timestamp, in AWS's shape. */
export interface EventDetail {
  readonly type: string
  /** The state that a state's own events name. */
  readonly state?: string
  render(withData: boolean): JsonObject
}

const NOT_TRUNCATED = { truncated: false }

const input = (value: JsonValue, withData: boolean): JsonObject =>
  withData ? { input: JSON.stringify(value), inputDetails: NOT_TRUNCATED } : {}

const output = (value: JsonValue, withData: boolean): JsonObject =>
  withData ? { output: JSON.stringify(value), outputDetails: NOT_TRUNCATED } : {}

const reason = (error: string | undefined, cause: string | undefined): JsonObject => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
})

/** An event without details of its own. */
export const bare = (type: string): EventDetail => ({ type, render: () => ({}) })

export class ExecutionStarted implements EventDetail {
  readonly type = 'ExecutionStarted'
  readonly #input: JsonValue
  readonly #roleArn: string

  constructor(value: JsonValue, roleArn: string) {
    this.#input = value
    this.#roleArn = roleArn
  }

  render(withData: boolean): JsonObject {
    return { executionStartedEventDetails: { ...input(this.#input, withData), roleArn: this.#roleArn } }
  }
}

export class ExecutionSucceeded implements EventDetail {
  readonly type = 'ExecutionSucceeded'
  readonly #output: JsonValue

  constructor(value: JsonValue) {
    this.#output = value
  }

  render(withData: boolean): JsonObject {
    return { executionSucceededEventDetails: output(this.#output, withData) }
  }
}

export const executionFailed = (error?: string, cause?: string): EventDetail => ({
  type: 'ExecutionFailed',
  render: () => ({ executionFailedEventDetails: reason(error, cause) }),
})

export const executionAborted = (error?: string, cause?: string): EventDetail => ({
  type: 'ExecutionAborted',
  render: () => ({ executionAbortedEventDetails: reason(error, cause) }),
})

export const executionTimedOut: EventDetail = {
  type: 'ExecutionTimedOut',
  render: () => ({ executionTimedOutEventDetails: {} }),
}

export class StateEntered implements EventDetail {
  readonly type: string
  readonly state: string
  readonly #input: JsonValue

  constructor(type: string, state: string, value: JsonValue) {
    this.type = type
    this.state = state
    this.#input = value
  }

  render(withData: boolean): JsonObject {
    return { stateEnteredEventDetails: { name: this.state, ...input(this.#input, withData) } }
  }
}

export class StateExited implements EventDetail {
  readonly type: string
  readonly state: string
  readonly #output: JsonValue
  readonly #assigned: JsonObject | undefined

  constructor(type: string, state: string, value: JsonValue, assigned: JsonObject | undefined) {
    this.type = type
    this.state = state
    this.#output = value
    this.#assigned = assigned
  }

  render(withData: boolean): JsonObject {
    const assigned = withData ? assignedVariables(this.#assigned) : {}
    return {
      stateExitedEventDetails: { name: this.state, ...output(this.#output, withData), ...assigned },
    }
  }
}

const assignedVariables = (assigned: JsonObject | undefined): JsonObject =>
  assigned === undefined
    ? {}
    : {
        assignedVariables: Object.fromEntries(
          Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)]),
        ),
        assignedVariablesDetails: NOT_TRUNCATED,
      }

export interface EvaluationFailure {
  readonly state: string
  readonly error: string
  readonly cause: string
  readonly location: string
}

export const evaluationFailed = (failure: EvaluationFailure): EventDetail => ({
  type: 'EvaluationFailed',
  state: failure.state,
  render: () => ({ evaluationFailedEventDetails: { ...failure } }),
})

export const mapStateStarted = (length: number): EventDetail => ({
  type: 'MapStateStarted',
  render: () => ({ mapStateStartedEventDetails: { length } }),
})

export type IterationStage = 'Started' | 'Succeeded' | 'Failed' | 'Aborted'

export const mapIteration = (stage: IterationStage, name: string, index: number): EventDetail => ({
  type: `MapIteration${stage}`,
  render: () => ({ [`mapIteration${stage}EventDetails`]: { name, index } }),
})
