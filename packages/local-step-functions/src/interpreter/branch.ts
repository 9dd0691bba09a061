import type { Scheduled } from '../clock/timeline.ts'
import type { Scope } from '../expressions/scope.ts'
import { type EventDetail, StateEntered, StateExited } from '../history/history-events.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { checkSize } from '../language/payload.ts'
import type { Attempt, Branch, Execution, Fork, State, Step, StepResult } from './model.ts'
import type { RetryCounts } from './retry.ts'

const enter: Step = (branch) => branch.enter()

export interface BranchStart {
  readonly execution: Execution
  readonly state: State
  readonly input: JsonValue
  readonly variables: JsonObject
  readonly lastEvent: number
  /** The Map or Parallel it is a part of, and its place there. */
  readonly memberOf?: Fork
  readonly index?: number
  /** The Map part of the Context object. */
  readonly item?: JsonObject | undefined
}

class RunningBranch implements Branch {
  readonly execution: Execution
  readonly memberOf: Fork | undefined
  readonly index: number
  readonly item: JsonObject | undefined
  state: State
  input: JsonValue
  variables: JsonObject
  lastEvent: number
  enteredEvent = 0
  #enteredAt = 0
  step: Step = enter
  retries: RetryCounts | undefined
  timer: Scheduled | undefined
  attempt: Attempt | undefined
  fork: Fork | undefined
  over = false
  #context: JsonObject | undefined

  constructor({ execution, state, input, variables, lastEvent, memberOf, index, item }: BranchStart) {
    this.execution = execution
    this.state = state
    this.input = input
    this.variables = variables
    this.lastEvent = lastEvent
    this.memberOf = memberOf
    this.index = index ?? 0
    this.item = item
  }

  enter(): StepResult {
    const { throttle } = this.execution.engine
    const delay = throttle === undefined ? 0 : throttle()
    if (delay === 0) return this.#enter()
    this.enteredEvent = 0
    return this.#in(delay, () => this.#enter())
  }

  #enter(): StepResult {
    const { execution, state } = this
    this.#enteredAt = execution.engine.now()
    this.retries = undefined
    this.#context = undefined
    execution.countTransition()
    this.record(new StateEntered(state.entered, state.name, this.input))
    this.enteredEvent = this.lastEvent
    return state.begin(this)
  }

  retry(): StepResult {
    const { throttle } = this.execution.engine
    const delay = throttle === undefined ? 0 : throttle()
    return delay === 0 ? this.#retry() : this.#in(delay, () => this.#retry())
  }

  /** As AWS throttles transitions: they come later, in the order in which they were due. */
  #in(milliseconds: number, step: Step): StepResult {
    const { engine } = this.execution
    this.timer = engine.schedule(this, engine.now() + milliseconds, step)
    return undefined
  }

  #retry(): StepResult {
    this.#context = undefined
    this.execution.countTransition()
    return this.state.begin(this)
  }

  leave(next: State | undefined, output: JsonValue, assigned: JsonObject | undefined): StepResult {
    const { state } = this
    if (output !== this.input) checkSize(output, `The output of the state '${state.name}'`)
    if (assigned !== undefined) {
      checkSize(assigned, `What the state '${state.name}' assigns`)
    }
    this.record(new StateExited(state.exited, state.name, output, assigned))
    this.release()
    if (assigned !== undefined) this.variables = { ...this.variables, ...assigned }
    if (next === undefined) return this.#end(output)
    this.state = next
    this.input = output
    return this
  }

  #end(output: JsonValue): StepResult {
    this.over = true
    if (this.memberOf !== undefined) return this.memberOf.finished(this, output)
    this.execution.succeed(output, this.lastEvent)
    return undefined
  }

  record(detail: EventDetail): void {
    this.lastEvent = this.execution.record(detail, this.lastEvent)
  }

  scope(): Scope {
    const { input, variables, execution } = this
    return { states: { input, context: this.context() }, variables, random: execution.random }
  }

  scopeWithResult(result: JsonValue): Scope {
    const { input, variables, execution } = this
    return { states: { input, result, context: this.context() }, variables, random: execution.random }
  }

  scopeWithError(errorOutput: JsonObject): Scope {
    const { input, variables, execution } = this
    return { states: { input, errorOutput, context: this.context() }, variables, random: execution.random }
  }

  context(): JsonObject {
    this.#context ??= this.contextWith(this.item)
    return this.#context
  }

  contextWith(item: JsonObject | undefined): JsonObject {
    const { execution, state } = this
    const EnteredTime = execution.engine.instant(this.#enteredAt)
    const State: JsonObject =
      state.handlers === undefined
        ? { EnteredTime, Name: state.name }
        : { EnteredTime, Name: state.name, RetryCount: this.retries?.total ?? 0 }
    const { Execution, StateMachine } = execution.context
    const token = this.attempt?.token
    if (token === undefined && item === undefined) return { Execution, State, StateMachine }
    return {
      Execution,
      State,
      StateMachine,
      ...(token !== undefined && { Task: { Token: token } }),
      ...(item !== undefined && { Map: item }),
    }
  }

  release(): void {
    this.timer?.cancel()
    this.timer = undefined
    this.attempt?.close()
    this.attempt = undefined
    this.fork?.drop()
    this.fork = undefined
  }
}

export const newBranch = (start: BranchStart): Branch => new RunningBranch(start)
