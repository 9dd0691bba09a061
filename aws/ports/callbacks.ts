import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { CallbackPorts, Enqueue } from '../../gateway/callbacks/receive-callback.ts'
import type { Callbacks } from '../environment.ts'
import { gatewaySecret } from '../gateway-secret.ts'
import type { PortContext } from '../port-context.ts'

/** What SQS takes in one call. */
const BATCH = 10

const enqueueInto =
  (client: SQSClient, QueueUrl: string): Enqueue =>
  async (bodies) => {
    for (let from = 0; from < bodies.length; from += BATCH) {
      const Entries = bodies
        .slice(from, from + BATCH)
        .map((MessageBody, at) => ({ Id: `${at}`, MessageBody }))
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
      if (Failed.length > 0) throw new Error(`the queue did not take ${Failed.length} of ${Entries.length}`)
    }
  }

/** The queues of received texts and of receipts, and the secret that the SMS gateway knows. */
export const callbacks = (
  variables: Callbacks,
  { clients }: PortContext,
): Omit<CallbackPorts, 'clock' | 'log'> => {
  const client = new SQSClient({ maxAttempts: 4, ...clients })
  return {
    secrets: gatewaySecret(variables.SMS_GATEWAY_SECRET_ARN, { clients }),
    proof: variables.SMS_CALLBACK_PROOF,
    queues: {
      texts: enqueueInto(client, variables.INBOUND_QUEUE_URL),
      receipts: enqueueInto(client, variables.RECEIPTS_QUEUE_URL),
    },
  }
}
