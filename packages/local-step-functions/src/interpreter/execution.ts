import { type Random, seededRandom } from '../clock/random.ts'
import type { Scheduled } from '../clock/timeline.ts'
import { EVENT_LIMIT, History } from '../history/history.ts'
import {
  type EventDetail,
  ExecutionStarted,
  ExecutionSucceeded,
  executionAborted,
  executionFailed,
  executionTimedOut,
} from '../history/history-events.ts'
import { ExecutionOver, RUNTIME, StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { newBranch } from './branch.ts'
import type { Branch, Engine, Execution, ExecutionStatus, Revision } from './model.ts'

export interface ExecutionStart {
  readonly engine: Engine
  readonly revision: Revision
  readonly number: number
  readonly arn: string
  readonly name: string
  readonly input: JsonValue
  readonly onClosed: (execution: Execution) => void
}

/** How an execution ended. */
interface Ending {
  readonly status: Exclude<ExecutionStatus, 'RUNNING'>
  readonly event: EventDetail
  readonly previousEvent: number
  readonly output?: JsonValue
  readonly error?: string | undefined
  readonly cause?: string | undefined
}

class RunningExecution implements Execution {
  readonly engine: Engine
  readonly revision: Revision
  readonly number: number
  readonly arn: string
  readonly name: string
  readonly input: JsonValue
  readonly startedAt: number
  readonly random: Random
  readonly history = new History()
  readonly context: { readonly Execution: JsonObject; readonly StateMachine: JsonObject }
  status: ExecutionStatus = 'RUNNING'
  stoppedAt: number | undefined
  output: JsonValue | undefined
  error: string | undefined
  cause: string | undefined
  transitions = 0
  #tokens = 0
  readonly #root: Branch
  readonly #onClosed: ((execution: Execution) => void)[]
  #timeout: Scheduled | undefined

  constructor({ engine, revision, number, arn, name, input, onClosed }: ExecutionStart) {
    this.engine = engine
    this.revision = revision
    this.number = number
    this.arn = arn
    this.name = name
    this.input = input
    this.startedAt = engine.now()
    this.random = seededRandom(`${engine.seed}/${arn}`)
    this.#onClosed = [onClosed]
    const { machine, program } = revision
    this.context = {
      Execution: {
        Id: arn,
        Input: input,
        Name: name,
        RoleArn: revision.roleArn,
        StartTime: engine.instant(this.startedAt),
        RedriveCount: 0,
      },
      StateMachine: { Id: machine.arn, Name: machine.name },
    }
    this.#root = newBranch({ execution: this, state: program.start, input, variables: {}, lastEvent: 0 })
  }

  begin(): void {
    this.countTransition()
    this.record(new ExecutionStarted(this.input, this.revision.roleArn), 0)
    const { engine, startedAt } = this
    const delay = engine.throttle?.() ?? 0
    this.#root.timer = engine.schedule(this.#root, startedAt + delay, (branch) => branch.enter())
    const { timeoutSeconds } = this.revision.program
    if (timeoutSeconds !== undefined)
      this.#timeout = engine.at(startedAt + timeoutSeconds * 1000, () => this.#timeOut())
  }

  countTransition(): void {
    this.transitions += 1
    this.engine.transitions += 1
  }

  issueToken(): string {
    this.#tokens += 1
    return this.engine.tokens.mint({ execution: this.number, attempt: this.#tokens })
  }

  record(detail: EventDetail, previousEvent: number): number {
    if (this.status !== 'RUNNING') throw new ExecutionOver(`${this.arn} is over`)
    if (!this.history.hasRoom)
      throw new StateFailure(
        RUNTIME,
        `The execution reached the maximum number of history events (${EVENT_LIMIT}).`,
      )
    return this.#add(detail, previousEvent)
  }

  note(detail: EventDetail, previousEvent: number): void {
    if (this.status === 'RUNNING' && this.history.hasRoom) this.#add(detail, previousEvent)
  }

  succeed(output: JsonValue, previousEvent: number): void {
    this.#close({ status: 'SUCCEEDED', event: new ExecutionSucceeded(output), previousEvent, output })
  }

  fail({ error, reason }: StateFailure, previousEvent: number): void {
    const event = executionFailed(error, reason)
    this.#close({ status: 'FAILED', event, previousEvent, error, cause: reason })
  }

  abort(error: string | undefined, cause: string | undefined): void {
    const event = executionAborted(error, cause)
    this.#close({ status: 'ABORTED', event, previousEvent: this.history.length, error, cause })
  }

  onClosed(listener: (execution: Execution) => void): void {
    this.#onClosed.push(listener)
  }

  #timeOut(): void {
    this.#close({ status: 'TIMED_OUT', event: executionTimedOut, previousEvent: this.history.length })
  }

  #close({ status, event, previousEvent, output, error, cause }: Ending): void {
    if (this.status !== 'RUNNING') return
    this.status = status
    this.stoppedAt = this.engine.now()
    this.output = output
    this.error = error
    this.cause = cause
    this.#timeout?.cancel()
    this.#root.over = true
    this.#root.release()
    try {
      this.#add(event, previousEvent)
    } finally {
      this.history.seal()
      for (const listener of this.#onClosed.splice(0)) listener(this)
    }
  }

  #add(detail: EventDetail, previousEvent: number): number {
    const at = this.engine.now()
    const id = this.history.add(detail, previousEvent, at)
    this.engine.onEvent?.({ executionArn: this.arn, id, type: detail.type, state: detail.state, at })
    return id
  }
}

export const newExecution = (start: ExecutionStart): Execution => new RunningExecution(start)
