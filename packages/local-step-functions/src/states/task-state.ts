import type { JsonValue } from '../../../../core/json.ts'
import { Attempt, type Replies } from '../interpreter/task-attempt.ts'
import type { ChildConnector, Connector } from '../connectors/connector.ts'
import { childFailure, childResult } from '../connectors/start-execution-connector.ts'
import type { TaskDefinition } from '../language/definition.ts'
import { StateFailure, TASK_FAILED, TIMEOUT } from '../language/errors.ts'
import { after } from '../language/maybe-promise.ts'
import { checkSize } from '../language/payload.ts'
import type { Flow, Handlers, Link, State } from '../interpreter/model.ts'
import type { Strand } from '../interpreter/branch.ts'
import type { TaskLimits } from '../history/task-events.ts'
import { assignTemplate, optionalTemplate, wholeTemplate } from '../expressions/typed-templates.ts'

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

  const succeeded = (strand: Strand, result: JsonValue): Flow => {
    checkSize(result, `The result of the task '${Resource}'`)
    strand.record(events.succeeded(result))
    if (output === undefined && assign === undefined) return strand.leave(next(), result, undefined)
    const scope = strand.scopeWithResult(result)
    return after(output?.(scope) ?? result, (given) =>
      after(assign?.(scope), (assigned) => strand.leave(next(), given, assigned)),
    )
  }

  const failed = (strand: Strand, error: string | undefined, cause: string | undefined): Flow => {
    strand.record(events.failed(error, cause))
    throw new StateFailure(error, cause)
  }

  const timedOut = (strand: Strand, heartbeatMissed: boolean): Flow => {
    strand.record(events.timedOut(TIMEOUT))
    throw new StateFailure(TIMEOUT, undefined, { heartbeat: heartbeatMissed })
  }

  const replies: Replies = { succeeded, failed, timedOut }

  /** Something threw: the call was refused, or the reply to it has come first and wins. */
  const notCalled = (strand: Strand, current: Attempt, thrown: unknown): Flow => {
    if (current.closed || current.answered) return undefined
    const { error, cause } = connector.failure(thrown)
    return failed(strand, error, cause)
  }

  const responded = (strand: Strand, current: Attempt, response: JsonValue): Flow => {
    if (current.closed) return undefined
    if (waitsFor === 'response') return succeeded(strand, response)
    strand.record(events.submitted(response))
    return undefined
  }

  const callChild = (
    strand: Strand,
    current: Attempt,
    start: ReturnType<ChildConnector['prepare']>,
  ): Flow => {
    let started: ReturnType<typeof start>
    try {
      started = start()
    } catch (thrown) {
      return notCalled(strand, current, thrown)
    }
    const { child, response } = started
    strand.record(events.submitted(response))
    current.onClose(() => child.abort(undefined, undefined))
    child.onClosed(() => {
      if (child.status === 'SUCCEEDED') current.succeed(childResult(child))
      else current.fail(TASK_FAILED, childFailure(child))
    })
    return undefined
  }

  const call = (strand: Strand, current: Attempt, given: JsonValue, limits: TaskLimits): Flow => {
    checkSize(given, `The Arguments of the state '${name}'`)
    const started = () => {
      strand.record(events.scheduled(given, limits))
      strand.record(events.started)
      current.watch(limits)
    }
    if (connector.waitsFor === 'child') {
      const start = connector.prepare(given)
      started()
      return callChild(strand, current, start)
    }
    const go = connector.prepare(given)
    started()
    return callOut(strand, current, go)
  }

  const callOut = async (
    strand: Strand,
    current: Attempt,
    go: () => JsonValue | Promise<JsonValue>,
  ): Promise<Strand | undefined> => {
    let response: JsonValue
    try {
      response = await go()
    } catch (thrown) {
      return notCalled(strand, current, thrown)
    }
    return responded(strand, current, response)
  }

  return {
    name,
    type: 'Task',
    entered: 'TaskStateEntered',
    exited: 'TaskStateExited',
    handlers,
    begin: (strand) => {
      const token = waitsFor === 'token' ? strand.execution.issueToken() : undefined
      const current = new Attempt(strand, replies, token)
      strand.attempt = current
      if (token !== undefined) strand.execution.engine.expectReply(token, current)
      const scope = strand.scope()
      if (timeout === undefined && heartbeat === undefined)
        return after(args?.(scope) ?? strand.input, (given) => call(strand, current, given, NO_LIMITS))
      return after(args?.(scope) ?? strand.input, (given) =>
        after(timeout?.(scope), (seconds) =>
          after(heartbeat?.(scope), (beat) =>
            call(strand, current, given, { timeout: seconds, heartbeat: beat }),
          ),
        ),
      )
    },
  }
}
