import { createServer } from 'node:http'
import * as z from 'zod/mini'
import { LookupKeys } from '../../record/lookup-keys.ts'

const Request = z.object({ SecretId: z.string(), SecretString: z.optional(z.string()) })

export interface SecretsEndpoint {
  readonly endpoint: string
  readonly arn: string
  /** What the secret holds now. */
  keys: LookupKeys
  /** So often it was read. */
  reads: number
  /** Answers nothing but errors. */
  isDown: boolean
  close(): Promise<void>
}

/** Secrets Manager with one secret, as far as we use it: GetSecretValue and PutSecretValue in AWS JSON. */
export const openSecretsEndpoint = async (): Promise<SecretsEndpoint> => {
  const arn = 'arn:aws:secretsmanager:local-1:000000000000:secret:lookups-a1b2c3'
  const server = createServer((from, to) => {
    const chunks: Buffer[] = []
    from.on('data', (chunk: Buffer) => chunks.push(chunk))
    from.on('end', () => {
      const { SecretId, SecretString } = Request.parse(JSON.parse(Buffer.concat(chunks).toString()))
      const answer = (status: number, body: object): void => {
        to.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        to.end(JSON.stringify(body))
      }
      if (endpoint.isDown) return answer(500, { __type: 'InternalServiceError', message: 'down' })
      if (SecretId !== arn)
        return answer(400, { __type: 'ResourceNotFoundException', message: 'no such secret' })
      switch (from.headers['x-amz-target']) {
        case 'secretsmanager.GetSecretValue':
          endpoint.reads += 1
          return answer(200, { ARN: arn, Name: 'lookups', SecretString: JSON.stringify(endpoint.keys) })
        case 'secretsmanager.PutSecretValue':
          endpoint.keys = LookupKeys.parse(JSON.parse(SecretString ?? ''))
          return answer(200, { ARN: arn, Name: 'lookups' })
        default:
          return answer(400, { __type: 'InvalidRequestException', message: 'not known here' })
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const endpoint: SecretsEndpoint = {
    endpoint: `http://127.0.0.1:${port}`,
    arn,
    keys: { id: 'k1', secret: 'a'.repeat(64) },
    reads: 0,
    isDown: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return endpoint
}
