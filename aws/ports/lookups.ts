import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { lookupsUnder } from '../../record/lookup-keys.ts'
import { LAMBDA_CLIENT } from '../lambda-client.ts'
import { keysInSecret } from '../lookup-secret.ts'
import { systemClock } from '../system-clock.ts'

/** Lookups under the keys in Secrets Manager. */
export const lookups = ({ LOOKUP_SECRET_ARN }: { readonly LOOKUP_SECRET_ARN: string }) => {
  const client = new SecretsManagerClient({ maxAttempts: 4, ...LAMBDA_CLIENT })
  const load = keysInSecret({ client, secretId: LOOKUP_SECRET_ARN, clock: systemClock })
  return { lookups: lookupsUnder(load, systemClock) }
}
