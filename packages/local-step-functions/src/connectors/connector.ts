import type { TaskEvents } from '../history/task-events.ts'
import type { Execution } from '../interpreter/model.ts'
import type { JsonValue } from '../language/json.ts'
import type { MaybePromise } from '../language/maybe-promise.ts'

/** A call that is ready to go out. */
export interface Call {
  readonly go: () => MaybePromise<JsonValue>
  /** How long it takes on the virtual clock, in milliseconds. 0: nothing else happens until its answer is there. */
  readonly duration: number
}

interface Base {
  readonly events: TaskEvents
  /** What the outside threw, as the task's error and cause. */
  readonly failure: (thrown: unknown) => { readonly error: string; readonly cause: string }
}

/** Reaches something that answers itself, or through a token. `prepare` refuses arguments: States.Runtime. */
export interface CallConnector extends Base {
  readonly waitsFor: 'response' | 'token'
  readonly prepare: (args: JsonValue) => Call
}

/** Starts another execution and waits for its end. */
export interface ChildConnector extends Base {
  readonly waitsFor: 'child'
  readonly prepare: (args: JsonValue) => () => Started
}

/** How a Task state reaches what it runs. */
export type Connector = CallConnector | ChildConnector

/** A child execution, and the response to its start. */
export interface Started {
  readonly child: Execution
  readonly response: JsonValue
}
