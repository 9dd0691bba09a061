import * as z from 'zod/mini'
import { LookupKeys } from '../../record/lookup-keys.ts'
import { openJsonEndpoint } from './json-endpoint.ts'

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
  const opened = await openJsonEndpoint((operation, input) => {
    const { SecretId, SecretString } = Request.parse(input)
    if (endpoint.isDown) return { refused: 'InternalServiceError', message: 'down', status: 500 }
    if (SecretId !== arn) return { refused: 'ResourceNotFoundException', message: 'no such secret' }
    switch (operation) {
      case 'GetSecretValue':
        endpoint.reads += 1
        return { ARN: arn, Name: 'lookups', SecretString: JSON.stringify(endpoint.keys) }
      case 'PutSecretValue':
        endpoint.keys = LookupKeys.parse(JSON.parse(SecretString ?? ''))
        return { ARN: arn, Name: 'lookups' }
      default:
        return { refused: 'InvalidRequestException', message: 'not known here' }
    }
  })
  const endpoint: SecretsEndpoint = {
    ...opened,
    arn,
    keys: { id: 'k1', secret: 'a'.repeat(64) },
    reads: 0,
    isDown: false,
  }
  return endpoint
}
