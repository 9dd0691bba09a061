import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { lookupsUnder } from '../../record/lookup-keys.ts'
import { keysInSecret } from '../lookup-secret.ts'
import type { PortContext } from '../port-context.ts'
import { systemClock } from '../system-clock.ts'

/** Lookups under the keys in Secrets Manager. */
export const lookups = (
  { LOOKUP_SECRET_ARN }: { readonly LOOKUP_SECRET_ARN: string },
  { clients }: PortContext,
) => {
  const client = new SecretsManagerClient({ maxAttempts: 4, ...clients })
  const load = keysInSecret({ client, secretId: LOOKUP_SECRET_ARN, clock: systemClock })
  return { lookups: lookupsUnder(load, systemClock) }
}
