import type { Timeline } from '../clock/timeline.ts'
import type { HistoryEvent } from '../history/history.ts'
import { newEngine } from '../interpreter/engine.ts'
import type { Attempt, Engine, EventNotice, Execution, ExecutionStatus } from '../interpreter/model.ts'
import { TokenMint } from '../interpreter/task-tokens.ts'
import { type ApiErrorName, StepFunctionsError } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { PAYLOAD_LIMIT } from '../language/payload.ts'
import { Arns } from './arns.ts'
import { type ExecutionListItem, Executions, type ListExecutionsRequest } from './executions.ts'
import { type PageRequest, pageSize, positionOf, tokenFor } from './pagination.ts'
import { QuotaBuckets, type Quotas, type QuotaUse } from './quotas.ts'
import {
  type CreateStateMachineRequest,
  describeRevision,
  type StateMachineDescription,
  type StateMachineForExecution,
  StateMachines,
  type UpdateStateMachineRequest,
} from './state-machines.ts'
import {
  type ValidateStateMachineDefinitionRequest,
  type ValidationResult,
  validateDefinition,
} from './validate-definition.ts'

export interface StepFunctionsOptions {
  readonly timeline: Timeline
  /** Decides tokens, generated names, jitter and random numbers: the same seed, the same bytes. */
  readonly seed: string | number
  /** Runs a Lambda function by its name. */
  readonly invoke: (functionName: string, payload: JsonValue) => Promise<JsonValue>
  /**
   * How long a function takes on the virtual clock, in milliseconds: others go on meanwhile, and a TimeoutSeconds that is
   * shorter fires. 0, the default: its answer is there before anything else happens.
   */
  readonly duration?: (functionName: string) => number
  /** SNS Publish. */
  readonly publish: (args: JsonObject) => Promise<JsonObject>
  readonly region?: string
  readonly account?: string
  /** Limits on rates, by name, such as `StateTransition`. Without: none. */
  readonly quotas?: Quotas
  /** So many closed executions are kept, where AWS keeps them for 90 days. One with 200 events takes about 25 KB. */
  readonly keepClosed?: number
  readonly onEvent?: (notice: EventNotice) => void
}

export type ExecutionDescription = {
  executionArn: string
  stateMachineArn: string
  name: string
  status: ExecutionStatus
  startDate: number
  stopDate?: number
  input?: string
  inputDetails: { included: boolean }
  output?: string
  outputDetails?: { included: boolean }
  error?: string
  cause?: string
  redriveCount: number
  redriveStatus: string
  redriveStatusReason: string
}

export interface GetExecutionHistoryRequest extends PageRequest {
  readonly executionArn: string
  readonly reverseOrder?: boolean
  readonly includeExecutionData?: boolean
}

/**
 * AWS Step Functions on one machine: Standard workflows in JSONata, driven by a timeline. Requests and responses are
 * those of the API; times are seconds since 1970. Every method throws StepFunctionsError, named as on AWS.
 */
export class StepFunctions {
  readonly #engine: Engine
  readonly #machines: StateMachines
  readonly #executions: Executions
  readonly #timeline: Timeline
  readonly #quotas: QuotaBuckets

  constructor(options: StepFunctionsOptions) {
    const { timeline, seed, invoke, publish, onEvent, duration = () => 0 } = options
    const { region = 'local-1', account = '000000000000', quotas = {}, keepClosed = 25_000 } = options
    this.#quotas = new QuotaBuckets(quotas, timeline)
    const throttle = this.#quotas.transition
    const arns = new Arns(region, account)
    const outside = {
      invoke,
      duration,
      publish,
      startExecution: (machine: string, name: string | undefined, input: JsonValue) => {
        this.#quotas.call('StartExecution')
        return this.#executions.start(machine, name, input)
      },
    }
    const tokens = new TokenMint(seed)
    this.#timeline = timeline
    this.#engine = newEngine({ timeline, seed, region, outside, tokens, throttle, onEvent })
    const role = `arn:aws:iam::${account}:role/StepFunctions`
    this.#machines = new StateMachines(arns, this.#engine, timeline, role)
    this.#executions = new Executions(arns, this.#engine, this.#machines, keepClosed)
  }

  createStateMachine(request: CreateStateMachineRequest): { stateMachineArn: string; creationDate: number } {
    return this.#machines.create(request)
  }

  updateStateMachine(request: UpdateStateMachineRequest): { updateDate: number; revisionId: string } {
    return this.#machines.update(request)
  }

  deleteStateMachine({ stateMachineArn }: { readonly stateMachineArn: string }): Record<string, never> {
    this.#machines.delete(stateMachineArn)
    return {}
  }

  describeStateMachine(request: { readonly stateMachineArn: string }): StateMachineDescription {
    return this.#machines.describe(request.stateMachineArn)
  }

  listStateMachines(request: PageRequest = {}): ReturnType<StateMachines['list']> {
    return this.#machines.list(request)
  }

  /** Creates no state machine. */
  validateStateMachineDefinition(request: ValidateStateMachineDefinitionRequest): ValidationResult {
    return validateDefinition(request, this.#engine)
  }

  /** The first state runs as an event of the timeline, at this same instant. */
  startExecution(request: {
    readonly stateMachineArn: string
    readonly name?: string
    readonly input?: string
  }): { executionArn: string; startDate: number } {
    this.#quotas.call('StartExecution')
    const { stateMachineArn, name, input = '{}' } = request
    const execution = this.#executions.start(stateMachineArn, name, parse(input, 'InvalidExecutionInput'))
    return { executionArn: execution.arn, startDate: execution.startedAt / 1000 }
  }

  describeExecution(request: {
    readonly executionArn: string
    readonly includedData?: 'ALL_DATA' | 'METADATA_ONLY'
  }): ExecutionDescription {
    this.#quotas.call('DescribeExecution')
    const included = request.includedData !== 'METADATA_ONLY'
    return describe(this.#executions.get(request.executionArn), included)
  }

  describeStateMachineForExecution(request: { readonly executionArn: string }): StateMachineForExecution {
    this.#quotas.call('DescribeStateMachineForExecution')
    return describeRevision(this.#executions.get(request.executionArn).revision)
  }

  /** Newest first. */
  listExecutions(request: ListExecutionsRequest): { executions: ExecutionListItem[]; nextToken?: string } {
    this.#quotas.call('ListExecutions')
    return this.#executions.list(request)
  }

  getExecutionHistory(request: GetExecutionHistoryRequest): { events: HistoryEvent[]; nextToken?: string } {
    this.#quotas.call('GetExecutionHistory')
    const { executionArn, reverseOrder = false, includeExecutionData = true } = request
    const { history } = this.#executions.get(executionArn)
    const from = positionOf(request) ?? 0
    const count = Math.min(pageSize(request), Math.max(0, history.length - from))
    const events = Array.from({ length: count }, (_, index) => {
      const id = reverseOrder ? history.length - from - index : from + index + 1
      return history.event(id, includeExecutionData)
    })
    return from + count < history.length ? { events, nextToken: tokenFor(from + count) } : { events }
  }

  /** An execution that is over stays as it is. */
  stopExecution(request: {
    readonly executionArn: string
    readonly error?: string
    readonly cause?: string
  }): { stopDate: number } {
    this.#quotas.call('StopExecution')
    const execution = this.#executions.get(request.executionArn)
    execution.abort(request.error, request.cause)
    return { stopDate: (execution.stoppedAt ?? this.#timeline.now()) / 1000 }
  }

  /** The task goes on as an event of the timeline, at this same instant. */
  sendTaskSuccess(request: { readonly taskToken: string; readonly output: string }): Record<string, never> {
    this.#quotas.call('SendTaskSuccess')
    const attempt = this.#waitingFor(request.taskToken)
    attempt.succeed(parse(request.output, 'InvalidOutput'))
    return {}
  }

  sendTaskFailure(request: {
    readonly taskToken: string
    readonly error?: string
    readonly cause?: string
  }): Record<string, never> {
    this.#quotas.call('SendTaskFailure')
    this.#waitingFor(request.taskToken).fail(request.error, request.cause)
    return {}
  }

  sendTaskHeartbeat(request: { readonly taskToken: string }): Record<string, never> {
    this.#quotas.call('SendTaskHeartbeat')
    this.#waitingFor(request.taskToken).beat()
    return {}
  }

  /** The state transitions: of one execution, or of all since the service began. */
  transitions(executionArn?: string): number {
    return executionArn === undefined
      ? this.#engine.transitions
      : this.#executions.get(executionArn).transitions
  }

  /** What came of each quota that was given, since the service began. */
  quotaUse(): Readonly<Record<string, QuotaUse>> {
    return this.#quotas.use()
  }

  #waitingFor(token: string): Attempt {
    const attempt = this.#engine.waitingFor(token)
    if (attempt !== undefined) return attempt
    const { execution } = this.#engine.tokens.read(token)
    throw this.#executions.knows(execution)
      ? new StepFunctionsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'")
      : new StepFunctionsError('TaskDoesNotExist', 'Task does not exist')
  }
}

const parse = (text: string, otherwise: ApiErrorName): JsonValue => {
  if (Buffer.byteLength(text) > PAYLOAD_LIMIT)
    throw new StepFunctionsError(otherwise, `The JSON is larger than ${PAYLOAD_LIMIT} bytes`)
  try {
    const value: JsonValue = JSON.parse(text)
    return value
  } catch (error) {
    throw new StepFunctionsError(otherwise, `Invalid JSON: ${error instanceof Error ? error.message : error}`)
  }
}

const describe = (execution: Execution, included: boolean): ExecutionDescription => {
  const { stoppedAt, output, error, cause } = execution
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.revision.machine.arn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startedAt / 1000,
    ...(stoppedAt !== undefined && { stopDate: stoppedAt / 1000 }),
    ...(included && { input: JSON.stringify(execution.input) }),
    inputDetails: { included },
    ...(output !== undefined && {
      ...(included && { output: JSON.stringify(output) }),
      outputDetails: { included },
    }),
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason:
      execution.status === 'RUNNING'
        ? 'Execution is RUNNING and cannot be redriven'
        : 'Redriving is not supported here',
  }
}
