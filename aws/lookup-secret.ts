import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { Clock } from '../core/ports/clock.ts'
import { type KeyStore, LookupKeys, NOTICE } from '../record/lookup-keys.ts'
import { kept } from './kept.ts'
import { readSecret } from './secret-content.ts'

interface Secret {
  readonly client: SecretsManagerClient
  readonly secretId: string
  readonly clock: Clock
}

/** The keys as they are kept now. @throws SecretUnusable */
const readKeys = ({ client, secretId }: Omit<Secret, 'clock'>): Promise<LookupKeys> =>
  readSecret(client, secretId, LookupKeys)

/**
 * The keys, read again after five minutes. If that fails, the known ones are used as long as nothing can have been
 * written under a key that is not among them.
 */
export const keysInSecret = (secret: Secret): (() => Promise<LookupKeys>) =>
  kept({ read: () => readKeys(secret), clock: secret.clock, fresh: NOTICE / 2, usable: NOTICE })

/** For changing the keys. Secrets Manager keeps the previous version. */
export const keyStoreIn = (secret: Omit<Secret, 'clock'>): KeyStore => ({
  load: () => readKeys(secret),
  save: async (keys) => {
    const { client, secretId } = secret
    await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: JSON.stringify(keys) }))
  },
})
