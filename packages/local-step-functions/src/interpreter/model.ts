import type { Random } from '../clock/random.ts'
import type { Scheduled } from '../clock/timeline.ts'
import type { Scope } from '../expressions/scope.ts'
import type { AssignTemplate, Template } from '../expressions/typed-templates.ts'
import type { History } from '../history/history.ts'
import type { EventDetail } from '../history/history-events.ts'
import type { TaskLimits } from '../history/task-events.ts'
import type { Retrier } from '../language/definition.ts'
import type { StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import type { MaybePromise } from '../language/maybe-promise.ts'
import type { RetryCounts } from './retry.ts'
import type { TokenMint } from './task-tokens.ts'

/*
 * What an interpreter is made of, as types. The parts know each other by these alone: an engine moves branches along on
 * the timeline, an execution begins with one branch, a Map or Parallel state forks a branch into others, and a
 * task waits in an attempt.
 */

/** The branch that goes on now. undefined: this one waits for something, or is over. */
export type StepResult = MaybePromise<Branch | undefined>
export type Step = (branch: Branch) => StepResult

/** Finds the state that follows, once all of them exist. undefined: the block ends here. */
export type Link = () => State | undefined

export interface Catcher {
  readonly errorEquals: readonly string[]
  readonly next: Link
  /** undefined: the error output as it is. */
  readonly output: Template | undefined
  readonly assign: AssignTemplate | undefined
}

export interface Handlers {
  readonly retriers: readonly Retrier[]
  readonly catchers: readonly Catcher[]
}

/** A state of a machine, ready to run. */
export interface State {
  readonly name: string
  readonly type: 'Task' | 'Wait' | 'Choice' | 'Pass' | 'Succeed' | 'Fail' | 'Map' | 'Parallel'
  /** The names of its history events. */
  readonly entered: string
  readonly exited: string
  readonly handlers?: Handlers
  /** Runs the state, once it is entered and once more for each retry. @throws StateFailure, QueryEvaluationError */
  begin(branch: Branch): StepResult
}

/** A definition, ready to run. */
export interface Program {
  readonly start: State
  readonly timeoutSeconds: number | undefined
}

/** One text of a state machine. An execution keeps the revision it began with. */
export interface Revision {
  readonly id: string
  readonly machine: { readonly arn: string; readonly name: string }
  readonly roleArn: string
  readonly definition: string
  readonly program: Program
  readonly at: number
}

/** One sequence of states: the execution's own, a branch of a Parallel state, or an iteration of a Map. */
export interface Branch {
  readonly execution: Execution
  /** The fork it came from, and its place there. */
  readonly memberOf: Fork | undefined
  readonly index: number
  /** The Map part of the Context object. */
  readonly item: JsonObject | undefined
  readonly state: State
  readonly input: JsonValue
  readonly variables: JsonObject
  /** The event that the next one of this branch follows. */
  lastEvent: number
  readonly enteredEvent: number
  /** What it does when it goes on. */
  step: Step
  retries: RetryCounts | undefined
  timer: Scheduled | undefined
  attempt: Attempt | undefined
  /** What the Map or Parallel state that it is in has opened. */
  fork: Fork | undefined
  over: boolean
  enter(): StepResult
  /** The next attempt at a state that failed. */
  retry(): StepResult
  /** Leaves the state for the next one. Without one, the branch is at its end. */
  leave(next: State | undefined, output: JsonValue, assigned: JsonObject | undefined): StepResult
  /** Adds an event to the history, after this branch's last one. */
  record(detail: EventDetail): void
  scope(): Scope
  scopeWithResult(result: JsonValue): Scope
  scopeWithError(errorOutput: JsonObject): Scope
  /** The Context object. */
  context(): JsonObject
  contextWith(item: JsonObject | undefined): JsonObject
  /** Lets go of everything this branch is waiting for, without an event in the history. */
  release(): void
}

/** The branches of a Parallel state or the iterations of a Map, while they run. */
export interface Fork {
  /** Opens as many as may run at once. */
  open(): StepResult
  start(index: number, state: State, input: JsonValue, item: JsonObject | undefined): void
  finished(branch: Branch, output: JsonValue): StepResult
  /** One that fails ends the others. */
  failed(branch: Branch, failure: StateFailure): StepResult
  /** Ends what still runs, with the events that AWS leaves. */
  abort(previousEvent: number): void
  /** Ends what still runs, silently: the whole execution is over. */
  drop(): void
}

/** One try at a task: its token, and how long it has. */
export interface Attempt {
  readonly token: string | undefined
  /** Its reply is on the way. */
  readonly answered: boolean
  readonly closed: boolean
  /** Begins to count the time. */
  watch(limits: TaskLimits): void
  /** What the called function gives arrives after so many milliseconds, or later when it is not there by then. */
  arrive(milliseconds: number, arrival: Promise<Step>): void
  /** The worker is still there. */
  beat(): void
  succeed(result: JsonValue): void
  fail(error: string | undefined, cause: string | undefined): void
  /** What to do when it is over, answered or not. */
  onClose(action: () => void): void
  close(): void
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** One run of a state machine. */
export interface Execution {
  readonly engine: Engine
  readonly revision: Revision
  /** Counted from the service's start. */
  readonly number: number
  readonly arn: string
  readonly name: string
  readonly input: JsonValue
  readonly startedAt: number
  readonly random: Random
  readonly history: History
  /** Its parts of the Context object. */
  readonly context: { readonly Execution: JsonObject; readonly StateMachine: JsonObject }
  readonly status: ExecutionStatus
  readonly stoppedAt: number | undefined
  readonly output: JsonValue | undefined
  readonly error: string | undefined
  readonly cause: string | undefined
  /** One for the start, one for each state entered, one for each retry: what AWS bills. */
  readonly transitions: number
  /** Puts the first state on the timeline. */
  begin(): void
  countTransition(): void
  /** A new token for each attempt at a task. */
  issueToken(): string
  /** Gives the event's id. @throws ExecutionOver, StateFailure States.Runtime when the history is full */
  record(detail: EventDetail, previousEvent: number): number
  /** Adds an event on the way to the end, where there is room for it. */
  note(detail: EventDetail, previousEvent: number): void
  succeed(output: JsonValue, previousEvent: number): void
  fail(failure: StateFailure, previousEvent: number): void
  abort(error: string | undefined, cause: string | undefined): void
  onClosed(listener: (execution: Execution) => void): void
}

/** A new event in a history, as light as can be. */
export interface EventNotice {
  readonly executionArn: string
  readonly id: number
  readonly type: string
  /** The state, for the events that a state enters, exits or fails with. */
  readonly state: string | undefined
  /** Milliseconds since 1970. */
  readonly at: number
}

/** What tasks reach outside the interpreter. */
export interface Outside {
  readonly invoke: (functionName: string, payload: JsonValue) => Promise<JsonValue>
  /** How long a function takes on the virtual clock, in milliseconds. */
  readonly duration: (functionName: string) => number
  readonly publish: (args: JsonObject) => Promise<JsonObject>
  /** @throws StepFunctionsError */
  readonly startExecution: (stateMachineArn: string, name: string | undefined, input: JsonValue) => Execution
}

/** Moves branches along on the timeline. */
export interface Engine {
  readonly seed: string | number
  readonly region: string
  readonly outside: Outside
  readonly tokens: TokenMint
  readonly onEvent: ((notice: EventNotice) => void) | undefined
  /** Of all executions together. */
  transitions: number
  /** Takes the next transition from the quota: how many milliseconds it has to wait. undefined: there is no quota. */
  readonly throttle: (() => number) | undefined
  now(): number
  /** As the Context object writes a time. */
  instant(milliseconds: number): string
  at(time: number, run: () => void): Scheduled
  /** Lets a branch go on at that time. */
  schedule(branch: Branch, time: number, step: Step): Scheduled
  /** Lets a token answer this attempt until it is closed. */
  expectReply(token: string, attempt: Attempt): void
  /** The attempt that this token can still answer. */
  waitingFor(token: string): Attempt | undefined
}
