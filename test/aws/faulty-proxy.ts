import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'

/** What goes wrong with one request on its way. */
export type Fault =
  /** The service refuses it, and does nothing. */
  | { readonly refuse: string; readonly status?: number; readonly more?: object }
  /** The service does it, and the answer never arrives. */
  | 'lose the answer'
  /** It never reaches the service. */
  | 'lose the request'
  /** The connection stays open, and nothing comes. */
  | 'never answer'
  | 'none'

export interface FaultyProxy {
  readonly endpoint: string
  /** The operations that were asked for, in order. */
  readonly asked: string[]
  readonly bodies: string[]
  /** The next requests meet these, one each; all others pass. */
  next(...faults: Fault[]): void
  /** The next requests of this operation do. */
  nextOf(operation: string, ...faults: Fault[]): void
  /** From now on all is well. */
  mend(): void
  close(): Promise<void>
}

const read = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of message) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** A proxy before an AWS JSON endpoint that loses requests and answers. */
export const openFaultyProxy = async (target: string): Promise<FaultyProxy> => {
  const asked: string[] = []
  const bodies: string[] = []
  const faults: { readonly fault: Fault; readonly operation?: string }[] = []
  const faultFor = (operation: string): Fault => {
    const at = faults.findIndex((coming) => coming.operation === undefined || coming.operation === operation)
    return at < 0 ? 'none' : (faults.splice(at, 1)[0]?.fault ?? 'none')
  }
  const forward = (from: IncomingMessage, body: Buffer): Promise<{ answer: IncomingMessage; text: Buffer }> =>
    new Promise((resolve, reject) => {
      const { host: _, ...headers } = from.headers
      const to = request(target, { method: 'POST', headers }, (answer) => {
        read(answer).then((text) => resolve({ answer, text }), reject)
      })
      to.once('error', reject)
      to.end(body)
    })
  const handle = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const body = await read(from)
    const operation = String(from.headers['x-amz-target']).split('.').at(-1) ?? ''
    asked.push(operation)
    bodies.push(body.toString())
    const fault = faultFor(operation)
    if (fault === 'never answer') return
    if (fault === 'lose the request') {
      from.socket.destroy()
      return
    }
    if (typeof fault === 'object') {
      to.writeHead(fault.status ?? 400, { 'content-type': 'application/x-amz-json-1.0' })
      to.end(
        JSON.stringify({ __type: `com.amazonaws.test#${fault.refuse}`, message: 'refused', ...fault.more }),
      )
      return
    }
    const { answer, text } = await forward(from, body)
    if (fault === 'lose the answer') {
      from.socket.destroy()
      return
    }
    const { 'transfer-encoding': _, ...headers } = answer.headers
    to.writeHead(answer.statusCode ?? 500, headers)
    to.end(text)
  }
  const server = createServer((from, to) => void handle(from, to).catch(() => from.socket.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    bodies,
    next: (...coming) => void faults.push(...coming.map((fault) => ({ fault }))),
    nextOf: (operation, ...coming) => void faults.push(...coming.map((fault) => ({ fault, operation }))),
    mend: () => void faults.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
