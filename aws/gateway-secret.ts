import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import { HOUR, MINUTE } from '../core/time/instant.ts'
import { kept } from './kept.ts'
import type { PortContext } from './port-context.ts'
import { readSecret } from './secret-content.ts'
import { systemClock } from './system-clock.ts'

const word = z.string().check(z.minLength(1))
const secret = z.string().check(z.minLength(32))

/** What we and the SMS gateway know: the operator puts the access key in, the rest is drawn when the stage is made. */
const GatewaySecret = z.strictObject({
  accessKeyId: word,
  accessKeySecret: word,
  callbackSecret: secret,
  previousCallbackSecret: z.optional(secret),
})
export type GatewaySecret = z.infer<typeof GatewaySecret>

/** Read again after five minutes; while that fails the known one is used, for an hour at most. */
export const gatewaySecret = (
  secretId: string,
  { clients }: Pick<PortContext, 'clients'>,
): (() => Promise<GatewaySecret>) => {
  const client = new SecretsManagerClient({ maxAttempts: 4, ...clients })
  return kept({
    read: () => readSecret(client, secretId, GatewaySecret),
    clock: systemClock,
    fresh: 5 * MINUTE,
    usable: HOUR,
  })
}
