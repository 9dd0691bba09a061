import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MalformedRequest } from '../../api/http/errors.ts'

/** The limit of a Lambda function. */
const LARGEST_BODY = 6 * 1024 * 1024

export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/** A request with its whole body. */
export interface HttpRequest {
  readonly method: string
  /** As it came: nothing in it is decoded. */
  readonly path: string
  /** The query string. */
  readonly search: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
  readonly httpVersion: string
  readonly from: string
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** A response without an end: what follows is made as fast as the reader takes it, until the signal. */
export interface HttpStream {
  readonly headers: Readonly<Record<string, string>>
  readonly stream: (signal: AbortSignal) => AsyncIterable<string>
}

/** The origin by the Host header, which is the page's own. */
export const originOf = ({ headers }: Pick<HttpRequest, 'headers'>): string =>
  new URL(`http://${headers['host'] ?? ''}`).origin

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > LARGEST_BODY) throw new BodyTooLarge(`a body has at most ${LARGEST_BODY} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const headersOf = (request: IncomingMessage): Record<string, string> => {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value
  return headers
}

/** @throws MalformedRequest, BodyTooLarge (as a rejection) */
export const readRequest = async (request: IncomingMessage): Promise<HttpRequest> => {
  const [path = '/', ...rest] = (request.url ?? '/').split('?')
  if (!path.startsWith('/')) throw new MalformedRequest('the path must begin with /')
  return {
    method: request.method ?? 'GET',
    path,
    search: rest.join('?'),
    headers: headersOf(request),
    bytes: await bodyOf(request),
    httpVersion: request.httpVersion,
    from: request.socket.remoteAddress ?? '127.0.0.1',
  }
}

export const sendResponse = (response: ServerResponse, { status, headers, body }: HttpResponse): void => {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  if (status !== 304) response.setHeader('content-length', Buffer.byteLength(body))
  response.setHeader('x-content-type-options', 'nosniff')
  if (status === 413) response.shouldKeepAlive = false
  response.writeHead(status)
  response.end(body)
}

/** Ends when either side closes the connection. */
export const sendStream = async (
  response: ServerResponse,
  { headers, stream }: HttpStream,
): Promise<void> => {
  const ended = new AbortController()
  response.on('close', () => ended.abort())
  response.writeHead(200, { ...headers, 'x-content-type-options': 'nosniff' })
  // One piece ahead of the reader: a slow one makes the ledger wait, and not the memory grow.
  const pieces = Readable.from(stream(ended.signal), { highWaterMark: 1 })
  await pipeline(pieces, response).catch(() => response.destroy())
}
