import { createServer } from 'node:http'

/** An error of AWS, by the name of its shape. */
export interface Refused {
  readonly refused: string
  readonly message: string
  /** Default: 400. */
  readonly status?: number
}

/** @param operation as `x-amz-target` ends: `SendMessage` */
type Answer = (operation: string, input: unknown) => object | Refused

export interface JsonEndpoint {
  readonly endpoint: string
  close(): Promise<void>
}

const isRefused = (answer: object | Refused): answer is Refused => 'refused' in answer

/** A service of AWS that speaks its JSON protocol, as far as `answer` knows it. */
export const openJsonEndpoint = async (answer: Answer): Promise<JsonEndpoint> => {
  const server = createServer((from, to) => {
    const chunks: Buffer[] = []
    from.on('data', (chunk: Buffer) => chunks.push(chunk))
    from.on('end', () => {
      const operation = String(from.headers['x-amz-target']).replace(/^.*\./, '')
      const given = answer(operation, JSON.parse(Buffer.concat(chunks).toString()))
      to.setHeader('content-type', 'application/x-amz-json-1.0')
      if (isRefused(given)) to.writeHead(given.status ?? 400)
      to.end(JSON.stringify(isRefused(given) ? { __type: given.refused, message: given.message } : given))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
