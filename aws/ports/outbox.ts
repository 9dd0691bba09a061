import { SQSClient } from '@aws-sdk/client-sqs'
import { LAMBDA_CLIENT } from '../lambda-client.ts'
import { makeOutbox } from '../sqs-outbox.ts'

/** Recorded messages go through a queue. */
export const outbox = ({ OUTBOX_QUEUE_URL }: { readonly OUTBOX_QUEUE_URL: string }) => ({
  outbox: makeOutbox({
    client: new SQSClient({ maxAttempts: 4, ...LAMBDA_CLIENT }),
    queueUrl: OUTBOX_QUEUE_URL,
  }),
})
