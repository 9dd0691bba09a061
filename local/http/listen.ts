import { createServer, type Server } from 'node:net'
import { PortInUse } from 'local-step-functions/server'
import { InputError } from '../command-line/input-error.ts'

const HOST = '127.0.0.1'

/** Gives the port. @throws PortInUse, InputError (as a rejection) */
export const listenOn = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const code = 'code' in error ? String(error.code) : error.message
      reject(
        code === 'EADDRINUSE'
          ? new PortInUse(port, HOST, { cause: error })
          : new InputError(`port ${port} on ${HOST} cannot be opened (${code}); choose another port`),
      )
    })
    server.listen(port, HOST, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

/** Checks that a port is free before anything is started. @throws PortInUse (as a rejection) */
export const probePort = async (port: number): Promise<void> => {
  const server = createServer()
  await listenOn(server, port)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
}
