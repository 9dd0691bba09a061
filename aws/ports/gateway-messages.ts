import { readFileSync } from 'node:fs'
import type { Messages } from '../../core/ports/messages.ts'
import { makeGatewayMessages } from '../../gateway/gateway-messages.ts'
import { RegisteredTexts } from '../../gateway/registered-texts.ts'
import type { Sender } from '../environment.ts'
import { gatewaySecret } from '../gateway-secret.ts'
import type { PortContext } from '../port-context.ts'
import { cryptoIds } from '../random-ids.ts'
import { systemClock } from '../system-clock.ts'

/** Milliseconds; a gateway answers within one second, or is in trouble. */
const TIMEOUT = 5_000

/** The SMS gateway of the stage. undefined: it has none. */
export const gatewayMessages = (
  {
    SMS_GATEWAY_ENDPOINT: endpoint,
    SMS_GATEWAY_SECRET_ARN: secretId,
    SMS_GATEWAY_SIGNATURES: signatures,
    SMS_REGISTERED_TEXTS: file,
  }: Sender,
  { log, clients }: PortContext,
): Messages | undefined => {
  if (endpoint === undefined || secretId === undefined || signatures === undefined || file === undefined)
    return undefined
  const [first = '', ...others] = signatures.split(',')
  return makeGatewayMessages({
    endpoint,
    accessKey: gatewaySecret(secretId, { clients }),
    signatures: [first, ...others],
    registered: RegisteredTexts.parse(JSON.parse(readFileSync(file, 'utf8'))),
    clock: systemClock,
    ids: cryptoIds,
    timeout: TIMEOUT,
    log,
  })
}
