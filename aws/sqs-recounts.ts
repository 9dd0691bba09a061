import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { nameOfPart } from '../core/grid-part.ts'
import type { Clock } from '../core/ports/clock.ts'
import type { Recounts } from '../core/ports/recounts.ts'
import { milliseconds } from '../core/time/instant.ts'

export interface RecountsOptions {
  readonly client: SQSClient
  /** A FIFO queue that delays its messages for at least `everySeconds`. */
  readonly queueUrl: string
  /** Each part is counted once in this time. At most 300: so long SQS knows a message again. */
  readonly everySeconds: number
  readonly clock: Clock
}

/** Some messages of a batch were not taken: the stream or the queue gives their cause again. */
class NotRequested extends Error {
  override readonly name = 'NotRequested'
}

/** As many as SQS takes in one call. */
const AT_ONCE = 10

/**
 * Whoever asks within the same window gives a message the same name, and SQS keeps the first. It is delayed by a window,
 * so it is delivered when the window is over, and everything in it is counted.
 */
export const makeRecounts = ({ client, queueUrl, everySeconds, clock }: RecountsOptions): Recounts => ({
  request: async (parts) => {
    const window = Math.floor(milliseconds(clock.now()) / (everySeconds * 1000))
    const failed: string[] = []
    for (let first = 0; first < parts.length; first += AT_ONCE) {
      const some = parts.slice(first, first + AT_ONCE)
      const { Failed = [] } = await client.send(
        new SendMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: some.map((part, index) => ({
            Id: `${index}`,
            MessageBody: JSON.stringify(part),
            MessageGroupId: nameOfPart(part),
            MessageDeduplicationId: `${nameOfPart(part)}/${window}`,
          })),
        }),
      )
      failed.push(...Failed.map(({ Code = '' }) => Code))
    }
    if (failed.length > 0) throw new NotRequested(`counts of figures: ${failed.join(', ')}`)
  },
})
