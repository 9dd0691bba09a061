import { SFNClient } from '@aws-sdk/client-sfn'
import type { PortContext } from '../port-context.ts'

const made = new WeakMap<PortContext, SFNClient>()

/**
 * One client for all ports of a function. At eight o'clock everybody shares the quotas of Step Functions, so it slows
 * down by itself.
 */
export const stepFunctions = (context: PortContext): SFNClient => {
  const known = made.get(context)
  if (known !== undefined) return known
  const client = new SFNClient({ maxAttempts: 5, retryMode: 'adaptive', ...context.clients })
  made.set(context, client)
  return client
}
