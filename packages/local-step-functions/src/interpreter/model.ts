import type { Retrier } from '../language/definition.ts'
import type { MaybePromise } from '../language/maybe-promise.ts'
import type { Branch } from './branch.ts'
import type { AssignTemplate, Template } from '../expressions/typed-templates.ts'

/** The branch that goes on now. undefined: this one waits for something, or is over. */
export type StepResult = MaybePromise<Branch | undefined>
export type Step = (branch: Branch) => StepResult

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

/** Finds the state that follows, once all of them exist. undefined: the block ends here. */
export type Link = () => State | undefined
