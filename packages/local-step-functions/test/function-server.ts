import { createServer } from 'node:http'

export interface FunctionCall {
  readonly url: string | undefined
  readonly body: string
}

export interface FunctionReply {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

export interface FunctionServer {
  readonly address: string
  close(): Promise<void>
}

/** Functions over HTTP, on a free port of this machine. */
export const serveFunctions = async (
  reply: (call: FunctionCall) => FunctionReply | Promise<FunctionReply>,
): Promise<FunctionServer> => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', async () => {
      const { status, headers, body } = await reply({
        url: request.url,
        body: Buffer.concat(chunks).toString(),
      })
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  return {
    address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : ''}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
