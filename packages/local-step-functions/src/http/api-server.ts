import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { StepFunctions } from '../api/step-functions.ts'
import type { JsonObject } from '../language/json.ts'
import { operationNamed } from './operations.ts'
import { INTERNAL_FAILURE, ProtocolError, wireError } from './wire-errors.ts'

export interface ListenOptions {
  /** 0: any free port. */
  readonly port: number
  readonly host?: string
  /** Whether an access key id may call. Without: everybody may. */
  readonly knows?: (accessKeyId: string) => boolean
  /** Told of a fault of the service itself, which the caller sees only as InternalFailure. */
  readonly onFault?: (fault: unknown) => void
  /** What else is served, by method and path, such as `GET /clock`: each takes a body of JSON and gives one. */
  readonly routes?: Routes
  /** Performs each operation. Without: it is simply performed. */
  readonly perform?: Perform
}

export type Perform = (
  operation: string,
  body: unknown,
  act: () => Promise<JsonObject>,
) => Promise<JsonObject>

export type Routes = ReadonlyMap<string, (body: unknown) => Promise<JsonObject>>

export interface RunningServer {
  readonly port: number
  /** Lets the requests under way finish. */
  close(): Promise<void>
}

export class PortInUse extends Error {
  override readonly name = 'PortInUse'
  readonly port: number

  constructor(port: number, host: string, options: ErrorOptions) {
    super(
      `Port ${port} on ${host} is in use: stop the program that listens there, or choose another port.`,
      options,
    )
    this.port = port
  }
}

/** AWS's limit on a request. */
const LARGEST_BODY = 1_048_576
const CONTENT_TYPE = 'application/x-amz-json-1.0'
const TARGET = 'AWSStepFunctions.'

/**
 * Serves the Step Functions API (AWS JSON 1.0) so that the AWS CLI and SDKs work against it unchanged. Signatures are
 * not checked, only the access key id in them. Requests of web pages are refused.
 * @throws PortInUse (as a rejection)
 */
export const serveStepFunctions = async (
  service: StepFunctions,
  options: ListenOptions,
): Promise<RunningServer> => {
  const { port, host = '127.0.0.1', onFault = console.error } = options
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    const id = `00000000-0000-4000-8000-${requests.toString(16).padStart(12, '0')}`
    const respond = ({ status, body }: Answer): void => {
      // A connection kept open would hold up the close, and one with an unread rest cannot be used again.
      if (!server.listening || status === 413) response.shouldKeepAlive = false
      send(response, id, status, body)
    }
    answer(service, request, options).then(
      (body) => respond({ status: 200, body }),
      (error: unknown) => {
        // The caller hung up: nobody is left to answer, and nothing here is at fault.
        if (request.errored !== null) return
        const known = wireError(error)
        if (known === undefined) onFault(error)
        respond(known ?? INTERNAL_FAILURE)
      },
    )
  })
  await listen(server, port, host)
  return { port: portOf(server.address(), port), close: () => close(server) }
}

interface Answer {
  readonly status: number
  readonly body: object
}

/** The access key id in a signature of version 4. */
const accessKeyIn = (authorization = ''): string | undefined =>
  /^AWS4-HMAC-SHA256 (?:.*[ ,])?Credential=([^/,\s]+)\//.exec(authorization)?.[1]

// https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
const mustBeKnown = (request: IncomingMessage, knows: (accessKeyId: string) => boolean): void => {
  const accessKey = accessKeyIn(request.headers.authorization)
  if (accessKey === undefined && !knows(''))
    throw new ProtocolError(403, 'MissingAuthenticationTokenException', 'Missing Authentication Token')
  if (!knows(accessKey ?? ''))
    throw new ProtocolError(
      403,
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    )
}

const answer = async (
  service: StepFunctions,
  request: IncomingMessage,
  { knows = () => true, routes, perform = (_operation, _body, act) => act() }: ListenOptions,
): Promise<JsonObject> => {
  // Browsers name the page that asks; the CLI and SDKs do not. No page may start or answer anything here.
  if (request.headers.origin !== undefined)
    throw new ProtocolError(403, 'AccessDeniedException', 'web pages may not call this API')
  mustBeKnown(request, knows)
  const [path] = (request.url ?? '').split('?')
  const route = routes?.get(`${request.method} ${path}`)
  if (route !== undefined) return route(parse(await read(request)))
  if (request.method !== 'POST' || path !== '/')
    throw new ProtocolError(404, 'UnknownOperationException', 'the Step Functions API is POST /')
  const target = request.headers['x-amz-target']
  if (typeof target !== 'string' || !target.startsWith(TARGET))
    throw new ProtocolError(
      400,
      'UnknownOperationException',
      `the header x-amz-target must be ${TARGET}<operation>, got ${target ?? 'none'}`,
    )
  const [type] = (request.headers['content-type'] ?? '').split(';')
  if (type?.trim() !== CONTENT_TYPE)
    throw new ProtocolError(400, 'SerializationException', `the content-type must be ${CONTENT_TYPE}`)
  const name = target.slice(TARGET.length)
  const operation = operationNamed(name)
  const body = parse(await read(request))
  return perform(name, body, () => operation(service, body))
}

const read = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  // Left open when the body is refused: the answer still has to go out on it.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > LARGEST_BODY)
      throw new ProtocolError(
        413,
        'RequestEntityTooLargeException',
        `a request has at most ${LARGEST_BODY} bytes`,
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const parse = (body: string): unknown => {
  if (body === '') return {}
  try {
    return JSON.parse(body)
  } catch (error) {
    throw new ProtocolError(400, 'SerializationException', `the body is not JSON: ${String(error)}`)
  }
}

const send = (response: ServerResponse, id: string, status: number, body: object): void => {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': CONTENT_TYPE,
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': id,
  })
  response.end(text)
}

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const inUse = 'code' in error && error.code === 'EADDRINUSE'
      reject(inUse ? new PortInUse(port, host, { cause: error }) : error)
    })
    server.listen(port, host, resolve)
  })

const portOf = (address: AddressInfo | string | null, asked: number): number =>
  typeof address === 'object' && address !== null ? address.port : asked

const close = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    server.closeIdleConnections()
  })
