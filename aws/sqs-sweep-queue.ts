import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { SweepQueue } from '../core/ports/sweep-queue.ts'

export interface SweepQueueOptions {
  readonly client: SQSClient
  readonly queueUrl: string
}

/** Some messages of a batch were not taken: the next run hands these parts over again. */
class NotHandedOver extends Error {
  override readonly name = 'NotHandedOver'
}

/** As many as SQS takes in one call. */
const AT_ONCE = 10

export const makeSweepQueue = ({ client, queueUrl }: SweepQueueOptions): SweepQueue => ({
  hand: async (parts, asked) => {
    const failed: string[] = []
    for (let first = 0; first < parts.length; first += AT_ONCE) {
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: parts
            .slice(first, first + AT_ONCE)
            .map((part) => ({ Id: part, MessageBody: JSON.stringify({ part, asked }) })),
        }),
      )
      failed.push(...Failed.map(({ Id = '' }) => Id))
    }
    if (failed.length > 0) throw new NotHandedOver(`parts of the sweep: ${failed.join(', ')}`)
  },
})
