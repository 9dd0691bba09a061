import { QUERY_EVALUATION_ERROR, RUNTIME, StateFailure } from '../language/errors.ts'
import { QueryEvaluationError } from '../expressions/expression-errors.ts'
import { bare, evaluationFailed } from '../history/history-events.ts'
import { after, attempt } from '../language/maybe-promise.ts'
import { matches, RetryCounts } from './retry.ts'
import type { Catcher, Flow } from './model.ts'
import type { Strand } from './branch.ts'

/**
 * A state failed: it is retried, caught, or fails what it is a part of.
 * @throws what is not a failure of the state but of this program
 */
export const fail = (strand: Strand, thrown: unknown): Flow => {
  const failure = failureOf(strand, thrown)
  const { execution, state } = strand
  if (failure.error === RUNTIME) {
    execution.fail(failure, strand.lastEvent)
    return undefined
  }
  recordEvaluation(strand, failure)
  strand.branches?.abort(strand.lastEvent)
  strand.release()
  const { handlers } = state
  if (handlers === undefined) return passOn(strand, failure)
  strand.retries ??= new RetryCounts(handlers.retriers)
  const delay = strand.retries.next(handlers.retriers, failure, execution.random)
  if (delay !== undefined) {
    const { engine } = execution
    strand.timer = engine.schedule(strand, engine.now() + delay, (again) => again.again())
    return undefined
  }
  const before = strand.lastEvent
  recordStateFailed(strand)
  const catcher = handlers.catchers.find(({ errorEquals }) => matches(errorEquals, failure))
  if (catcher === undefined) return passOn(strand, failure)
  return attempt(
    () => caught(strand, catcher, failure),
    (again) => {
      const second = failureOf(strand, again)
      if (second.error !== RUNTIME) {
        strand.lastEvent = before
        recordEvaluation(strand, second)
        recordStateFailed(strand)
      }
      return passOn(strand, second)
    },
  )
}

const caught = (strand: Strand, catcher: Catcher, failure: StateFailure): Flow => {
  const errorOutput = { Error: failure.error ?? '', Cause: failure.reason ?? '' }
  const { output, assign, next } = catcher
  if (output === undefined && assign === undefined) return strand.leave(next(), errorOutput, undefined)
  const scope = strand.scopeWithError(errorOutput)
  return after(output?.(scope) ?? errorOutput, (given) =>
    after(assign?.(scope), (assigned) => strand.leave(next(), given, assigned)),
  )
}

const passOn = (strand: Strand, failure: StateFailure): Flow => {
  strand.over = true
  if (strand.fork !== undefined && failure.error !== RUNTIME) return strand.fork.failed(strand, failure)
  strand.execution.fail(failure, strand.lastEvent)
  return undefined
}

const recordEvaluation = (strand: Strand, { location, error, reason }: StateFailure): void => {
  if (location === undefined) return
  const { name } = strand.state
  strand.record(evaluationFailed({ error: error ?? '', cause: reason ?? '', location, state: name }))
}

const recordStateFailed = (strand: Strand): void => {
  const { type } = strand.state
  if (type === 'Map' || type === 'Parallel') strand.record(bare(`${type}StateFailed`))
}

/** The failure with the cause as AWS words it. */
const failureOf = (strand: Strand, thrown: unknown): StateFailure => {
  if (thrown instanceof QueryEvaluationError) {
    const location = /specified for the field '([^']+)'/.exec(thrown.message)?.[1] ?? ''
    return new StateFailure(QUERY_EVALUATION_ERROR, whileExecuting(strand, thrown.message), { location })
  }
  if (!(thrown instanceof StateFailure)) throw thrown
  if (!thrown.inside) return thrown
  const { error, reason, heartbeat, location } = thrown
  return new StateFailure(error, whileExecuting(strand, reason ?? ''), { heartbeat, location })
}

const whileExecuting = ({ state, enteredEvent }: Strand, reason: string): string =>
  `An error occurred while executing the state '${state.name}' (entered at the event id #${enteredEvent}). ${reason}`
