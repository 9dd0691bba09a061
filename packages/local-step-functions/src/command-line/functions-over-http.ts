import * as z from 'zod/mini'
import type { JsonValue } from '../language/json.ts'
import { copyAsJson } from '../language/payload.ts'

/** Where functions are: by Lambda's API all of them, or each at an address of its own. */
export interface FunctionAddresses {
  readonly lambda: URL | undefined
  readonly functions: ReadonlyMap<string, URL>
}

/** An error with the name that a state's Retry and Catch look for. */
class InvocationFailed extends Error {
  override readonly name: string

  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = name
  }
}

/** The longest that a function on Lambda may take. */
const LONGEST_MILLISECONDS = 15 * 60 * 1000

/** Invokes functions as Lambda's Invoke does. https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const functionsOverHttp =
  ({ lambda, functions }: FunctionAddresses) =>
  async (name: string, payload: JsonValue): Promise<JsonValue> => {
    const address = functions.get(name) ?? invocationsOf(lambda, name)
    if (address === undefined)
      throw new InvocationFailed(
        'Lambda.ResourceNotFoundException',
        `Function not found: ${name}. Start with --lambda URL or --function ${name}=URL`,
      )
    const response = await post(address, JSON.stringify(payload))
    const text = await response.text()
    if (response.ok && response.headers.get('x-amz-function-error') === null) return jsonIn(text)
    throw failureOf(response, text)
  }

const invocationsOf = (lambda: URL | undefined, name: string): URL | undefined =>
  lambda === undefined
    ? undefined
    : new URL(
        `2015-03-31/functions/${encodeURIComponent(name)}/invocations`,
        `${lambda}`.replace(/\/*$/, '/'),
      )

const post = async (address: URL, body: string): Promise<Response> => {
  const signal = AbortSignal.timeout(LONGEST_MILLISECONDS)
  try {
    return await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      signal,
    })
  } catch (error) {
    if (signal.aborted)
      throw new InvocationFailed('Sandbox.Timedout', 'Task timed out after 900.00 seconds', { cause: error })
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new InvocationFailed('Lambda.SdkClientException', `${address} cannot be reached: ${reason}`, {
      cause: error,
    })
  }
}

const jsonIn = (text: string): JsonValue => {
  if (text === '') return null
  try {
    return copyAsJson(JSON.parse(text))
  } catch (error) {
    throw new InvocationFailed('Lambda.SdkClientException', `The function's answer is not JSON: ${text}`, {
      cause: error,
    })
  }
}

const failure = z.object({
  errorType: z.optional(z.string()),
  errorMessage: z.optional(z.string()),
  message: z.optional(z.string()),
  Message: z.optional(z.string()),
})

const failureOf = ({ status, headers }: Response, text: string): InvocationFailed => {
  const body = failure.safeParse(parsed(text)).data
  const message = body?.errorMessage ?? body?.message ?? body?.Message ?? text
  if (headers.get('x-amz-function-error') !== null)
    return new InvocationFailed(body?.errorType ?? 'Error', message)
  const [type] = (headers.get('x-amzn-errortype') ?? errorOf(status)).split(':')
  return new InvocationFailed(`Lambda.${type}`, message === '' ? `the function answered ${status}` : message)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const errorOf = (status: number): string => {
  if (status === 404) return 'ResourceNotFoundException'
  if (status === 429) return 'TooManyRequestsException'
  return status < 500 ? 'AWSLambdaException' : 'ServiceException'
}
