import { SQSClient } from '@aws-sdk/client-sqs'
import type { PortContext } from '../port-context.ts'
import { makeSweepQueue } from '../sqs-sweep-queue.ts'

/** The queue of the parts of a sweep. */
export const sweepQueue = (
  { SWEEP_QUEUE_URL }: { readonly SWEEP_QUEUE_URL: string },
  { clients }: PortContext,
) => ({
  sweepQueue: makeSweepQueue({
    client: new SQSClient({ maxAttempts: 4, ...clients }),
    queueUrl: SWEEP_QUEUE_URL,
  }),
})
