import { integrationEvents, lambdaFunctionEvents } from '../history/task-events.ts'
import type { Engine } from '../interpreter/model.ts'
import { RUNTIME, StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { copyAsJson } from '../language/payload.ts'
import { functionNameOf } from '../language/task-resources.ts'
import type { Call, CallConnector, Connector } from './connector.ts'
import { argumentsWith, optionalText, RESPONSE_METADATA, textArgument } from './task-arguments.ts'

/** `lambda:invoke`: the result wraps what the function gives. */
export const lambdaInvoke = (engine: Engine): CallConnector => ({
  waitsFor: 'response',
  events: integrationEvents('lambda', 'invoke', engine.region),
  prepare: (args) => {
    const { go, duration } = prepare(engine, args)
    return { go: async () => responseTo(await go()), duration }
  },
  failure: lambdaFailure,
})

/** `lambda:invoke.waitForTaskToken`: what the function gives is recorded and otherwise ignored. */
export const lambdaInvokeWithToken = (engine: Engine): CallConnector => ({
  ...lambdaInvoke(engine),
  waitsFor: 'token',
  events: integrationEvents('lambda', 'invoke.waitForTaskToken', engine.region),
})

/** A function's own ARN as the Resource: arguments and result are the function's, unwrapped. */
export const lambdaFunction = (engine: Engine, arn: string, functionName: string): Connector => ({
  waitsFor: 'response',
  events: lambdaFunctionEvents(arn),
  prepare: (args) => invocation(engine, functionName, args),
  failure: lambdaFailure,
})

const FIELDS = ['FunctionName', 'Payload', 'Qualifier', 'InvocationType', 'LogType', 'ClientContext']

interface Invocation extends Call {
  readonly go: () => Promise<JsonValue>
}

const prepare = (engine: Engine, args: JsonValue): Invocation => {
  const fields = argumentsWith(args, FIELDS)
  const name = functionNameOf(textArgument(fields, 'FunctionName'))
  const type = optionalText(fields, 'InvocationType') ?? 'RequestResponse'
  if (type !== 'RequestResponse')
    throw new StateFailure(RUNTIME, `The InvocationType ${type} is not supported`, { inside: true })
  const { Payload = {} } = fields
  return invocation(engine, name, Payload)
}

const invocation = ({ outside }: Engine, name: string, payload: JsonValue): Invocation => ({
  go: async () => copyAsJson(await outside.invoke(name, copyAsJson(payload))),
  duration: outside.duration(name),
})

const responseTo = (Payload: JsonValue): JsonObject => ({
  ExecutedVersion: '$LATEST',
  Payload,
  ...RESPONSE_METADATA,
  StatusCode: 200,
})

/** As the Node runtime reports it, but for the trace, which would name this machine's paths. */
const lambdaFailure = (thrown: unknown): { error: string; cause: string } => {
  const errorType = thrown instanceof Error ? thrown.name : typeof thrown
  const errorMessage = thrown instanceof Error ? thrown.message : String(thrown)
  return { error: errorType, cause: JSON.stringify({ errorType, errorMessage, trace: [] }) }
}
