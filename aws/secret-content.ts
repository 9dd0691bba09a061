import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import * as z from 'zod/mini'

/** The secret cannot be read, or is not what it should be. The message never contains it. */
export class SecretUnusable extends Error {
  override readonly name = 'SecretUnusable'
}

/** What a secret holds now, checked. @throws SecretUnusable */
export const readSecret = async <Schema extends z.ZodMiniType>(
  client: SecretsManagerClient,
  secretId: string,
  schema: Schema,
): Promise<z.output<Schema>> => {
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretId }))
  let content: unknown
  try {
    content = JSON.parse(SecretString)
  } catch {
    throw new SecretUnusable(`the secret ${secretId} holds no JSON: put its last version back`)
  }
  const parsed = z.safeParse(schema, content)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map(({ path }) => path.join('.') || 'the whole').join(', ')
  throw new SecretUnusable(`the secret ${secretId} is not usable: look at ${places}`)
}
