import { integrationEvents } from '../history/task-events.ts'
import type { Engine, Execution } from '../interpreter/model.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import type { Connector, Started } from './connector.ts'
import { argumentsWith, optionalText, RESPONSE_METADATA, textArgument } from './task-arguments.ts'

/** `states:startExecution`: starts and goes on. */
export const startExecution = (engine: Engine): Connector => ({
  waitsFor: 'response',
  events: integrationEvents('states', 'startExecution', engine.region),
  prepare: (args) => {
    const start = prepare(engine, args)
    return { go: () => start().response, duration: 0 }
  },
  failure: startFailure,
})

/** `states:startExecution.sync:2`: waits for the child; its output is JSON, not a string. */
export const startExecutionAndWait = (engine: Engine): Connector => ({
  waitsFor: 'child',
  events: integrationEvents('states', 'startExecution.sync:2', engine.region),
  prepare: (args) => prepare(engine, args),
  failure: startFailure,
})

const FIELDS = ['StateMachineArn', 'Name', 'Input', 'TraceHeader']

const prepare = (engine: Engine, args: JsonValue): (() => Started) => {
  const fields = argumentsWith(args, FIELDS)
  const machine = textArgument(fields, 'StateMachineArn')
  const name = optionalText(fields, 'Name')
  const { Input = {} } = fields
  return () => {
    const child = engine.outside.startExecution(machine, name, Input)
    return {
      child,
      response: { ExecutionArn: child.arn, ...RESPONSE_METADATA, StartDate: child.startedAt },
    }
  }
}

const startFailure = (thrown: unknown): { error: string; cause: string } => {
  const { name, message } = thrown instanceof Error ? thrown : { name: 'Unknown', message: String(thrown) }
  return { error: `StepFunctions.${name.replace(/Exception$/, '')}Exception`, cause: message }
}

/** A child that is over, as the parent's task sees it. */
export const childResult = (child: Execution): JsonObject => {
  const { output } = child
  return {
    ExecutionArn: child.arn,
    Input: child.input,
    InputDetails: { Included: true },
    Name: child.name,
    ...(output !== undefined && { Output: output, OutputDetails: { Included: true } }),
    StartDate: child.startedAt,
    StateMachineArn: child.revision.machine.arn,
    Status: child.status,
    ...(child.stoppedAt !== undefined && { StopDate: child.stoppedAt }),
  }
}

/** The cause of States.TaskFailed when the child did not succeed. */
export const childFailure = (child: Execution): string =>
  JSON.stringify({
    ...(child.cause !== undefined && { Cause: child.cause }),
    ...(child.error !== undefined && { Error: child.error }),
    ...childResult(child),
    Input: JSON.stringify(child.input),
  })
