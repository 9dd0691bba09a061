import { createHash } from 'node:crypto'
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import type { ByLane } from '../core/message/lane.ts'
import type { Outbox } from '../core/ports/outbox.ts'

export interface OutboxOptions {
  readonly client: SQSClient
  readonly queueUrls: ByLane<string>
}

/** What SQS takes, in seconds. */
const LONGEST_DELAY = 900

/**
 * A queue of ids of recorded messages for each lane, for the function that sends them at the provider's pace. A FIFO
 * queue keeps the messages about one isolation or household in order, with one sender at a time.
 */
export const makeOutbox = ({ client, queueUrls }: OutboxOptions): Outbox => ({
  hand: async ({ subject, key, lane, afterSeconds }) => {
    const QueueUrl = queueUrls[lane]
    const MessageBody = JSON.stringify({ subject, key, lane })
    const order = QueueUrl.endsWith('.fifo') && {
      MessageGroupId: subject,
      MessageDeduplicationId: createHash('sha256').update(MessageBody).digest('hex'),
    }
    // A FIFO queue takes no delay for one message.
    const delay = afterSeconds !== undefined &&
      !QueueUrl.endsWith('.fifo') && { DelaySeconds: Math.min(LONGEST_DELAY, afterSeconds) }
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody, ...order, ...delay }))
  },
})
