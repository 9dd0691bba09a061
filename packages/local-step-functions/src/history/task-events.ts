import type { JsonObject, JsonValue } from '../language/json.ts'
import type { EventDetail } from './history-events.ts'

/** How long a task may take, as its TaskScheduled event tells. */
export interface TaskLimits {
  readonly timeout: number | undefined
  readonly heartbeat: number | undefined
}

/** The events that a kind of task leaves in the history. */
export interface TaskEvents {
  scheduled(args: JsonValue, limits: TaskLimits): EventDetail
  readonly started: EventDetail
  submitted(output: JsonValue): EventDetail
  succeeded(output: JsonValue): EventDetail
  failed(error: string | undefined, cause: string | undefined): EventDetail
  timedOut(error: string): EventDetail
}

const NOT_TRUNCATED = { truncated: false }

const reason = (error: string | undefined, cause: string | undefined): JsonObject => ({
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
})

class TaskOutput implements EventDetail {
  readonly type: string
  readonly #key: string
  readonly #labels: JsonObject
  readonly #output: JsonValue

  constructor(type: string, key: string, labels: JsonObject, output: JsonValue) {
    this.type = type
    this.#key = key
    this.#labels = labels
    this.#output = output
  }

  render(withData: boolean): JsonObject {
    const output = withData ? { output: JSON.stringify(this.#output), outputDetails: NOT_TRUNCATED } : {}
    return { [this.#key]: { ...this.#labels, ...output } }
  }
}

class TaskScheduled implements EventDetail {
  readonly type = 'TaskScheduled'
  readonly #labels: JsonObject
  readonly #region: string
  readonly #args: JsonValue
  readonly #limits: TaskLimits

  constructor(labels: JsonObject, region: string, args: JsonValue, limits: TaskLimits) {
    this.#labels = labels
    this.#region = region
    this.#args = args
    this.#limits = limits
  }

  render(withData: boolean): JsonObject {
    const { timeout, heartbeat } = this.#limits
    return {
      taskScheduledEventDetails: {
        ...this.#labels,
        region: this.#region,
        ...(withData && { parameters: JSON.stringify(this.#args) }),
        ...(timeout !== undefined && { timeoutInSeconds: timeout }),
        ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
      },
    }
  }
}

/** For a service integration: `resourceType` lambda, `resource` invoke. */
export const integrationEvents = (resourceType: string, resource: string, region: string): TaskEvents => {
  const labels = { resourceType, resource }
  return {
    scheduled: (args, limits) => new TaskScheduled(labels, region, args, limits),
    started: { type: 'TaskStarted', render: () => ({ taskStartedEventDetails: labels }) },
    submitted: (output) => new TaskOutput('TaskSubmitted', 'taskSubmittedEventDetails', labels, output),
    succeeded: (output) => new TaskOutput('TaskSucceeded', 'taskSucceededEventDetails', labels, output),
    failed: (error, cause) => ({
      type: 'TaskFailed',
      render: () => ({ taskFailedEventDetails: { ...labels, ...reason(error, cause) } }),
    }),
    timedOut: (error) => ({
      type: 'TaskTimedOut',
      render: () => ({ taskTimedOutEventDetails: { ...labels, error } }),
    }),
  }
}

/** For a Lambda function's own ARN as the Resource. */
export const lambdaFunctionEvents = (resource: string): TaskEvents => ({
  scheduled: (args, { timeout }) => ({
    type: 'LambdaFunctionScheduled',
    render: (withData) => ({
      lambdaFunctionScheduledEventDetails: {
        resource,
        ...(withData && { input: JSON.stringify(args), inputDetails: NOT_TRUNCATED }),
        ...(timeout !== undefined && { timeoutInSeconds: timeout }),
      },
    }),
  }),
  started: { type: 'LambdaFunctionStarted', render: () => ({}) },
  submitted: () => {
    throw new TypeError('a Lambda function by its own ARN is never submitted')
  },
  succeeded: (output) =>
    new TaskOutput('LambdaFunctionSucceeded', 'lambdaFunctionSucceededEventDetails', {}, output),
  failed: (error, cause) => ({
    type: 'LambdaFunctionFailed',
    render: () => ({ lambdaFunctionFailedEventDetails: reason(error, cause) }),
  }),
  timedOut: (error) => ({
    type: 'LambdaFunctionTimedOut',
    render: () => ({ lambdaFunctionTimedOutEventDetails: { error } }),
  }),
})
