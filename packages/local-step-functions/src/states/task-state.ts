import type { Call, ChildConnector, Connector } from '../connectors/connector.ts'
import { childFailure, childResult } from '../connectors/start-execution-connector.ts'
import { assignTemplate, evaluated, optionalTemplate, wholeTemplate } from '../expressions/typed-templates.ts'
import type { TaskLimits } from '../history/task-events.ts'
import type { Attempt, Branch, Handlers, Link, State, Step, StepResult } from '../interpreter/model.ts'
import { newAttempt, type TaskReplies } from '../interpreter/task-attempt.ts'
import type { TaskDefinition } from '../language/definition.ts'
import { StateFailure, TASK_FAILED, TIMEOUT } from '../language/errors.ts'
import type { JsonValue } from '../language/json.ts'
import { andThen } from '../language/maybe-promise.ts'
import { checkSize } from '../language/payload.ts'

const MOST_SECONDS = 99_999_999
const NO_LIMITS: TaskLimits = { timeout: undefined, heartbeat: undefined }

export const taskState = (
  name: string,
  definition: TaskDefinition,
  connector: Connector,
  handlers: Handlers,
  next: Link,
): State => {
  const { Resource } = definition
  const { events, waitsFor } = connector
  const args = optionalTemplate(definition.Arguments, 'Arguments')
  const timeout = wholeTemplate(definition.TimeoutSeconds, 'TimeoutSeconds', 1, MOST_SECONDS)
  const heartbeat = wholeTemplate(definition.HeartbeatSeconds, 'HeartbeatSeconds', 1, MOST_SECONDS)
  const output = optionalTemplate(definition.Output, 'Output', 'result')
  const assign = assignTemplate(definition.Assign, 'Assign', 'result')

  const succeeded = (branch: Branch, result: JsonValue): StepResult => {
    checkSize(result, `The result of the task '${Resource}'`)
    branch.record(events.succeeded(result))
    if (output === undefined && assign === undefined) return branch.leave(next(), result, undefined)
    const scope = branch.scopeWithResult(result)
    return andThen(evaluated(output, scope, result), (given) =>
      andThen(assign?.(scope), (assigned) => branch.leave(next(), given, assigned)),
    )
  }

  const failed = (branch: Branch, error: string | undefined, cause: string | undefined): StepResult => {
    branch.record(events.failed(error, cause))
    throw new StateFailure(error, cause)
  }

  const timedOut = (branch: Branch, heartbeatMissed: boolean): StepResult => {
    branch.record(events.timedOut(TIMEOUT))
    throw new StateFailure(TIMEOUT, undefined, { heartbeat: heartbeatMissed })
  }

  const replies: TaskReplies = { succeeded, failed, timedOut }

  /** Something threw: the call was refused, or the reply to it has come first and wins. */
  const notCalled = (branch: Branch, current: Attempt, thrown: unknown): StepResult => {
    if (current.closed || current.answered) return undefined
    const { error, cause } = connector.failure(thrown)
    return failed(branch, error, cause)
  }

  const responded = (branch: Branch, current: Attempt, response: JsonValue): StepResult => {
    if (current.closed) return undefined
    if (waitsFor === 'response') return succeeded(branch, response)
    branch.record(events.submitted(response))
    return undefined
  }

  const callChild = (
    branch: Branch,
    current: Attempt,
    start: ReturnType<ChildConnector['prepare']>,
  ): StepResult => {
    let started: ReturnType<typeof start>
    try {
      started = start()
    } catch (thrown) {
      return notCalled(branch, current, thrown)
    }
    const { child, response } = started
    branch.record(events.submitted(response))
    current.onClose(() => child.abort(undefined, undefined))
    child.onClosed(() => {
      if (child.status === 'SUCCEEDED') current.succeed(childResult(child))
      else current.fail(TASK_FAILED, childFailure(child))
    })
    return undefined
  }

  const call = (branch: Branch, current: Attempt, given: JsonValue, limits: TaskLimits): StepResult => {
    checkSize(given, `The Arguments of the state '${name}'`)
    const started = () => {
      branch.record(events.scheduled(given, limits))
      branch.record(events.started)
      current.watch(limits)
    }
    if (connector.waitsFor === 'child') {
      const start = connector.prepare(given)
      started()
      return callChild(branch, current, start)
    }
    const outgoing = connector.prepare(given)
    started()
    if (outgoing.duration === 0) return callOut(branch, current, outgoing)
    current.arrive(outgoing.duration, outcomeOf(current, outgoing))
    return undefined
  }

  const callOut = async (branch: Branch, current: Attempt, { go }: Call): Promise<Branch | undefined> => {
    let response: JsonValue
    try {
      response = await go()
    } catch (thrown) {
      return notCalled(branch, current, thrown)
    }
    return responded(branch, current, response)
  }

  /** Others go on while it runs: what comes of it waits until it is due. */
  const outcomeOf = async (current: Attempt, { go }: Call): Promise<Step> => {
    try {
      const response = await go()
      return (branch) => responded(branch, current, response)
    } catch (thrown) {
      return (branch) => notCalled(branch, current, thrown)
    }
  }

  return {
    name,
    type: 'Task',
    entered: 'TaskStateEntered',
    exited: 'TaskStateExited',
    handlers,
    begin: (branch) => {
      const token = waitsFor === 'token' ? branch.execution.issueToken() : undefined
      const current = newAttempt(branch, replies, token)
      branch.attempt = current
      if (token !== undefined) branch.execution.engine.expectReply(token, current)
      const scope = branch.scope()
      if (timeout === undefined && heartbeat === undefined)
        return andThen(evaluated(args, scope, branch.input), (given) =>
          call(branch, current, given, NO_LIMITS),
        )
      return andThen(evaluated(args, scope, branch.input), (given) =>
        andThen(timeout?.(scope), (seconds) =>
          andThen(heartbeat?.(scope), (beat) =>
            call(branch, current, given, { timeout: seconds, heartbeat: beat }),
          ),
        ),
      )
    },
  }
}
