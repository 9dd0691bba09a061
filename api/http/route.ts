import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda'
import * as z from 'zod/mini'
import { InvalidRequest, MalformedRequest } from './errors.ts'
import { problemsOf } from './problems.ts'

export type ApiEvent = APIGatewayProxyEventV2WithJWTAuthorizer

export type Reply =
  | { readonly status: number; readonly json: object }
  | {
      readonly status: number
      readonly text: string
      readonly type: string
      readonly headers?: Readonly<Record<string, string>>
    }

/** One answer of a route, as described in the API. */
export type Answer = {
  readonly description: string
} & (
  | { readonly schema: z.ZodMiniType; readonly alsoCsv?: string }
  | { readonly type: 'text/csv' | 'application/fhir+json' | 'application/fhir+ndjson' }
)

type Inputs = z.ZodMiniObject
type Body = z.ZodMiniType

/** For a route without parameters, or without a body. */
export const none = z.strictObject({})

/** False: a body is not parsed as JSON. */
export const takesJson = (body: Body): boolean => body !== none

interface Request<Params extends Inputs, Query extends Inputs, Json extends Body> {
  readonly params: z.output<Params>
  readonly query: z.output<Query>
  readonly body: z.output<Json>
  /** The raw body, if it is not JSON. */
  readonly bytes: Uint8Array
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

export type Asked<
  Params extends Inputs,
  Query extends Inputs,
  Json extends Body,
  Entry extends object,
> = Request<Params, Query, Json> & Entry

interface Definition<
  Context,
  Entry extends object,
  Name extends string,
  Params extends Inputs,
  Query extends Inputs,
  Json extends Body,
> {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly operation: Name
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly params: Params
  readonly query: Query
  readonly headers?: Inputs
  readonly body: Json
  /** Instead of a JSON body. */
  readonly csvBody?: string
  readonly answers: Readonly<Record<number, Answer>>
  /** Statuses beyond those that every route can answer, and when. */
  readonly errors?: Readonly<Record<number, string>>
  readonly run: (context: Context, asked: Asked<Params, Query, Json, Entry>) => Promise<Reply>
}

/** The documented part of a route. */
export type Documented = Omit<Definition<never, object, string, Inputs, Inputs, Body>, 'run'>

/** A route without the types of its inputs: its documentation, and how it is run. */
export interface Route<Context, Entry extends object, Name extends string> extends Documented {
  readonly operation: Name
  readonly run: (
    context: Context,
    event: ApiEvent,
    params: Readonly<Record<string, string>>,
    entry: Entry,
  ) => Promise<Reply>
}

/** @throws InvalidRequest */
export const read = <Schema extends z.ZodMiniType>(schema: Schema, input: unknown): z.output<Schema> => {
  const parsed = z.safeParse(schema, input)
  if (parsed.success) return parsed.data
  throw new InvalidRequest(problemsOf(parsed.error, input))
}

const bytesOf = ({ body = '', isBase64Encoded }: ApiEvent): Uint8Array =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')

const jsonOf = (bytes: Uint8Array): unknown => {
  if (bytes.length === 0) throw new MalformedRequest('the body is empty: a JSON object is expected')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new MalformedRequest('the body is no JSON in UTF-8')
  }
}

/**
 * Defines a path under one context (the ports, or what contains them). `Entry`: what the authorizer adds to a request.
 */
export const route =
  <Context, Entry extends object>() =>
  <Name extends string, Params extends Inputs, Query extends Inputs, Json extends Body>(
    definition: Definition<Context, Entry, Name, Params, Query, Json>,
  ): Route<Context, Entry, Name> => {
    const { run, ...words } = definition
    return {
      ...words,
      run: async (context, event, found, entry) => {
        const bytes = bytesOf(event)
        const headers: Record<string, string | undefined> = {}
        for (const [name, value] of Object.entries(event.headers)) headers[name.toLowerCase()] = value
        return run(context, {
          ...entry,
          params: read(words.params, found),
          query: read(words.query, event.queryStringParameters ?? {}),
          body: read(words.body, takesJson(words.body) ? jsonOf(bytes) : {}),
          bytes,
          headers,
        })
      },
    }
  }
