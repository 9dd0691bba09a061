import type { Quotas } from '../src/api/quotas.ts'
import { type ExecutionDescription, StepFunctions } from '../src/api/step-functions.ts'
import { Timeline } from '../src/clock/timeline.ts'
import type { HistoryEvent } from '../src/history/history.ts'
import type { JsonObject, JsonValue } from '../src/language/json.ts'

export const START = Date.UTC(2020, 2, 1)

/** A Lambda function of a test: gets the payload, gives the answer or throws. */
export type Handler = (payload: JsonValue) => JsonValue | Promise<JsonValue>

export interface RigOptions {
  readonly handlers?: { readonly [functionName: string]: Handler }
  /** Virtual seconds that a function takes. */
  readonly durations?: { readonly [functionName: string]: number }
  readonly quotas?: Quotas
  readonly publish?: (args: JsonObject) => Promise<JsonObject>
  readonly seed?: string
  readonly timelineSeed?: string
  readonly keepClosed?: number
}

/** A local Step Functions with its timeline, and short ways to what tests look at. */
export class Rig {
  readonly timeline: Timeline
  readonly service: StepFunctions
  readonly calls: { readonly name: string; readonly payload: JsonValue; readonly at: number }[] = []
  #machines = 0

  constructor({
    handlers = {},
    durations = {},
    quotas = {},
    publish,
    seed = 'test',
    timelineSeed,
    keepClosed,
  }: RigOptions = {}) {
    this.timeline = new Timeline({
      startAt: START,
      ...(timelineSeed !== undefined && { seed: timelineSeed }),
    })
    this.service = new StepFunctions({
      timeline: this.timeline,
      seed,
      invoke: async (name, payload) => {
        this.calls.push({ name, payload, at: this.seconds() })
        const handler = handlers[name]
        if (handler === undefined) throw new Error(`no function ${name}`)
        return await handler(payload)
      },
      duration: (name) => (durations[name] ?? 0) * 1000,
      quotas,
      publish: publish ?? (async () => ({ MessageId: 'message-1' })),
      ...(keepClosed !== undefined && { keepClosed }),
    })
  }

  /** Seconds since the start. */
  seconds(): number {
    return (this.timeline.now() - START) / 1000
  }

  create(states: JsonObject, options: JsonObject = {}, name?: string): string {
    this.#machines += 1
    const [StartAt = ''] = Object.keys(states)
    const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt, States: states, ...options })
    const { stateMachineArn } = this.service.createStateMachine({
      name: name ?? `machine-${this.#machines}`,
      definition,
    })
    return stateMachineArn
  }

  start(stateMachineArn: string, input: JsonValue = {}, name = 'run'): string {
    const text = JSON.stringify(input)
    return this.service.startExecution({ stateMachineArn, name, input: text }).executionArn
  }

  /** Runs a machine of these states until nothing is left to do. */
  async run(states: JsonObject, input: JsonValue = {}, options: JsonObject = {}): Promise<Outcome> {
    const executionArn = this.start(this.create(states, options), input)
    await this.timeline.runUntilIdle()
    return this.outcome(executionArn)
  }

  outcome(executionArn: string): Outcome {
    return new Outcome(this.service, executionArn)
  }
}

/** What has become of an execution. */
export class Outcome {
  readonly arn: string
  readonly #service: StepFunctions

  constructor(service: StepFunctions, arn: string) {
    this.#service = service
    this.arn = arn
  }

  get description(): ExecutionDescription {
    return this.#service.describeExecution({ executionArn: this.arn })
  }

  get status(): string {
    return this.description.status
  }

  get output(): JsonValue {
    const { output, status, error, cause } = this.description
    if (output === undefined) throw new Error(`${status} without an output: ${error}: ${cause}`)
    return JSON.parse(output)
  }

  get failure(): { error: string | undefined; cause: string | undefined } {
    const { error, cause } = this.description
    return { error, cause }
  }

  get events(): HistoryEvent[] {
    const events: HistoryEvent[] = []
    let nextToken: string | undefined
    do {
      const page = this.#service.getExecutionHistory({
        executionArn: this.arn,
        maxResults: 1000,
        ...(nextToken !== undefined && { nextToken }),
      })
      events.push(...page.events)
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    return events
  }

  get types(): string[] {
    return this.events.map(({ type }) => type)
  }

  /** The ids that the events say they follow. */
  get previous(): number[] {
    return this.events.map(({ previousEventId }) => previousEventId)
  }

  /** Seconds since the start of all events of this type. */
  times(type: string): number[] {
    return this.events.filter((event) => event.type === type).map(({ timestamp }) => timestamp - START / 1000)
  }

  get transitions(): number {
    return this.#service.transitions(this.arn)
  }
}

export const LAMBDA = 'arn:aws:states:::lambda:invoke'
const CALLBACK = 'arn:aws:states:::lambda:invoke.waitForTaskToken'

/** A Task state that invokes a function with the state's input. */
export const task = (FunctionName: string, fields: JsonObject = { End: true }): JsonObject => ({
  Type: 'Task',
  Resource: LAMBDA,
  Arguments: { FunctionName, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...fields,
})

/** A Task state that hands its token to a function and waits for the reply. */
export const callback = (FunctionName: string, fields: JsonObject = { End: true }): JsonObject => ({
  Type: 'Task',
  Resource: CALLBACK,
  Arguments: { FunctionName, Payload: { token: '{% $states.context.Task.Token %}' } },
  ...fields,
})

export const pass = (fields: JsonObject = { End: true }): JsonObject => ({ Type: 'Pass', ...fields })

/** An error with a name, as a handler throws it. */
export class Named extends Error {
  override readonly name: string

  constructor(name: string, message = 'went wrong') {
    super(message)
    this.name = name
  }
}

/** A handler that throws these errors one after the other, and then gives `ok`. */
export const failing = (...names: readonly string[]): Handler => {
  let calls = 0
  return () => {
    const name = names[calls]
    calls += 1
    if (name !== undefined) throw new Named(name)
    return 'ok'
  }
}
