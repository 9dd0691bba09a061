import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { CallbackPorts, Enqueue } from '../../gateway/callbacks/receive-callback.ts'
import type { Callbacks } from '../environment.ts'
import { gatewaySecret } from '../gateway-secret.ts'
import type { PortContext } from '../port-context.ts'

/** What SQS takes in one call. */
const BATCH = 10
const BATCH_BYTES = 256 * 1024

/** One that is longer is cut: it ends among the dead letters, where a person looks. */
const LONGEST = 250_000

/** SQS takes no characters that XML does not have; in JSON they can be escaped. */
const NOT_IN_XML = /[\ufffe\uffff]/g

const fitting = (body: string): string => {
  const escaped = body.replace(NOT_IN_XML, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
  const bytes = Buffer.from(escaped)
  return bytes.length > LONGEST ? bytes.toString('utf8', 0, LONGEST) : escaped
}

const batchesOf = (bodies: readonly string[]): string[][] => {
  const batches: string[][] = []
  let bytes = 0
  for (const body of bodies.map(fitting)) {
    const size = Buffer.byteLength(body)
    const last = batches.at(-1)
    bytes += size
    if (last === undefined || last.length === BATCH || bytes > BATCH_BYTES) {
      batches.push([body])
      bytes = size
    } else last.push(body)
  }
  return batches
}

const enqueueInto =
  (client: SQSClient, QueueUrl: string): Enqueue =>
  async (bodies) => {
    for (const batch of batchesOf(bodies)) {
      const Entries = batch.map((MessageBody, at) => ({ Id: `${at}`, MessageBody }))
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
