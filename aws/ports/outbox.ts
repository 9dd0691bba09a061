import { SQSClient } from '@aws-sdk/client-sqs'
import type { PortContext } from '../port-context.ts'
import { makeOutbox } from '../sqs-outbox.ts'

/** Recorded messages go through a queue. */
export const outbox = (
  { OUTBOX_QUEUE_URL }: { readonly OUTBOX_QUEUE_URL: string },
  { clients }: PortContext,
) => ({
  outbox: makeOutbox({
    client: new SQSClient({ maxAttempts: 4, ...clients }),
    queueUrl: OUTBOX_QUEUE_URL,
  }),
})
