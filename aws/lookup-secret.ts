import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'
import type { Clock } from '../core/ports/clock.ts'
import { type Instant, plus } from '../core/time/instant.ts'
import { type KeyStore, LookupKeys, NOTICE } from '../record/lookup-keys.ts'

/** The secret cannot be read, or is not what `npm run rotate` writes. The message never contains it. */
export class LookupSecretUnusable extends Error {
  override readonly name = 'LookupSecretUnusable'
}

/** Keys of this age are read again. */
const FRESH = NOTICE / 2

interface Secret {
  readonly client: SecretsManagerClient
  readonly secretId: string
  readonly clock: Clock
}

/** The keys as they are kept now. @throws LookupSecretUnusable */
const readKeys = async ({ client, secretId }: Omit<Secret, 'clock'>): Promise<LookupKeys> => {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId }))
  let content: unknown
  try {
    content = JSON.parse(SecretString)
  } catch {
    throw new LookupSecretUnusable(`the secret ${secretId} holds no JSON: put its last version back`)
  }
  const parsed = z.safeParse(LookupKeys, content)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ')
  throw new LookupSecretUnusable(`the secret ${secretId} is not usable: look at ${places}`)
}

interface Known {
  readonly keys: LookupKeys
  readonly at: Instant
}

/**
 * The keys, read again after five minutes. If that fails, the known ones are used as long as nothing can have been
 * written under a key that is not among them.
 */
export const keysInSecret = (secret: Secret): (() => Promise<LookupKeys>) => {
  let known: Known | undefined
  let reading: Promise<LookupKeys> | undefined
  const read = async (now: Instant): Promise<LookupKeys> => {
    try {
      const keys = await readKeys(secret)
      known = { keys, at: now }
      return keys
    } catch (error) {
      if (known === undefined || plus(known.at, NOTICE) <= now) throw error
      return known.keys
    } finally {
      reading = undefined
    }
  }
  return async () => {
    const now = secret.clock.now()
    if (known !== undefined && now < plus(known.at, FRESH)) return known.keys
    reading ??= read(now)
    return reading
  }
}

/** For changing the keys. Secrets Manager keeps the previous version. */
export const keyStoreIn = (secret: Omit<Secret, 'clock'>): KeyStore => ({
  load: () => readKeys(secret),
  save: async (keys) => {
    const { client, secretId } = secret
    await client.send(new PutSecretValueCommand({ SecretId: secretId, SecretString: JSON.stringify(keys) }))
  },
})
