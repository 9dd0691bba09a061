import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import type { ImportQueue } from '../../core/ports/import-queue.ts'
import type { PortContext } from '../port-context.ts'

/** The queue of the parts of roster imports. */
export const importQueue = (
  { IMPORT_QUEUE_URL: QueueUrl }: { readonly IMPORT_QUEUE_URL: string },
  { clients }: PortContext,
): { readonly importQueue: ImportQueue } => {
  const client = new SQSClient({ maxAttempts: 4, ...clients })
  return {
    importQueue: {
      hand: async (part) => {
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(part) }))
      },
    },
  }
}
