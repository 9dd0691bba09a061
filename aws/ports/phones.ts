import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { PortContext } from '../port-context.ts'
import { cryptoIds } from '../random-ids.ts'

/** Texts from phones, as the two-way number publishes them. */
export const phones = (
  { TWO_WAY_TOPIC_ARN: TopicArn }: { readonly TWO_WAY_TOPIC_ARN: string },
  { clients }: PortContext,
) => {
  const client = new SNSClient({ maxAttempts: 4, ...clients })
  return {
    write: async (originationNumber: string, messageBody: string): Promise<void> => {
      const Message = JSON.stringify({ originationNumber, messageBody, inboundMessageId: cryptoIds.next() })
      await client.send(new PublishCommand({ TopicArn, Message }))
    },
  }
}
