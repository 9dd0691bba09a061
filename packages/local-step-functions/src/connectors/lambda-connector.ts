import { integrationEvents, lambdaFunctionEvents } from '../history/task-events.ts'
import type { Engine } from '../interpreter/model.ts'
import { RUNTIME, StateFailure } from '../language/errors.ts'
import type { JsonObject, JsonValue } from '../language/json.ts'
import { copyAsJson } from '../language/payload.ts'
import { functionNameOf } from '../language/task-resources.ts'
import type { CallConnector, Connector } from './connector.ts'
import { argumentsWith, optionalText, RESPONSE_METADATA, textArgument } from './task-arguments.ts'

/** `lambda:invoke`: the result wraps what the function gives. */
export const lambdaInvoke = (engine: Engine): CallConnector => ({
  waitsFor: 'response',
  events: integrationEvents('lambda', 'invoke', engine.region),
  prepare: (args) => {
    const call = prepare(engine, args)
    return async () => responseTo(await call())
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
  prepare: (args) => () => invoke(engine, functionName, args),
  failure: lambdaFailure,
})

const FIELDS = ['FunctionName', 'Payload', 'Qualifier', 'InvocationType', 'LogType', 'ClientContext']

const prepare = (engine: Engine, args: JsonValue): (() => Promise<JsonValue>) => {
  const fields = argumentsWith(args, FIELDS)
  const name = functionNameOf(textArgument(fields, 'FunctionName'))
  const type = optionalText(fields, 'InvocationType') ?? 'RequestResponse'
  if (type !== 'RequestResponse')
    throw new StateFailure(RUNTIME, `The InvocationType ${type} is not supported`, { inside: true })
  const { Payload = {} } = fields
  return () => invoke(engine, name, Payload)
}

const invoke = async (engine: Engine, name: string, payload: JsonValue): Promise<JsonValue> =>
  copyAsJson(await engine.outside.invoke(name, copyAsJson(payload)))

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
