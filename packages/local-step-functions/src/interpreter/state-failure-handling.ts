import { QueryEvaluationError } from '../expressions/expression-errors.ts'
import { evaluated } from '../expressions/typed-templates.ts'
import { bare, evaluationFailed } from '../history/history-events.ts'
import { QUERY_EVALUATION_ERROR, RUNTIME, StateFailure } from '../language/errors.ts'
import { andThen, orElse } from '../language/maybe-promise.ts'
import type { Branch, Catcher, StepResult } from './model.ts'
import { matches, RetryCounts } from './retry.ts'

/**
 * A state failed: it is retried, caught, or fails what it is a part of.
 * @throws what is not a failure of the state but of this program
 */
export const fail = (branch: Branch, thrown: unknown): StepResult => {
  const failure = failureOf(branch, thrown)
  const { execution, state } = branch
  if (failure.error === RUNTIME) {
    execution.fail(failure, branch.lastEvent)
    return undefined
  }
  recordEvaluation(branch, failure)
  branch.fork?.abort(branch.lastEvent)
  branch.release()
  const { handlers } = state
  if (handlers === undefined) return passOn(branch, failure)
  branch.retries ??= new RetryCounts(handlers.retriers)
  const delay = branch.retries.next(handlers.retriers, failure, execution.random)
  if (delay !== undefined) {
    const { engine } = execution
    branch.timer = engine.schedule(branch, engine.now() + delay, (retried) => retried.retry())
    return undefined
  }
  const before = branch.lastEvent
  recordStateFailed(branch)
  const catcher = handlers.catchers.find(({ errorEquals }) => matches(errorEquals, failure))
  if (catcher === undefined) return passOn(branch, failure)
  return orElse(
    () => caught(branch, catcher, failure),
    (again) => {
      const second = failureOf(branch, again)
      if (second.error !== RUNTIME) {
        branch.lastEvent = before
        recordEvaluation(branch, second)
        recordStateFailed(branch)
      }
      return passOn(branch, second)
    },
  )
}

const caught = (branch: Branch, catcher: Catcher, failure: StateFailure): StepResult => {
  const errorOutput = { Error: failure.error ?? '', Cause: failure.reason ?? '' }
  const { output, assign, next } = catcher
  if (output === undefined && assign === undefined) return branch.leave(next(), errorOutput, undefined)
  const scope = branch.scopeWithError(errorOutput)
  return andThen(evaluated(output, scope, errorOutput), (given) =>
    andThen(assign?.(scope), (assigned) => branch.leave(next(), given, assigned)),
  )
}

const passOn = (branch: Branch, failure: StateFailure): StepResult => {
  branch.over = true
  if (branch.memberOf !== undefined && failure.error !== RUNTIME)
    return branch.memberOf.failed(branch, failure)
  branch.execution.fail(failure, branch.lastEvent)
  return undefined
}

const recordEvaluation = (branch: Branch, { location, error, reason }: StateFailure): void => {
  if (location === undefined) return
  const { name } = branch.state
  branch.record(evaluationFailed({ error: error ?? '', cause: reason ?? '', location, state: name }))
}

const recordStateFailed = (branch: Branch): void => {
  const { type } = branch.state
  if (type === 'Map' || type === 'Parallel') branch.record(bare(`${type}StateFailed`))
}

/** The failure with the cause as AWS words it. */
const failureOf = (branch: Branch, thrown: unknown): StateFailure => {
  if (thrown instanceof QueryEvaluationError) {
    const location = /specified for the field '([^']+)'/.exec(thrown.message)?.[1] ?? ''
    return new StateFailure(QUERY_EVALUATION_ERROR, whileExecuting(branch, thrown.message), { location })
  }
  if (!(thrown instanceof StateFailure)) throw thrown
  if (!thrown.inside) return thrown
  const { error, reason, heartbeat, location } = thrown
  return new StateFailure(error, whileExecuting(branch, reason ?? ''), { heartbeat, location })
}

const whileExecuting = ({ state, enteredEvent }: Branch, reason: string): string =>
  `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredEvent}). ${reason}`
