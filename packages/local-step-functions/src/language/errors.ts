export type ApiErrorName =
  | 'ExecutionAlreadyExists'
  | 'ExecutionDoesNotExist'
  | 'InvalidArn'
  | 'InvalidDefinition'
  | 'InvalidExecutionInput'
  | 'InvalidName'
  | 'InvalidOutput'
  | 'InvalidToken'
  | 'MissingRequiredParameter'
  | 'StateMachineAlreadyExists'
  | 'StateMachineDeleting'
  | 'StateMachineDoesNotExist'
  | 'StateMachineTypeNotSupported'
  | 'TaskDoesNotExist'
  | 'TaskTimedOut'
  | 'ThrottlingException'
  | 'ValidationException'

/** An error of the Step Functions API. `name` is AWS's. */
export class StepFunctionsError extends Error {
  override readonly name: ApiErrorName

  constructor(name: ApiErrorName, message: string) {
    super(message)
    this.name = name
  }
}

export const TIMEOUT = 'States.Timeout'
export const HEARTBEAT_TIMEOUT = 'States.HeartbeatTimeout'
export const TASK_FAILED = 'States.TaskFailed'
export const RUNTIME = 'States.Runtime'
export const DATA_LIMIT_EXCEEDED = 'States.DataLimitExceeded'
export const NO_CHOICE_MATCHED = 'States.NoChoiceMatched'
export const QUERY_EVALUATION_ERROR = 'States.QueryEvaluationError'
export const ALL = 'States.ALL'

export interface FailureDetails {
  /** A heartbeat that did not come: reported as States.Timeout, matched as States.HeartbeatTimeout too. */
  readonly heartbeat?: boolean
  /** The field whose expression failed: EvaluationFailed is recorded for it. */
  readonly location?: string | undefined
  /** It went wrong inside the state, not in its task: AWS begins the cause with the state and its event. */
  readonly inside?: boolean
}

/** A state failed with an error name of the States Language or of the task's own. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure'
  readonly error: string | undefined
  /** undefined: AWS reports none, as for a timeout. */
  readonly reason: string | undefined
  readonly heartbeat: boolean
  readonly location: string | undefined
  readonly inside: boolean

  constructor(error: string | undefined, reason?: string, details: FailureDetails = {}) {
    super(`${error ?? 'no error name'}: ${reason ?? ''}`)
    this.error = error
    this.reason = reason
    this.heartbeat = details.heartbeat ?? false
    this.location = details.location
    this.inside = details.inside ?? false
  }
}

/** The execution was closed while something of it was under way: what comes back is dropped. */
export class ExecutionOver extends Error {
  override readonly name = 'ExecutionOver'
}
