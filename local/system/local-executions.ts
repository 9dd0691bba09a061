import type { StepFunctions } from 'local-step-functions'
import { type ApiErrorName, StepFunctionsError } from 'local-step-functions/errors'
import type { HistoryEvent } from 'local-step-functions/history'
import type { JsonObject, JsonValue } from '../../core/json.ts'
import {
  type Execution,
  type ExecutionEvent,
  type ExecutionStatus,
  type Executions,
  ExecutionsThrottled,
  type Workflow,
} from '../../core/ports/executions.ts'
import type { Tasks } from '../../core/ports/tasks.ts'
import { type Instant, instant } from '../../core/time/instant.ts'

export interface ExecutionsOptions {
  readonly service: StepFunctions
  readonly stateMachineArns: Readonly<Record<Workflow, string>>
}

/**
 * The executions on the local Step Functions.
 * Like AWS it answers a repeated start of an open execution with the same input as if it were the first: such a start is
 * reported as `started`; with another input, as `already_running`.
 */
export const makeExecutions = ({ service, stateMachineArns }: ExecutionsOptions): Executions => {
  const executionArn = (workflow: Workflow, name: string): string =>
    `${stateMachineArns[workflow].replace(':stateMachine:', ':execution:')}:${name}`

  const find = (workflow: Workflow, name: string): Execution | undefined =>
    unless(
      MISSING,
      () => undefined,
      () => toExecution(workflow, service.describeExecution({ executionArn: executionArn(workflow, name) })),
    )

  return {
    start: async (workflow, name, input) =>
      unless<'started' | 'already_running' | 'already_ended'>(
        EXISTING,
        () => (find(workflow, name)?.status === 'RUNNING' ? 'already_running' : 'already_ended'),
        () => {
          const stateMachineArn = stateMachineArns[workflow]
          service.startExecution({ stateMachineArn, name, input: JSON.stringify(input) })
          return 'started'
        },
      ),

    stop: async (workflow, name, cause) => {
      unless<unknown>(
        MISSING,
        () => undefined,
        () => service.stopExecution({ executionArn: executionArn(workflow, name), cause }),
      )
    },

    describe: async (workflow, name) => find(workflow, name),

    list: async (workflow, { status, cursor }) => {
      const { executions, nextToken } = throttled(() =>
        service.listExecutions({
          stateMachineArn: stateMachineArns[workflow],
          ...(status !== undefined && { statusFilter: status }),
          ...(cursor !== undefined && { nextToken: cursor }),
        }),
      )
      return {
        executions: executions.map((execution) => toExecution(workflow, execution)),
        ...(nextToken !== undefined && { cursor: nextToken }),
      }
    },

    history: async (workflow, name, cursor) =>
      unless<{ events: ExecutionEvent[]; cursor?: string } | undefined>(
        MISSING,
        () => undefined,
        () => {
          const { events, nextToken } = service.getExecutionHistory({
            executionArn: executionArn(workflow, name),
            maxResults: 1000,
            ...(cursor !== undefined && { nextToken: cursor }),
          })
          return { events: events.map(executionEvent), ...(nextToken !== undefined && { cursor: nextToken }) }
        },
      ),

    link: () => undefined,
  }
}

/** The waiting tasks of the local Step Functions. */
export const makeTasks = (service: StepFunctions): Tasks => {
  const answer = (send: () => unknown): 'taken' | 'dead_token' =>
    unless<'taken' | 'dead_token'>(
      DEAD_TOKEN,
      () => 'dead_token',
      () => {
        send()
        return 'taken'
      },
    )
  return {
    succeed: async (taskToken, output) =>
      answer(() => service.sendTaskSuccess({ taskToken, output: JSON.stringify(output) })),
    fail: async (taskToken, error, cause) =>
      answer(() => service.sendTaskFailure({ taskToken, error, cause })),
  }
}

const MISSING: readonly ApiErrorName[] = ['ExecutionDoesNotExist']
const EXISTING: readonly ApiErrorName[] = ['ExecutionAlreadyExists']
const DEAD_TOKEN: readonly ApiErrorName[] = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']

/**
 * The result of `work`, or of `otherwise` when the service refuses with one of these errors.
 * @throws ExecutionsThrottled
 */
const unless = <Answer>(
  refusals: readonly ApiErrorName[],
  otherwise: () => Answer,
  work: () => Answer,
): Answer => {
  try {
    return throttled(work)
  } catch (error) {
    if (error instanceof StepFunctionsError && refusals.includes(error.name)) return otherwise()
    throw error
  }
}

/** @throws ExecutionsThrottled over a quota */
const throttled = <Answer>(work: () => Answer): Answer => {
  try {
    return work()
  } catch (error) {
    if (error instanceof StepFunctionsError && error.name === 'ThrottlingException')
      throw new ExecutionsThrottled(`Step Functions throttles: ${error.message}`, { cause: error })
    throw error
  }
}

interface Described {
  readonly name: string
  readonly status: ExecutionStatus
  readonly startDate: number
  readonly stopDate?: number
  readonly error?: string
  readonly cause?: string
}

const toExecution = (
  workflow: Workflow,
  { name, status, startDate, stopDate, error, cause }: Described,
): Execution => ({
  workflow,
  name,
  status,
  startedAt: at(startDate),
  ...(stopDate !== undefined && { stoppedAt: at(stopDate) }),
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
})

/** The details of an event are in a member named after its type. */
const executionEvent = ({
  id,
  previousEventId,
  timestamp,
  type,
  ...members
}: HistoryEvent): ExecutionEvent => {
  const details = Object.values(members).find(isObject) ?? {}
  const { name, state = name } = details
  const named = type.endsWith('StateEntered') || type.endsWith('StateExited') || type === 'EvaluationFailed'
  return {
    id,
    previousEventId,
    at: at(timestamp),
    type,
    ...(named && typeof state === 'string' && { state }),
    details,
  }
}

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** From seconds since 1970. */
const at = (seconds: number): Instant => instant(Math.round(seconds * 1000))
