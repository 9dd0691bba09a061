import { SQSClient } from '@aws-sdk/client-sqs'
import type { PortContext } from '../port-context.ts'
import { makeOutbox } from '../sqs-outbox.ts'

interface Queues {
  readonly OUTBOX_URGENT_QUEUE_URL: string
  readonly OUTBOX_ROUTINE_QUEUE_URL: string
}

/** Recorded messages go through the queue of their lane. */
export const outbox = (
  { OUTBOX_URGENT_QUEUE_URL: urgent, OUTBOX_ROUTINE_QUEUE_URL: routine }: Queues,
  { clients }: PortContext,
) => ({
  outbox: makeOutbox({
    client: new SQSClient({ maxAttempts: 4, ...clients }),
    queueUrls: { urgent, routine },
  }),
})
