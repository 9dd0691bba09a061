import { SQSClient } from '@aws-sdk/client-sqs'
import type { PortContext } from '../port-context.ts'
import { makeRecounts } from '../sqs-recounts.ts'
import { systemClock } from '../system-clock.ts'

/** The queue of parts that have to be counted again. */
export const recounts = (
  {
    RECOUNT_QUEUE_URL,
    FIGURES_EVERY_SECONDS,
  }: { readonly RECOUNT_QUEUE_URL: string; readonly FIGURES_EVERY_SECONDS: string },
  { clients }: PortContext,
) => ({
  recounts: makeRecounts({
    client: new SQSClient({ maxAttempts: 4, ...clients }),
    queueUrl: RECOUNT_QUEUE_URL,
    everySeconds: Number(FIGURES_EVERY_SECONDS),
    clock: systemClock,
  }),
})
